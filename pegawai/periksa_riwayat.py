"""What cannot be in a row of a file, in one sentence each. Pure: values in, sentences out; forms, imports and proposals ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from asn_portal.core.templatetags.bentuk import tanggal
from pegawai.enums import HubunganKeluarga, JenisPegawai, JenisSertifikasi
from pegawai.jenis_riwayat import PPPK, JenisRiwayat

# Nobody works for the state, or earns a degree, younger than this.
UMUR_KERJA, UMUR_LULUS = 15, 10
# A planned row lies at most so far ahead.
TERJAUH_TAHUN = 2
SIP_TAHUN = 5
STR_TANPA_BATAS = date(2023, 8, 8)
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
    rules: list[Salah] = [_dates(jenis, nilai, mulai, sampai, orang, hari_ini)]
    if jenis.kunci in OWN:
        rules.append(OWN[jenis.kunci](nilai, mulai, sampai, orang))
    for rule in rules:
        for field, sentence in rule:
            found.setdefault(field, sentence)
    return found


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _dates(
    jenis: JenisRiwayat, nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya, hari_ini: date
) -> Salah:
    if mulai and sampai and sampai < mulai:
        yield "sampai", f"{jenis.label_sampai} tidak boleh sebelum {tanggal(mulai)}."
    if mulai and jenis.kunci not in LUAS:
        youngest = UMUR_LULUS if jenis.kunci == "pendidikan" else UMUR_KERJA
        if mulai < _years_after(orang.lahir, youngest):
            yield (
                "mulai",
                f"Pada {tanggal(mulai)} umurnya belum {youngest} tahun (lahir {tanggal(orang.lahir)}). Periksa tahunnya.",
            )
    if mulai and mulai > _years_after(hari_ini, TERJAUH_TAHUN):
        yield "mulai", f"{tanggal(mulai)} terlalu jauh di depan. Periksa tahunnya."
    if (
        mulai
        and mulai > hari_ini
        and jenis.kunci in {"pendidikan", "diklat", "kursus", "penghargaan", "prestasi", "keluarga"}
    ):
        yield "mulai", f"{tanggal(mulai)} belum tiba. Catat setelah terjadi."
    signed = nilai.get("sk_tanggal")
    if signed and signed > hari_ini:
        yield "sk_tanggal", f"Tanggal SK {tanggal(signed)} belum tiba. Periksa tahunnya."
    if signed and signed < orang.lahir:
        yield "sk_tanggal", f"Tanggal SK sebelum tanggal lahir ({tanggal(orang.lahir)}). Periksa tahunnya."
    if (nilai.get("masa_kerja_bulan") or 0) > 11:
        yield "masa_kerja_bulan", "Bulan masa kerja 0 sampai 11; dua belas bulan adalah satu tahun."
    if (nilai.get("masa_kerja_tahun") or 0) > 50:
        yield "masa_kerja_tahun", "Masa kerja lebih dari 50 tahun tidak mungkin. Periksa angkanya."


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
    if mulai and sampai and sampai >= _years_after(mulai, 5):
        yield "sampai", "Perjanjian kerja paling lama 5 tahun. Catat perpanjangannya sebagai baris sendiri."


def _degree(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    year = nilai.get("tahun_lulus")
    if year and mulai and abs(year - mulai.year) > 1:
        yield "tahun_lulus", f"Tahun lulus {year} tidak cocok dengan tanggal lulus {tanggal(mulai)}."


def _certificate(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    """STR without expiry since UU 17/2023; SIP five years."""
    kind = nilai.get("jenis")
    if kind == JenisSertifikasi.STR and mulai and mulai >= STR_TANPA_BATAS and sampai:
        yield "sampai", "STR yang terbit sejak 8 Agustus 2023 berlaku seumur hidup (UU 17/2023). Kosongkan tanggal ini."
    if kind == JenisSertifikasi.SIP and mulai:
        if not sampai:
            yield "sampai", "SIP berlaku 5 tahun. Isi tanggal berakhirnya."
        elif sampai > _years_after(mulai, SIP_TAHUN):
            yield (
                "sampai",
                f"SIP berlaku paling lama 5 tahun, jadi paling lambat {tanggal(_years_after(mulai, SIP_TAHUN))}.",
            )


def _kin(nilai: dict[str, Any], mulai: date | None, sampai: date | None, orang: Orangnya) -> Salah:
    kind, born = nilai.get("hubungan"), nilai.get("tanggal_lahir")
    if kind == HubunganKeluarga.ANAK and born and born <= _years_after(orang.lahir, 12):
        yield (
            "tanggal_lahir",
            f"Anak lahir {tanggal(born)}, padahal orang tuanya lahir {tanggal(orang.lahir)}. Periksa tahunnya.",
        )
    if kind in {HubunganKeluarga.AYAH, HubunganKeluarga.IBU} and born and born >= _years_after(orang.lahir, -12):
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
    "kgb": _rank,
    "perjanjian": _contract,
    "pendidikan": _degree,
    "sertifikasi": _certificate,
    "keluarga": _kin,
    "hukuman": _sanction,
    "pmk": _review,
}
