"""The monthly proposals of a unit: who can rise in rank, and which of the required documents are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.jenis import jenis_dokumen
from asn_portal.berkas.models import Dokumen
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.regulasi import add_bulan
from pegawai.aturan.peringatan import TABEL_DOKUMEN_KP
from pegawai.models import Pegawai, Peringatan
from pegawai.peringatan import find_peringatan
from pegawai.selectors.direktori import below_unit
from pegawai.selectors.peringatan import as_shown
from pegawai.selectors.syarat_kp import SyaratPredikat, predicates_for

DOKUMEN_KP: dict[str, list[str]] = TABEL_DOKUMEN_KP.terakhir.nilai
KP = tuple(DOKUMEN_KP)


@dataclass(frozen=True)
class BarisUsul:
    """One person of the package: which rise, which documents are there, which are missing."""

    peringatan: Peringatan
    judul: str
    arti: str
    ada: list[Dokumen]
    kurang: list[str]
    # What else stands in the way, besides documents.
    syarat: list[str]


def usul_rows(pengguna: Pengguna, unit_id: UUID, bulan: date, hari: date) -> list[BarisUsul]:
    """Everybody whose rise can be proposed for this period, also from earlier ones. A few queries, however many."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.USULAN_PROFIL, "v").exclude(pengguna=pengguna)
    inside = below_unit(people, unit_id, hari).values("pk")
    found = Peringatan.objects.filter(jenis__in=KP, tanggal__lt=add_bulan(bulan, 1), pegawai__in=inside)
    rows = list(as_shown(found, hari).order_by("pegawai__nama", "pegawai_id", "tanggal", "pk"))
    documents = papers_of(pengguna, [row.pegawai_id for row in rows])
    asked = predicates_for([row.pegawai_id for row in rows], bulan)
    return [_checked(row, documents.get(row.pegawai_id, []), asked.get(row.pegawai_id)) for row in rows]


def papers_of(pengguna: Pengguna, ids: list[Any]) -> dict[UUID, list[Dokumen]]:
    """The last versions of the kinds that any rise asks for, as far as this account may see them."""
    kinds = {kind for names in DOKUMEN_KP.values() for kind in names}
    rows = (
        Dokumen.objects.visible_to(pengguna).terbaru().filter(subjek_id__in=ids, jenis__in=kinds, dimusnahkan_pada=None)
    )
    found: dict[UUID, list[Dokumen]] = {}
    for row in rows.order_by("diunggah_pada"):
        if row.subjek_id is not None:
            found.setdefault(row.subjek_id, []).append(row)
    return found


def _checked(row: Peringatan, documents: list[Dokumen], predikat: SyaratPredikat | None) -> BarisUsul:
    wanted, kind = DOKUMEN_KP[row.jenis], find_peringatan(row.jenis)
    there = [one for one in documents if one.jenis in wanted]
    missing = [jenis_dokumen(name).label for name in wanted if name not in {one.jenis for one in there}]
    other = predikat.words() if predikat else []
    if exam := row.rincian.get("ujian"):
        other.append(f"belum lulus ujian dinas tingkat {exam}")
    return BarisUsul(
        row, kind.judul if kind else row.jenis, kind.arti(row.rincian) if kind else "", there, missing, other
    )
