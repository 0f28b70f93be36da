"""Analisis beban kerja as read, and what an import of whole workbooks asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Lower
from django.utils import timezone

from asn_portal.core.models import Pengguna
from asn_portal.lembar.impor import Baris
from jabatan.aturan.beban_kerja import TABEL_ABK
from jabatan.aturan.satuan_waktu import MENIT_SEJAM, BarisJam, kolom_jam_keliru
from jabatan.enums import TAK_DIHITUNG, StatusAnalisis
from jabatan.kata import desimal
from jabatan.models import AnalisisBebanKerja, Jabatan, RincianJabatan, TugasABK
from pegawai.selectors.impor import find_units

TANPA_JABATAN = "Tidak ada jabatan dengan nama ini di unit itu. Tulis nama persis seperti pada peta jabatan."
JABATAN_GANDA = (
    "Ada beberapa jabatan bernama ini di unit itu, di bawah atasan yang berbeda. Susun ABK-nya di halaman jabatannya."
)
BUKAN_WEWENANG = "Unit ini di luar kewenangan Anda. Minta pengelola kepegawaian unit itu."
SUDAH_ADA = "ABK {tahun} jabatan ini sudah ada. Ubah di halaman jabatannya, atau pilih tahun lain."
TAHUN_SALAH = "Tulis tahun antara {awal} dan {akhir}."
SATU_WAKTU = "Isi salah satu: waktu dalam menit atau waktu dalam jam."


@dataclass(frozen=True)
class TugasDihitung:
    tugas: TugasABK
    kebutuhan: Decimal

    @property
    def jumlah(self) -> str:
        return desimal(self.tugas.jumlah_hasil)

    @property
    def menit(self) -> str:
        return desimal(self.tugas.waktu_menit)


def abk_years(jabatan_id: UUID) -> list[AnalisisBebanKerja]:
    """The latest year first."""
    return list(AnalisisBebanKerja.objects.filter(jabatan_id=jabatan_id).order_by("-tahun"))


def tasks_of(abk: AnalisisBebanKerja) -> list[TugasDihitung]:
    """Every task with the part of a person it needs."""
    return [
        TugasDihitung(one, one.jumlah_hasil * one.waktu_menit / abk.jke_menit)
        for one in abk.daftar_tugas.order_by("urut")
    ]


def year_bounds() -> tuple[int, int]:
    return TABEL_ABK.ketentuan[0].berlaku_sejak.year, timezone.localdate().year + 1


# -- imports ------------------------------------------------------------------------------------------------------


def check_abk(by: Pengguna, rows: Sequence[Baris], *, impor: UUID | None = None) -> None:
    """Unit, seat, year and time of every row. A constant number of queries."""
    for row in rows:
        _check_year(row)
        _check_time(row)
    find_units_named(by, rows)
    find_seats_named(by, [row for row in rows if row.temuan.get("unit") and row.nilai["jabatan"]])
    _find_earlier([row for row in rows if row.temuan.get("jabatan") and row.nilai["tahun"]], impor)


def _check_year(row: Baris) -> None:
    first, last = year_bounds()
    if row.nilai["tahun"] is not None and not first <= row.nilai["tahun"] <= last:
        row.wrong("tahun", TAHUN_SALAH.format(awal=first, akhir=last))


def _check_time(row: Baris) -> None:
    menit, jam = row.nilai["waktu_menit"], row.nilai["waktu_jam"]
    if row.galat.get("waktu_menit") or row.galat.get("waktu_jam"):
        return
    if (menit is None) == (jam is None):
        row.wrong("waktu_menit", SATU_WAKTU)
        return
    if jam is not None and row.nilai["jumlah_hasil"] is not None:
        said = BarisJam(row.nilai["jumlah_hasil"], jam, row.nilai["jke"], row.nilai["kebutuhan"])
        if why := kolom_jam_keliru(said, TABEL_ABK.terakhir.nilai["jke_menit"]):
            row.wrong("waktu_jam", why)
    row.temuan["menit"] = menit if menit is not None else (jam or Decimal(0)) * MENIT_SEJAM


def find_units_named(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Columns `unit` and `jabatan` of an import: by name as of today."""
    today = timezone.localdate()
    shadows = {row.nomor: Baris(row.nomor, {"unit": row.nilai["unit"], "mulai": today}) for row in rows}
    find_units(by, list(shadows.values()))
    for row in rows:
        found = shadows[row.nomor]
        if found.temuan.get("unit"):
            row.temuan["unit"] = found.temuan["unit"]
        elif "unit" in found.galat:
            row.wrong("unit", found.galat["unit"])


def find_seats_named(by: Pengguna, rows: Sequence[Baris]) -> None:
    names = {row.nilai["jabatan"].casefold() for row in rows}
    known: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    seats = RincianJabatan.objects.pada(timezone.localdate()).exclude(jabatan__jenis__in=TAK_DIHITUNG)
    seats = seats.filter(unit_id__in={row.temuan["unit"] for row in rows}).annotate(kecil=Lower("nama"))
    for unit_id, nama, pk in seats.filter(kecil__in=names).values_list("unit_id", "kecil", "jabatan_id"):
        known[unit_id, nama].append(pk)
    mine = set(
        Jabatan.objects.visible_to(by, "w")
        .filter(pk__in=[pk for many in known.values() for pk in many])
        .values_list("pk", flat=True)
    )
    for row in rows:
        fitting = known.get((row.temuan["unit"], row.nilai["jabatan"].casefold()), [])
        if not fitting:
            row.wrong("jabatan", TANPA_JABATAN)
        elif len(fitting) > 1:
            row.wrong("jabatan", JABATAN_GANDA)
        elif fitting[0] not in mine:
            row.wrong("unit", BUKAN_WEWENANG)
        else:
            row.temuan["jabatan"] = fitting[0]


def _find_earlier(rows: Sequence[Baris], impor: UUID | None) -> None:
    """An analysis that did not come with this import stays as it is."""
    there = AnalisisBebanKerja.objects.filter(jabatan_id__in={row.temuan["jabatan"] for row in rows})
    present = {(abk.jabatan_id, abk.tahun): abk for abk in there}
    for row in rows:
        abk = present.get((row.temuan["jabatan"], row.nilai["tahun"]))
        if abk is not None and (abk.impor != impor or impor is None or abk.status != StatusAnalisis.DIUSULKAN):
            row.wrong("tahun", SUDAH_ADA.format(tahun=row.nilai["tahun"]))


def default_day(abk: AnalisisBebanKerja) -> date:
    """From when a take-over is offered: the year after the analysis, or today."""
    return max(date(abk.tahun + 1, 1, 1), timezone.localdate())
