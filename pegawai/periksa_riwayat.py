"""What cannot be in a row of a file, in one sentence each. Pure: values in, sentences out; forms, imports and proposals ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField

from asn_portal.core.regulasi import NoKetentuanError
from asn_portal.core.regulasi.hitung import add_tahun
from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.aturan.kata import tabel
from pegawai.aturan.perjanjian import terlama
from pegawai.enums import HubunganKeluarga, JenisPegawai, JenisSertifikasi
from pegawai.jenis_riwayat import PPPK, JenisRiwayat

BATAS: dict[str, int] = tabel("batas_riwayat").terakhir.nilai
MASA_SERTIFIKAT = tabel("masa_sertifikat")
# What the tables themselves hold (pegawai.models.riwayat): a week of a contract, a small number.
JAM_SEMINGGU = 60
SMALLINT = 32_767
LUAS = frozenset({"keluarga"})


@dataclass(frozen=True)
class Orangnya:
    """What the rules ask about the person."""

    lahir: date
    jenis: str


Salah = Iterator[tuple[str, str]]


def check_row(
    jenis: JenisRiwayat,
    nilai: dict[str, Any],
    *,
    mulai: date | None,
    sampai: date | None,
    orang: Orangnya,
    hari_ini: date,
) -> dict[str, str]:
    """Field -> sentence; empty when the row can be."""
    found: dict[str, str] = {}
    rules: list[Salah] = [_dates(jenis, nilai, mulai, sampai, orang, hari_ini), _sizes(jenis, nilai)]
    if jenis.kunci in OWN:
        rules.append(OWN[jenis.kunci](nilai, mulai, sampai, orang))
    for rule in rules:
        for field, sentence in rule:
            found.setdefault(field, sentence)
    return found


def first_day_wrong(mulai: date, orang: Orangnya, hari_ini: date) -> Iterator[str]:
    """Why nobody begins to work on this day: too young, or too far ahead."""
    youngest = BATAS["umur_bekerja"]
    if mulai < add_tahun(orang.lahir, youngest):
        yield (
            f"Pada {tanggal(mulai)} umurnya belum {youngest} tahun (lahir {tanggal(orang.lahir)}). Periksa tahunnya."
        )
    if mulai > add_tahun(hari_ini, BATAS["ke_depan"]):
        yield f"{tanggal(mulai)} terlalu jauh di depan. Periksa tahunnya."


def _dates(
    jenis: JenisRiwayat, nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya, hari_ini: date
) -> Salah:
    if mulai:
        yield from _end(jenis, mulai, sampai)
    if mulai and jenis.kunci not in LUAS:
        youngest = BATAS["umur_lulus" if jenis.kunci == "pendidikan" else "umur_bekerja"]
        if mulai < add_tahun(orang.lahir, youngest):
            yield (
                "mulai",
                f"Pada {tanggal(mulai)} umurnya belum {youngest} tahun (lahir {tanggal(orang.lahir)}). Periksa tahunnya.",
            )
    if mulai and mulai > add_tahun(hari_ini, BATAS["ke_depan"]):
        yield "mulai", f"{tanggal(mulai)} terlalu jauh di depan. Periksa tahunnya."
    if (
        mulai
        and mulai > hari_ini
        and jenis.kunci in {"pendidikan", "diklat", "kursus", "penghargaan", "prestasi", "keluarga", "ujian"}
    ):
        yield "mulai", f"{tanggal(mulai)} belum tiba. Catat setelah terjadi."
    signed = nilai.get("sk_tanggal")
    if signed and signed > hari_ini:
        yield "sk_tanggal", f"Tanggal SK {tanggal(signed)} belum tiba. Periksa tahunnya."
    if signed and signed < orang.lahir:
        yield "sk_tanggal", f"Tanggal SK sebelum tanggal lahir ({tanggal(orang.lahir)}). Periksa tahunnya."
    if (nilai.get("masa_kerja_bulan") or 0) > 11:
        yield "masa_kerja_bulan", "Bulan masa kerja 0 sampai 11; dua belas bulan adalah satu tahun."
    if (nilai.get("masa_kerja_tahun") or 0) > BATAS["masa_kerja"]:
        yield "masa_kerja_tahun", f"Masa kerja lebih dari {BATAS['masa_kerja']} tahun tidak mungkin. Periksa angkanya."


def _end(jenis: JenisRiwayat, mulai: date, sampai: date | None) -> Salah:
    if sampai is None and jenis.sampai_wajib:
        yield "sampai", f"{jenis.label_sampai} belum diisi."
    if sampai and sampai < mulai:
        yield "sampai", f"{jenis.label_sampai} tidak boleh sebelum {tanggal(mulai)}."


def _sizes(jenis: JenisRiwayat, nilai: dict[str, Any]) -> Salah:
    """What its column cannot hold, said before the database does."""
    for name, value in nilai.items():
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            continue
        column = jenis.model._meta.get_field(name)
        if value < 0:
            yield name, f"{_number(value)} tidak mungkin; isi 0 atau lebih."
        elif isinstance(column, DecimalField):
            places = column.decimal_places
            if value >= 10 ** (column.max_digits - places):
                yield name, f"{_number(value)} terlalu besar. Periksa angkanya."
            elif value != round(Decimal(value), places):
                yield name, f"{_number(value)}: paling banyak {places} angka di belakang koma."
        elif value > SMALLINT:
            yield name, f"{_number(value)} terlalu besar. Periksa angkanya."


def _number(value: Decimal | int) -> str:
    text = f"{value:f}".replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def _pay(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    yield from _rank(nilai, mulai, sampai, orang)
    if nilai.get("gaji_pokok") == 0:
        yield "gaji_pokok", "Gaji pokok 0 tidak mungkin. Isi gaji pokok menurut SK-nya."


def _rank(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    golongan = nilai.get("golongan")
    if golongan is not None and (golongan.jenis == "golongan_pppk") != (orang.jenis in PPPK):
        kind = "PPPK (I sampai XVII)" if orang.jenis in PPPK else "PNS (I/a sampai IV/e)"
        yield (
            "golongan",
            f"Golongan {golongan.nama} bukan golongan {kind}, padahal orang ini {JenisPegawai(orang.jenis).label}.",
        )


def _contract(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    if orang.jenis not in PPPK:
        yield "mulai", f"Perjanjian kerja hanya untuk PPPK; orang ini {JenisPegawai(orang.jenis).label}."
    hours, pay = nilai.get("jam_per_minggu"), nilai.get("upah")
    if hours is not None and not 0 < hours <= JAM_SEMINGGU:
        yield (
            "jam_per_minggu",
            f"{_number(hours)} jam seminggu tidak mungkin. Isi lebih dari 0 sampai {JAM_SEMINGGU} jam.",
        )
    if pay == 0:
        yield "upah", "Upah 0 tidak mungkin. Isi upah sebulan, atau kosongkan."
    last = terlama(orang.jenis, mulai=mulai) if mulai and orang.jenis in PPPK else None
    if last and sampai and sampai > last:
        yield (
            "sampai",
            f"Perjanjian ini paling lama sampai {tanggal(last)}. Catat perpanjangannya sebagai baris sendiri.",
        )


def _degree(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    year = nilai.get("tahun_lulus")
    if year and mulai and abs(year - mulai.year) > 1:
        yield "tahun_lulus", f"Tahun lulus {year} tidak cocok dengan tanggal lulus {tanggal(mulai)}."


def _certificate(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    """How long a licence holds by the law of the day it was given: 0 years is for life."""
    kind = nilai.get("jenis")
    if kind not in {JenisSertifikasi.STR, JenisSertifikasi.SIP} or mulai is None:
        return
    try:
        law = MASA_SERTIFIKAT.at(mulai)
    except NoKetentuanError:
        return
    years, name = law.nilai[kind], JenisSertifikasi(kind).name
    if not years:
        if sampai:
            yield "sampai", f"{name} ini berlaku seumur hidup ({law.dasar_hukum}). Kosongkan tanggal berakhirnya."
    elif not sampai:
        yield "sampai", f"{name} berlaku {years} tahun. Isi tanggal berakhirnya."
    elif sampai > add_tahun(mulai, years):
        yield (
            "sampai",
            f"{name} berlaku paling lama {years} tahun, jadi paling lambat {tanggal(add_tahun(mulai, years))}.",
        )


def _kin(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    kind, born = nilai.get("hubungan"), nilai.get("tanggal_lahir")
    if kind == HubunganKeluarga.ANAK and born and born <= add_tahun(orang.lahir, BATAS["jarak_anak"]):
        yield (
            "tanggal_lahir",
            f"Anak lahir {tanggal(born)}, padahal orang tuanya lahir {tanggal(orang.lahir)}. Periksa tahunnya.",
        )
    if (
        kind in {HubunganKeluarga.AYAH, HubunganKeluarga.IBU}
        and born
        and born >= add_tahun(orang.lahir, -BATAS["jarak_anak"])
    ):
        yield (
            "tanggal_lahir",
            f"Orang tua lahir {tanggal(born)}, padahal anaknya lahir {tanggal(orang.lahir)}. Periksa tahunnya.",
        )
    if kind == HubunganKeluarga.ANAK and not nilai.get("status_anak"):
        yield "status_anak", "Pilih status anak: kandung, tiri, atau angkat."
    if born and mulai and mulai < born:
        yield "mulai", f"Tidak mungkin sebelum tanggal lahirnya, {tanggal(born)}."


def _sanction(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    entry = nilai.get("jenis_hukuman")
    level = entry.rincian.get("jenisTingkatHukumanId", "").lower() if entry is not None else ""
    if level and nilai.get("tingkat") and nilai["tingkat"] != level:
        words = {"r": "ringan", "s": "sedang", "b": "berat"}
        yield "tingkat", f"Hukuman ini tergolong {words.get(level, level)} menurut daftar BKN."


def _review(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    if not nilai.get("masa_kerja_tahun") and not nilai.get("masa_kerja_bulan"):
        yield "masa_kerja_tahun", "Isi masa kerja yang diakui, tahun atau bulannya."


OWN: dict[str, Callable[[dict[str, Any], date | None, date | None, Orangnya], Salah]] = {
    "golongan": _rank,
    "kgb": _pay,
    "perjanjian": _contract,
    "pendidikan": _degree,
    "sertifikasi": _certificate,
    "keluarga": _kin,
    "hukuman": _sanction,
    "pmk": _review,
}
