"""One batch: its people, its meetings, and what can be done with it now."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.models import Pengguna
from asn_portal.core.workflow import can_transition
from pelatihan import permissions
from pelatihan.aturan.alur_kepesertaan import ALUR_ANGKATAN, BERTEMPAT
from pelatihan.enums import StatusAngkatan
from pelatihan.models import AngkatanPelatihan, Kepesertaan, SesiPelatihan

# As staff read the list: who sits first, then who waits in order, the rest below.
URUTAN = (
    "diterima",
    "lulus",
    "tidak_lulus",
    "tidak_hadir",
    "cadangan",
    "disetujui",
    "diajukan",
    "ditolak",
    "dibatalkan",
)


def participants(row: AngkatanPelatihan) -> list[Any]:
    rows = row.daftar_peserta.select_related("pegawai", "sertifikat").annotate(
        hadir=Count("daftar_hadir"), nama_unit=core_selectors.name_on(timezone.localdate(), "unit_id")
    )
    return sorted(rows, key=lambda one: (URUTAN.index(one.status), one.urut or 0, one.pegawai.nama))


def meetings(row: AngkatanPelatihan) -> QuerySet[SesiPelatihan]:
    return row.daftar_sesi.annotate(hadir=Count("daftar_hadir")).order_by("nomor")


def quotas(row: AngkatanPelatihan, hari: date) -> list[tuple[str, int]]:
    known = list(row.daftar_kuota.all())
    names = core_selectors.unit_names([one.unit_id for one in known], hari)
    return [(names.get(one.unit_id, "Unit"), one.kuota) for one in known]


def actions(pengguna: Pengguna, row: AngkatanPelatihan, now: datetime) -> dict[str, bool]:
    """Who and when together, for the buttons."""
    manages = permissions.can_manage_here(pengguna, row)

    def leads(ke: StatusAngkatan) -> bool:
        return manages and can_transition(ALUR_ANGKATAN, row.status, ke)

    ended = timezone.localdate(now) >= row.selesai
    return {
        "buka": leads(StatusAngkatan.DIBUKA),
        "tetapkan": leads(StatusAngkatan.TERISI) and now >= row.tutup_pada,
        "selesai": leads(StatusAngkatan.SELESAI) and ended,
        "nilai": manages and row.status == StatusAngkatan.TERISI and timezone.localdate(now) >= row.mulai,
        "batal": leads(StatusAngkatan.DIBATALKAN),
        "naskah": manages and row.status == StatusAngkatan.SELESAI,
        "ubah": manages and row.status in {StatusAngkatan.DRAF, StatusAngkatan.DIBUKA, StatusAngkatan.TERISI},
    }


def seated(row: AngkatanPelatihan) -> list[Kepesertaan]:
    """Who is to be there, or was, by name."""
    rows = row.daftar_peserta.filter(status__in=BERTEMPAT).select_related("pegawai")
    return list(rows.order_by("pegawai__nama", "pk"))


def names_on_list(row: AngkatanPelatihan) -> list[tuple[str, str]]:
    """Name and unit of everybody who has a place. Two queries."""
    rows = seated(row)
    names = core_selectors.unit_names({one.unit_id for one in rows if one.unit_id}, row.mulai)
    return [(one.pegawai.nama_lengkap, names.get(one.unit_id, "")) for one in rows]
