"""A class stands on points: of an evaluation of that name or seat, or as the map already carries it for the name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from jabatan.models import EvaluasiJabatan, RincianJabatan


def without_points(instansi_id: UUID, seats: Mapping[UUID, tuple[str, int]], hari: date) -> dict[UUID, str]:
    """Of these seats (name and class by key) those whose class no points stand behind, each with its sentence. Two queries."""
    known = _known(instansi_id, {nama for nama, _ in seats.values()}, list(seats), hari)
    return {
        pk: f"Kelas {kelas} untuk {nama} belum mempunyai nilai jabatan. Kosongkan kelasnya lalu nilai jabatannya pada halaman "
        "evaluasi jabatan, atau pilih kelas yang sudah dinilai."
        for pk, (nama, kelas) in seats.items()
        if (nama, kelas) not in known and (pk, kelas) not in known
    }


def _known(
    instansi_id: UUID, nama: Collection[str], kursi: Collection[UUID], hari: date
) -> set[tuple[str | UUID | None, int]]:
    rated = EvaluasiJabatan.objects.filter(acuan__instansi_id=instansi_id).filter(
        Q(acuan__nama__in=nama) | Q(acuan__jabatan_id__in=kursi)
    )
    found: set[tuple[str | UUID | None, int]] = set()
    for name, seat, kelas in rated.values_list("acuan__nama", "acuan__jabatan_id", "kelas"):
        found |= {(name, kelas), (seat, kelas)}
    carried = RincianJabatan.objects.pada(hari).filter(
        jabatan__instansi_id=instansi_id, nama__in=nama, kelas__isnull=False
    )
    return found | set(carried.values_list("nama", "kelas").distinct())
