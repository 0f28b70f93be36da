"""Ratings on their way in from e-Kinerja BKN or Ruang GTK: checked in sets, against the source of the year and what is known."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.models import Pengguna, periode
from asn_portal.lembar.impor import Baris
from kinerja.aturan.evaluasi import predikat_untuk
from kinerja.aturan.kata import PREDIKAT
from kinerja.enums import JenisEvaluasi, SumberKinerja
from kinerja.models import Evaluasi, PenetapanSumber, PeriodeKinerja
from kinerja.selectors.periode import kelompok_of
from pegawai.selectors.impor import DIRI_SENDIRI

BULAN_SETAHUN, BULAN_TRIWULAN = 12, 3
TERBANYAK = {JenisEvaluasi.TAHUNAN: 0, JenisEvaluasi.TRIWULAN: 4, JenisEvaluasi.BULANAN: 12}
DI_PORTAL = (
    "Kinerja orang ini tahun {tahun} dicatat di portal; penilaiannya tidak diimpor. Ubah sumbernya di halaman Tahun kinerja "
    "bila keliru."
)
SUDAH = "Sudah ada: penilaian yang sama sudah tercatat."
BERTABRAKAN = "Masa ini bertindihan dengan penilaian lain yang sudah tercatat: {masa}."
# What an import writes; the same columns are compared, and put back when it is taken back.
ISI = (
    "hasil_kerja", "perilaku_kerja", "predikat", "jabatan", "referensi", "sumber_tanggal", "identitas", "siasn_id",
)  # fmt: skip


def whole_stretch(tahun: int, jenis: str, nomor: int) -> tuple[date, date]:
    """First and last day of the year, a quarter, a month."""
    if jenis == JenisEvaluasi.TAHUNAN:
        return date(tahun, 1, 1), date(tahun, BULAN_SETAHUN, 31)
    length = BULAN_TRIWULAN if jenis == JenisEvaluasi.TRIWULAN else 1
    last = nomor * length
    return date(tahun, last - length + 1, 1), date(tahun, last, calendar.monthrange(tahun, last)[1])


def prepare(by: Pengguna, rows: Sequence[Baris]) -> None:
    """`temuan["baru"]` is the row to write, `temuan["lama"]` what it corrects."""
    for row in rows:
        if row.galat or "pegawai" not in row.temuan:
            continue
        if row.temuan["pegawai"].pengguna_id == by.pk:
            row.wrong("pegawai", DIRI_SENDIRI)
        else:
            _shape(row)
    ready = [row for row in rows if "masa" in row.temuan and not row.galat]
    check_source(by, ready)
    _compare([row for row in ready if not row.galat])


def _shape(row: Baris) -> None:
    isi = row.nilai
    jenis, nomor = isi["jenis"], isi["nomor"] or 0
    most = TERBANYAK[jenis]
    if not (nomor == 0 if most == 0 else 1 <= nomor <= most):
        said = "Kosongkan nomor untuk penilaian tahunan." if most == 0 else f"Nomor {jenis} 1 sampai {most}."
        row.wrong("nomor", said)
        return
    first, last = whole_stretch(isi["tahun"], jenis, nomor)
    begin, end = isi["mulai"] or first, isi["sampai"] or last
    if not first <= begin <= end <= last:
        row.wrong("mulai", "Masa penilaian harus di dalam tahun, triwulan, atau bulan itu.")
        return
    if end >= timezone.localdate():
        row.wrong("tahun", "Masa penilaian ini belum berakhir, jadi belum ada predikatnya.")
        return
    predikat = predikat_untuk(isi["hasil_kerja"], isi["perilaku_kerja"])
    if isi["predikat"] and isi["predikat"] != predikat:
        row.wrong("predikat", f"Menurut matriks, kedua rating itu menghasilkan {PREDIKAT[predikat].lower()}.")
        return
    row.temuan |= {"masa": (begin, end), "nomor": nomor, "predikat": predikat}


def check_source(by: Pengguna, rows: Sequence[Baris]) -> None:
    """Only from where the year says that this group keeps its performance; years before the portal are history."""
    years = {row.nilai["tahun"] for row in rows}
    known = dict(PeriodeKinerja.objects.visible_to(by).filter(tahun__in=years).values_list("tahun", "pk"))
    kept: dict[UUID, dict[str, str]] = {pk: {} for pk in known.values()}
    for periode_id, kelompok, sumber in PenetapanSumber.objects.filter(periode__in=kept).values_list(
        "periode_id", "kelompok", "sumber"
    ):
        kept[periode_id][kelompok] = sumber
    for row in rows:
        year = known.get(row.nilai["tahun"])
        if year is None:
            continue
        row.temuan["periode"] = year
        group = kelompok_of(row.temuan["pegawai"].jabatan_kini)
        source = kept[year].get(group) or kept[year].get("") or SumberKinerja.PORTAL
        if source == SumberKinerja.PORTAL:
            row.wrong("pegawai", DI_PORTAL.format(tahun=row.nilai["tahun"]))
        elif source != row.nilai["sumber"]:
            row.wrong("sumber", f"Sumber kinerja orang ini tahun itu: {SumberKinerja(source).label}.")


def _compare(rows: Sequence[Baris]) -> None:
    """A stretch that an import has written is corrected; any other on the same days, also of this file, is refused."""
    people = {row.temuan["pegawai"].pk for row in rows}
    stored: dict[tuple[UUID, str], list[Evaluasi]] = defaultdict(list)
    for one in Evaluasi.objects.filter(pegawai__in=people, tahun__in={row.nilai["tahun"] for row in rows}):
        stored[one.pegawai_id, one.jenis].append(one)
    coming: dict[tuple[UUID, str], list[Evaluasi]] = defaultdict(list)
    for row in rows:
        fresh = _row(row)
        key = (fresh.pegawai_id, fresh.jenis)
        imported = [one for one in stored[key] if one.sumber != SumberKinerja.PORTAL and one.masa == fresh.masa]
        same = imported[0] if imported else None
        others = [one for one in [*stored[key], *coming[key]] if one is not same and _overlap(one, fresh)]
        if others:
            row.wrong("mulai", BERTABRAKAN.format(masa=others[0].judul))
        elif same is not None and all(getattr(same, name) == getattr(fresh, name) for name in ISI):
            row.sudah_ada = SUDAH
        coming[key].append(fresh)
        row.temuan |= {"baru": fresh, "lama": same}


def _overlap(one: Evaluasi, other: Evaluasi) -> bool:
    return bool(one.masa.lower < other.masa.upper and other.masa.lower < one.masa.upper)


def _row(row: Baris) -> Evaluasi:
    isi, person = row.nilai, row.temuan["pegawai"]
    begin, end = row.temuan["masa"]
    return Evaluasi(
        pegawai=person, tahun=isi["tahun"], jenis=isi["jenis"], nomor=row.temuan["nomor"], masa=periode(begin, end),
        periode_id=row.temuan.get("periode"), unit_id=person.unit_kini_id, jabatan=isi["jabatan"] or person.jabatan_kini,
        status="final", hasil_kerja=isi["hasil_kerja"], perilaku_kerja=isi["perilaku_kerja"], predikat=row.temuan["predikat"],
        sumber=isi["sumber"], sumber_tanggal=isi["sumber_tanggal"], referensi=isi["referensi"],
        siasn_id=row.temuan.get("siasn_id", ""), identitas=_sides(row), final_pada=timezone.now(),
    )  # fmt: skip


def _sides(row: Baris) -> dict[str, Any]:
    """The penilai as the source names one."""
    isi = row.nilai
    penilai = {"nama": isi["penilai_nama"] or "", "nip": isi["penilai_nip"] or ""}
    return {"penilai": penilai | row.temuan.get("penilai", {})} if any(penilai.values()) else {}
