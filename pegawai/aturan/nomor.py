"""Nomor identitas: NIP PNS, NI PPPK, dan NIK."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Tampil,
    Tanggal,
    Teks,
    aturan,
    load_tabel,
    tahun_genap,
)

TABEL = Path(__file__).parent / "tabel"
TABEL_NIP = load_tabel(TABEL / "nip.toml")
TABEL_NIK = load_tabel(TABEL / "nik.toml")

SEX_OF_DIGIT = {"1": "l", "2": "p"}
JENIS_KELAMIN = Keluaran("Jenis kelamin", kata={"l": "Laki-laki", "p": "Perempuan"})


def clean_digits(text: str) -> str:
    """Without spaces, dots and one leading apostrophe (as spreadsheets keep numbers as text)."""
    return re.sub(r"[\s.]", "", text).removeprefix("'")


def _digits(text: str, isian: str, panjang: int, *, panjang_lama: int | None = None) -> str:
    digits = clean_digits(text)
    if not (digits.isascii() and digits.isdigit()):
        raise Ditolak("bukan_angka", isian=isian)
    if len(digits) == panjang_lama:
        raise Ditolak("nip_lama_9_digit", isian=isian)
    if len(digits) != panjang:
        raise Ditolak("panjang", isian=isian)
    return digits


def _date(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


class MasukanNip(Masukan):
    nip: Annotated[
        Teks, Field(title="NIP atau NI PPPK", description="18 angka. Spasi dan titik boleh."), Tampil(angka_saja=True)
    ]


GALAT_NIP = {
    "bukan_teks": "Nomor harus berupa teks. Nomor yang pernah menjadi bilangan di lembar kerja kehilangan angka terakhirnya.",
    "bukan_angka": "Nomor hanya boleh berisi angka; spasi dan titik diabaikan.",
    "nip_lama_9_digit": "Ini NIP lama sembilan angka. Pakai NIP baru 18 angka.",
    "panjang": "Nomor harus 18 angka.",
    "tanggal_lahir": "Delapan angka pertama bukan tanggal lahir yang nyata.",
    "bulan_tmt": "Angka ke-13 dan ke-14 bukan bulan TMT CPNS dan bukan kode PPPK.",
    "jenis_kelamin": "Angka ke-15 harus 1 atau 2.",
    "nomor_urut": "Tiga angka terakhir tidak boleh 000.",
}


KELUARAN_NIP = {
    "jenis": Keluaran("Status", kata={"pns": "PNS", "pppk": "PPPK"}, utama=True),
    "normal": Keluaran("Nomor tanpa pemisah"),
    "tanggal_lahir": Keluaran("Tanggal lahir"),
    "tmt_cpns": Keluaran("TMT CPNS"),
    "tahun_angkat": Keluaran("Tahun pengangkatan", polos=True),
    "kode": Keluaran("Kode PPPK"),
    "jenis_kelamin": JENIS_KELAMIN,
    "nomor_urut": Keluaran("Nomor urut", polos=True),
    "peringatan": Keluaran(
        "Peringatan",
        kata={
            "usia_cpns_di_bawah_18": "Usia pada TMT CPNS di bawah 18 tahun",
            "usia_cpns_di_atas_40": "Usia pada TMT CPNS di atas 40 tahun",
        },
    ),
}


@aturan(
    topik="data",
    judul="Urai NIP PNS dan NI PPPK",
    tabel=[TABEL_NIP],
    galat=GALAT_NIP,
    keluaran=KELUARAN_NIP,
    contoh={"nip": "19900215 201501 2 001"},
)
def nip_urai(masukan: MasukanNip) -> Hasil:
    """Membaca nomor induk pegawai 18 angka: tanggal lahir, awal masa calon PNS atau tahun pengangkatan, jenis kelamin,
    dan nomor urut.

    TMT CPNS berarti terhitung mulai tanggal sebagai calon pegawai negeri sipil. Angka ke-13 dan ke-14 berisi 01 sampai
    12 untuk PNS (bulan TMT CPNS, selalu tanggal 1) dan 21 ke atas untuk PPPK (kode). Usia di luar kebiasaan pada TMT
    CPNS hanya menjadi peringatan.

    Dasar: Perka BKN 22/2007; indikator mutu data BKN CON_4.
    """
    nilai = TABEL_NIP.terakhir.nilai
    digits = _digits(masukan.nip, "nip", nilai["panjang"], panjang_lama=nilai["panjang_lama"])
    lahir = _date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if lahir is None:
        raise Ditolak("tanggal_lahir", isian="nip")
    tahun, kode = int(digits[8:12]), int(digits[12:14])
    is_pppk = kode >= nilai["kode_pppk_terkecil"]
    tmt = None if is_pppk else _date(tahun, kode, 1)
    if tmt is None and not is_pppk:
        raise Ditolak("bulan_tmt", isian="nip")
    if digits[14] not in SEX_OF_DIGIT:
        raise Ditolak("jenis_kelamin", isian="nip")
    if int(digits[15:]) == 0:
        raise Ditolak("nomor_urut", isian="nip")
    common = {
        "jenis": "pppk" if is_pppk else "pns",
        "normal": digits,
        "tanggal_lahir": lahir,
        "jenis_kelamin": SEX_OF_DIGIT[digits[14]],
        "nomor_urut": int(digits[15:]),
    }
    if tmt is None:
        return common | {"tahun_angkat": tahun, "kode": digits[12:14], "peringatan": []}
    return common | {"tmt_cpns": tmt, "peringatan": _peringatan_usia(tahun_genap(lahir, tmt))}


def _peringatan_usia(usia: int) -> list[str]:
    nilai = TABEL_NIP.terakhir.nilai
    if usia < nilai["usia_cpns_terendah"]:
        return ["usia_cpns_di_bawah_18"]
    return ["usia_cpns_di_atas_40"] if usia > nilai["usia_cpns_tertinggi"] else []


class MasukanNik(Masukan):
    nik: Annotated[Teks, Field(title="NIK", description="16 angka. Spasi dan titik boleh."), Tampil(angka_saja=True)]
    tanggal: Annotated[
        Tanggal,
        Field(title="Tanggal acuan umur", description="Umur dihitung pada tanggal ini untuk memilih abad kelahiran."),
        Tampil(hari_ini=True),
    ]


GALAT_NIK = {
    "bukan_teks": "NIK harus berupa teks. Nomor yang pernah menjadi bilangan di lembar kerja kehilangan angka terakhirnya.",
    "bukan_angka": "NIK hanya boleh berisi angka; spasi dan titik diabaikan.",
    "panjang": "NIK harus 16 angka.",
    "tanggal": "Angka ke-7 sampai ke-12 bukan tanggal lahir yang nyata.",
    "usia": "Tanggal lahir dalam NIK tidak memberi umur 16 sampai 75 tahun.",
    "nomor_urut": "Empat angka terakhir tidak boleh 0000.",
}


KELUARAN_NIK = {
    "kode_wilayah": Keluaran("Kode wilayah saat NIK diterbitkan"),
    "jenis_kelamin": JENIS_KELAMIN,
    "tanggal_lahir": Keluaran("Tanggal lahir", utama=True),
    "nomor_urut": Keluaran("Nomor urut", polos=True),
}


@aturan(
    topik="data",
    judul="Urai NIK",
    tabel=[TABEL_NIK],
    galat=GALAT_NIK,
    keluaran=KELUARAN_NIK,
    contoh={"nik": "3171014508900003", "tanggal": "2026-11-21"},
)
def nik_urai(masukan: MasukanNik) -> Hasil:
    """Membaca nomor induk kependudukan 16 angka: kode wilayah, jenis kelamin, dan tanggal lahir.

    Hari lahir perempuan ditambah 40. Tahun hanya dua angka; abadnya dipilih supaya umur pada tanggal acuan 16 sampai
    75 tahun. Kode wilayah tidak diperiksa, karena dapat berasal dari wilayah yang sudah tidak ada.

    Dasar: format NIK Dukcapil.
    """
    nilai = TABEL_NIK.terakhir.nilai
    digits = _digits(masukan.nik, "nik", nilai["panjang"])
    hari, bulan, tahun = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    tambahan = nilai["tambahan_hari_perempuan"]
    perempuan = hari > tambahan
    candidates = [_date(abad + tahun, bulan, hari - tambahan if perempuan else hari) for abad in (1900, 2000)]
    real = [day for day in candidates if day is not None]
    if not real:
        raise Ditolak("tanggal", isian="nik")
    rentang = range(nilai["usia_terendah"], nilai["usia_tertinggi"] + 1)
    fitting = [day for day in real if tahun_genap(day, masukan.tanggal) in rentang]
    if not fitting:
        raise Ditolak("usia", isian="nik")
    if int(digits[12:]) == 0:
        raise Ditolak("nomor_urut", isian="nik")
    return {
        "kode_wilayah": f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}",
        "jenis_kelamin": "p" if perempuan else "l",
        "tanggal_lahir": fitting[0],
        "nomor_urut": int(digits[12:]),
    }
