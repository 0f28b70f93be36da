"""One seat, and what the law says about who sits in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core import selectors as core_selectors
from asn_portal.core.regulasi import add_bulan
from asn_portal.core.sql import fetch
from jabatan.enums import PELAKSANA_TUGAS, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from pegawai.models.pegawai import full_name

SETAHUN = 12


@dataclass(frozen=True)
class Pemangku:
    """Somebody in a seat for a time, as known now. `sampai` is the last day, None while it goes on."""

    id: UUID
    pegawai_id: UUID
    nama: str
    jenis: str
    bidang: str
    mulai: date
    sampai: date | None
    sk_nomor: str
    sk_tanggal: date | None

    @property
    def sebutan(self) -> str:
        return str(JenisPenempatan(self.jenis).label)

    @property
    def berjangka(self) -> bool:
        return self.jenis in PELAKSANA_TUGAS


@dataclass(frozen=True)
class Kursi:
    """A seat on a day with its holders: of that day, planned, and former."""

    jabatan: Jabatan
    rincian: RincianJabatan
    unit: str
    induk: str
    kini: list[Pemangku]
    nanti: list[Pemangku]
    dulu: list[Pemangku]

    @property
    def b(self) -> int:
        return sum(row.jenis in (JenisPenempatan.DEFINITIF, JenisPenempatan.RANGKAP) for row in self.kini)

    @property
    def selisih(self) -> int:
        return self.b - self.rincian.kebutuhan

    @property
    def besar(self) -> int:
        return abs(self.selisih)


HOLDERS = """
SELECT p.id, o.id, o.nama, o.gelar_depan, o.gelar_belakang, p.jenis, p.sub_jabatan, lower(p.berlaku), upper(p.berlaku),
       p.sk_nomor, p.sk_tanggal
FROM jabatan_penempatan p JOIN pegawai_pegawai o ON o.id = p.pegawai_id
WHERE p.jabatan_id = %(jabatan)s AND upper_inf(p.tercatat)
ORDER BY lower(p.berlaku) DESC, o.nama, o.id LIMIT 400
"""


def seat_on(jabatan: Jabatan, tanggal: date) -> Kursi | None:
    """The seat as it is on a day (or, after its end, as it last was); None before it existed. Four queries."""
    rows = RincianJabatan.objects.kini().filter(jabatan=jabatan, berlaku__startswith__lte=tanggal)
    rincian = rows.select_related("referensi").order_by("-berlaku").first()
    if rincian is None:
        return None
    unit = core_selectors.unit_names([rincian.unit_id], tanggal).get(rincian.unit_id, "")
    above = (
        RincianJabatan.objects.pada(tanggal).filter(jabatan_id=rincian.induk_id).values_list("nama", flat=True).first()
    )
    people = [
        Pemangku(
            pk, who, full_name(*name), jenis, bidang, mulai, akhir - date.resolution if akhir else None, nomor, hari
        )
        for pk, who, *name, jenis, bidang, mulai, akhir, nomor, hari in fetch(HOLDERS, jabatan=jabatan.pk)
    ]
    return Kursi(
        jabatan, rincian, unit, above or "",
        [row for row in people if row.mulai <= tanggal and (row.sampai is None or row.sampai >= tanggal)],
        [row for row in people if row.mulai > tanggal],
        [row for row in people if row.sampai is not None and row.sampai < tanggal],
    )  # fmt: skip


def seat_exists_throughout(jabatan_id: UUID, berlaku: DateRange) -> bool:
    """Is the seat on the map on every day of the period?"""
    statement = """
    SELECT coalesce(range_agg(berlaku) @> %(masa)s::daterange, false) FROM jabatan_rincianjabatan
    WHERE jabatan_id = %(jabatan)s AND upper_inf(tercatat)
    """
    return bool(fetch(statement, masa=berlaku, jabatan=jabatan_id)[0][0])


def retirement_of(lahir: date, bup: int | None) -> date | None:
    """First day of retirement for a seat with this age. Dasar: UU 20/2023 Pasal 55 (bup_pensiun)."""
    return None if bup is None else add_bulan(lahir.replace(day=1), bup * SETAHUN + 1)


def level_word_of(pegawai_id: UUID, tanggal: date) -> str:
    """The kind of the own post as the table of levels names it: `administrator`, `ahli_muda`; empty without a post."""
    row = (
        Penempatan.objects.pada(tanggal)
        .filter(pegawai_id=pegawai_id, jenis=JenisPenempatan.DEFINITIF)
        .values_list("jabatan__jenis", "jabatan__jenjang")
        .first()
    )
    return "" if row is None else row[1] or row[0]


def chain_before(jabatan_id: UUID, pegawai_id: UUID, mulai: date) -> tuple[date, int]:
    """When the unbroken Plt. of this person in this seat began, and how often it was extended until `mulai`."""
    rows = Penempatan.objects.kini().filter(
        jabatan_id=jabatan_id, pegawai_id=pegawai_id, jenis=JenisPenempatan.PLT, berlaku__startswith__lt=mulai
    )
    ends = {row.berlaku.upper: row.mulai for row in rows}
    first, extended = mulai, 0
    while first in ends:
        first, extended = ends[first], extended + 1
    return first, extended
