"""Task teams as pages ask: the list, one team with members and results, who could join; and contributions for the apps above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Least
from django.urls import reverse

from asn_portal.core import selectors as core_selectors
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.models import Pengguna, periode
from asn_portal.core.models.dasar import DIKETAHUI_KINI
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan.enums import LingkupTim, PeranTim, StatusTim
from jabatan.models import AnggotaTim, IndikatorTim, TimKhusus
from pegawai.models.pegawai import full_name


def teams_of(pengguna: Pengguna, hari: date, *, status: str = "", kata: str = "") -> QuerySet[TimKhusus]:
    """Those this account sees, working ones first; of one that is over, its members of the last day."""
    counted = Least(Value(hari, DateField()), F("sampai"))
    rows = TimKhusus.objects.visible_to(pengguna).annotate(
        n=Count(
            "daftar_anggota",
            filter=Q(daftar_anggota__tercatat__upper_inf=True, daftar_anggota__berlaku__contains=counted),
        ),
        nama_unit=core_selectors.name_on(hari, "unit_id"),
    )
    if status in StatusTim.values:
        rows = rows.filter(status=status)
    for word in kata.split()[:6]:
        rows = rows.filter(Q(nama__icontains=word) | Q(mandat__icontains=word))
    return rows.order_by("-sampai", "nama", "pk")


def members_of(tim: TimKhusus) -> list[AnggotaTim]:
    """As known now, the head first."""
    rows = AnggotaTim.objects.kini().filter(tim=tim).select_related("pegawai")
    return sorted(rows, key=lambda row: (row.peran != PeranTim.KETUA, row.mulai, row.pegawai.nama))


# -- results over time ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hasil:
    """An indicator with its series, and what became of it between the last value before and the last value of all."""

    indikator: IndikatorTim
    bagan: Bagan | None
    sebelum: Decimal | None
    terakhir: Decimal | None
    nilai: list[tuple[date, Decimal, str, str]]

    @property
    def tercapai(self) -> bool | None:
        if self.terakhir is None:
            return None
        wanted = self.indikator.target
        return self.terakhir <= wanted if self.indikator.menurun else self.terakhir >= wanted


SEBELUM, SELAMA, SESUDAH = "Sebelum", "Selama", "Sesudah"


def results_of(tim: TimKhusus) -> list[Hasil]:
    """Two queries."""
    rows = tim.daftar_indikator.prefetch_related("daftar_ukuran").order_by("nama")
    return [_result(tim, row) for row in rows]


def _result(tim: TimKhusus, indikator: IndikatorTim) -> Hasil:
    measured = sorted(indikator.daftar_ukuran.all(), key=lambda one: one.tanggal)
    before = [one.nilai for one in measured if one.tanggal < tim.mulai]
    last = measured[-1] if measured else None
    return Hasil(
        indikator,
        _chart(tim, indikator, measured) if measured else None,
        before[-1] if before else None,
        last.nilai if last else None,
        [(one.tanggal, one.nilai, one.sumber, part_of(tim, one.tanggal)) for one in measured],
    )


def part_of(tim: TimKhusus, hari: date) -> str:
    if hari < tim.mulai:
        return SEBELUM
    return SELAMA if hari <= tim.sampai else SESUDAH


def _chart(tim: TimKhusus, indikator: IndikatorTim, measured: Sequence[Any]) -> Bagan:
    """One series; the rows say whether a day lies before, within or after the team's time."""
    return Bagan(
        f"indikator-{indikator.pk}", indikator.nama,
        f"Target {'paling banyak' if indikator.menurun else 'paling sedikit'} {indikator.target.normalize():f} "
        f"{indikator.satuan}. Tim bekerja {tanggal(tim.mulai)} sampai {tanggal(tim.sampai)}.",
        measured[-1].tanggal, "Tanggal", (indikator.satuan,),
        tuple(
            BarisBagan(f"{part_of(tim, one.tanggal)}, {tanggal(one.tanggal)}", (Hitungan(indikator.satuan, one.nilai),))
            for one in measured
        ),
        bentuk=Bentuk.GARIS, satuan=indikator.satuan, desimal=2, semua=True,
    )  # fmt: skip


# -- who could join --------------------------------------------------------------------------------------------------------

# People of the agency by what they know and have done: words of their post, schooling, trainings; never those already in it.
CARI = """
WITH kata AS (SELECT unnest(%(kata)s::text[]) AS pola), orang AS (
    SELECT o.id, o.nama, o.gelar_depan, o.gelar_belakang, o.jabatan_kini, o.unit_kini_id,
           array_remove(ARRAY[o.jabatan_kini] || ARRAY(
               SELECT coalesce(r.nama, '') FROM pegawai_riwayatpendidikan b LEFT JOIN pegawai_referensi r ON r.kunci = b.pendidikan_id
               WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat)) || ARRAY(
               SELECT b.nama FROM pegawai_riwayatkursus b WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat)) || ARRAY(
               SELECT r.nama FROM pegawai_riwayatdiklat b JOIN pegawai_referensi r ON r.kunci = b.latihan_id
               WHERE b.pegawai_id = o.id AND upper_inf(b.tercatat)), '') AS latar
    FROM pegawai_pegawai o
    WHERE o.instansi_id = %(instansi)s AND o.ditarik_pada IS NULL
      AND NOT EXISTS (SELECT FROM jabatan_anggotatim a WHERE a.tim_id = %(tim)s AND a.pegawai_id = o.id
                      AND upper_inf(a.tercatat) AND upper(a.berlaku) > %(hari)s::date)
)
SELECT o.id, o.nama, o.gelar_depan, o.gelar_belakang, o.jabatan_kini, coalesce(u.nama, ''),
       ARRAY(SELECT DISTINCT l FROM unnest(o.latar) l, kata WHERE l ILIKE kata.pola ORDER BY l LIMIT 5),
       (SELECT count(*) FROM jabatan_anggotatim a JOIN jabatan_timkhusus t ON t.id = a.tim_id AND t.status = 'aktif'
        WHERE a.pegawai_id = o.id AND upper_inf(a.tercatat) AND a.berlaku @> %(hari)s::date)::int
FROM orang o
LEFT JOIN core_rincianunit u ON u.unit_id = o.unit_kini_id AND upper_inf(u.tercatat) AND u.berlaku @> %(hari)s::date
WHERE NOT EXISTS (SELECT FROM kata WHERE NOT EXISTS (SELECT FROM unnest(o.latar) l WHERE l ILIKE kata.pola))
ORDER BY o.nama, o.id LIMIT 30
"""


@dataclass(frozen=True)
class CalonAnggota:
    """Somebody whose background has every word, with the lines that say so and in how many teams he already works."""

    pegawai_id: UUID
    nama: str
    jabatan: str
    unit: str
    bukti: list[str]
    tim: int


def find_members(tim: TimKhusus, kata: str, hari: date) -> list[CalonAnggota]:
    """At most thirty, by name: no hidden score."""
    words = [f"%{_plain(word)}%" for word in kata.split()[:6]]
    if not words:
        return []
    rows = fetch(CARI, kata=words, instansi=tim.instansi_id, tim=tim.pk, hari=hari)
    return [
        CalonAnggota(pk, full_name(*name), jabatan, unit, list(bukti), n) for pk, *name, jabatan, unit, bukti, n in rows
    ]


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# -- for the apps above ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kontribusi:
    """What somebody did in a team: kinerja shows it beside the plan, merit counts it."""

    pegawai_id: UUID
    tim_id: UUID
    tim: str
    peran: str
    lingkup: str
    mulai: date
    sampai: date
    uraian: str
    hasil: str
    url: str

    @property
    def ketua(self) -> bool:
        return self.peran == PeranTim.KETUA

    @property
    def lintas(self) -> bool:
        return self.lingkup == LingkupTim.LINTAS


def contributions_of(orang: Collection[UUID], mulai: date, sampai: date) -> dict[UUID, list[Kontribusi]]:
    """Of teams that work or have finished, in these days (both included). One query, however many people."""
    rows = AnggotaTim.objects.filter(
        DIKETAHUI_KINI, pegawai_id__in=orang, tim__status__in=(StatusTim.AKTIF, StatusTim.SELESAI),
        berlaku__overlap=periode(mulai, sampai),
    ).select_related("tim")  # fmt: skip
    found: dict[UUID, list[Kontribusi]] = {}
    for row in rows.order_by("berlaku", "pk"):
        found.setdefault(row.pegawai_id, []).append(
            Kontribusi(
                row.pegawai_id, row.tim_id, row.tim.nama, row.peran, row.tim.lingkup, row.mulai, row.sampai or row.tim.sampai,
                row.uraian, row.tim.hasil, reverse("jabatan:tim_detail", args=[row.tim_id]),
            )
        )  # fmt: skip
    return found


def unit_of(tim: TimKhusus, hari: date) -> str:
    return core_selectors.unit_names([tim.unit_id], hari).get(tim.unit_id, "")
