"""Gaji pokok, kenaikan gaji berkala, dan masa kerja golongan (MKG)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    Batas,
    Boolean,
    Ditolak,
    Hasil,
    Keluaran,
    Ketentuan,
    Masukan,
    Pilih,
    Tampil,
    Tanggal,
    add_bulan,
    aturan,
)
from pegawai.aturan.kata import GOLONGAN_PNS, GOLONGAN_PPPK, URUTAN_GOLONGAN, golongan_besar, tabel

TABEL_GAJI_PNS = tabel("gaji_pokok_pns")
TABEL_GAJI_PPPK = tabel("gaji_pokok_pppk")
TABEL_CPNS = tabel("gaji_cpns")
TABEL_KGB = tabel("kgb")
TABEL_MKG = tabel("mkg")

SETAHUN = 12
PERSEN = 100
# One column of the table: rows of MKG in years with their pay, rising.
Lajur = tuple[tuple[int, int], ...]

GALAT_MKG = {
    "mkg_di_bawah_tabel": "Masa kerja ini di bawah baris pertama tabel untuk golongan itu, jadi gajinya tidak ditebak. "
    "Periksa golongan dan masa kerjanya."
}
GALAT_TANGGAL_1 = "TMT harus tanggal 1. Perbaiki tanggalnya."


@cache
def _lajur(tabel: str, berlaku_sejak: date) -> Mapping[str, Lajur]:
    source = TABEL_GAJI_PNS if tabel == "pns" else TABEL_GAJI_PPPK
    columns: dict[str, list[tuple[int, int]]] = {}
    for rows in source.at(berlaku_sejak).nilai.values():
        for row in rows:
            for golongan, gaji in row.items():
                if golongan != "mkg":
                    columns.setdefault(golongan, []).append((row["mkg"], gaji))
    return {golongan: tuple(sorted(cells)) for golongan, cells in columns.items()}


def lajur_gaji(status: str, ketentuan: Ketentuan, golongan: str) -> Lajur:
    """The rows (MKG, rupiah) of a golongan; `status` is pns or pppk. Dasar: PP 5/2024; Perpres 11/2024."""
    return _lajur(status, ketentuan.berlaku_sejak)[golongan]


def baris_gaji(lajur: Lajur, mkg_tahun: int) -> tuple[int, int]:
    """The highest row that the years of service have reached; refused below the first row."""
    reached = [row for row in lajur if row[0] <= mkg_tahun]
    if not reached:
        raise Ditolak("mkg_di_bawah_tabel", isian="mkg_tahun")
    return reached[-1]


Golongan = Annotated[str, Pilih(GOLONGAN_PNS)]
MkgTahun = Annotated[int, Batas(0)]
MkgBulan = Annotated[int, Batas(0, SETAHUN - 1)]
KELUARAN_GAJI = {
    "gaji_pokok": Keluaran("Gaji pokok sebulan", satuan="rupiah", utama=True),
    "mkg_tabel": Keluaran("Baris tabel yang dipakai: MKG", satuan="tahun"),
}


class MasukanGajiPns(Masukan):
    golongan: Annotated[Golongan, Field(title="Golongan ruang")]
    mkg_tahun: Annotated[
        MkgTahun, Field(title="Masa kerja golongan (tahun)", description="Tahun penuh, tanpa sisa bulan.")
    ]
    tanggal: Annotated[
        Tanggal,
        Field(title="Berlaku pada tanggal", description="Menentukan tabel gaji yang dipakai."),
        Tampil(hari_ini=True),
    ]
    cpns: Annotated[Boolean, Field(title="Masih calon PNS", description="Calon PNS menerima 80 persen.")] = False


@aturan(
    judul="Gaji pokok PNS",
    topik="gaji_pangkat",
    tabel=[TABEL_GAJI_PNS, TABEL_CPNS],
    galat=GALAT_MKG,
    keluaran=KELUARAN_GAJI,
    contoh={"golongan": "III/a", "mkg_tahun": 5, "tanggal": "2026-11-21", "cpns": False},
    pada="tanggal",
)
def gaji_pokok_pns(masukan: MasukanGajiPns) -> Hasil:
    """Gaji pokok PNS sebulan menurut golongan ruang dan masa kerja golongan.

    Dipakai baris tabel tertinggi yang sudah dicapai masa kerjanya. Di atas baris terakhir dipakai baris terakhir; di
    bawah baris pertama ditolak, tidak ditebak. Calon PNS menerima 80 persen.

    Dasar: PP 5/2024 (berlaku 1 Januari 2024); PP 7/1977 Pasal 5 untuk calon PNS.
    """
    lajur = lajur_gaji("pns", TABEL_GAJI_PNS.at(masukan.tanggal), masukan.golongan)
    mkg, gaji = baris_gaji(lajur, masukan.mkg_tahun)
    share = TABEL_CPNS.terakhir.nilai["cpns"] if masukan.cpns else PERSEN
    return {"gaji_pokok": gaji * share // PERSEN, "mkg_tabel": mkg}


class MasukanGajiPppk(Masukan):
    golongan: Annotated[str, Pilih(GOLONGAN_PPPK), Field(title="Golongan PPPK", description="I sampai XVII.")]
    mkg_tahun: Annotated[
        MkgTahun, Field(title="Masa kerja golongan (tahun)", description="Tahun penuh, tanpa sisa bulan.")
    ]
    tanggal: Annotated[
        Tanggal,
        Field(title="Berlaku pada tanggal", description="Menentukan tabel gaji yang dipakai."),
        Tampil(hari_ini=True),
    ]


@aturan(
    judul="Gaji pokok PPPK",
    topik="gaji_pangkat",
    tabel=[TABEL_GAJI_PPPK],
    galat=GALAT_MKG,
    keluaran=KELUARAN_GAJI,
    contoh={"golongan": "IX", "mkg_tahun": 5, "tanggal": "2026-11-21"},
    pada="tanggal",
)
def gaji_pokok_pppk(masukan: MasukanGajiPppk) -> Hasil:
    """Gaji pokok PPPK sebulan menurut golongan dan masa kerja golongan.

    Baris tabel dicari seperti gaji pokok PNS. Upah PPPK paruh waktu diatur tersendiri dan tidak dihitung di sini.

    Dasar: Perpres 11/2024 (berlaku 1 Januari 2024).
    """
    lajur = lajur_gaji("pppk", TABEL_GAJI_PPPK.at(masukan.tanggal), masukan.golongan)
    mkg, gaji = baris_gaji(lajur, masukan.mkg_tahun)
    return {"gaji_pokok": gaji, "mkg_tabel": mkg}


class MasukanKgb(Masukan):
    golongan: Annotated[Golongan, Field(title="Golongan ruang")]
    mkg_tahun: Annotated[MkgTahun, Field(title="Masa kerja golongan (tahun)")]
    mkg_bulan: Annotated[MkgBulan, Field(title="Masa kerja golongan (bulan)", description="Sisa bulan, 0 sampai 11.")]
    tmt_dasar: Annotated[
        Tanggal,
        Field(title="Masa kerja itu dihitung pada", description="Selalu tanggal 1, misalnya TMT keputusan terakhir."),
    ]


@aturan(
    judul="Kenaikan gaji berkala berikutnya",
    topik="gaji_pangkat",
    tabel=[TABEL_KGB, TABEL_GAJI_PNS],
    galat={
        **GALAT_MKG,
        "tmt_bukan_tanggal_1": GALAT_TANGGAL_1,
        "tabel_tidak_ada": "Kenaikan itu jatuh sebelum tabel gaji yang ada di sini mulai berlaku.",
    },
    keluaran={
        "tmt_kgb": Keluaran("TMT kenaikan gaji berkala", utama=True),
        "mkg_baru_tahun": Keluaran("Masa kerja golongan saat itu", satuan="tahun"),
        "gaji_baru": Keluaran("Gaji pokok baru sebulan", satuan="rupiah"),
        "alasan": Keluaran("Keterangan", kata={"baris_terakhir": "Gaji sudah pada baris terakhir tabel"}),
    },
    contoh={"golongan": "III/b", "mkg_tahun": 4, "mkg_bulan": 7, "tmt_dasar": "2025-04-01"},
    pada="tmt_kgb",
)
def kgb_berikut(masukan: MasukanKgb) -> Hasil:
    """Kapan gaji pokok naik berkala berikutnya, dan menjadi berapa.

    Gaji naik saat masa kerja golongan mencapai baris tabel berikutnya: dua tahun sekali, kecuali golongan II/a yang
    pertama kali naik sesudah satu tahun. Yang dipakai tabel yang berlaku pada TMT kenaikan itu. Penilaian kinerja dan
    hukuman disiplin tidak dinilai di sini.

    Dasar: PP 7/1977 jo PP 5/2024.
    """
    if masukan.tmt_dasar.day != 1:
        raise Ditolak("tmt_bukan_tanggal_1", isian="tmt_dasar")
    lajur = lajur_gaji("pns", TABEL_GAJI_PNS.terakhir, masukan.golongan)
    baris_gaji(lajur, masukan.mkg_tahun)
    months = SETAHUN * masukan.mkg_tahun + masukan.mkg_bulan
    ahead = [mkg for mkg, _ in lajur if SETAHUN * mkg > months]
    if not ahead:
        return {"tmt_kgb": None, "mkg_baru_tahun": None, "gaji_baru": None, "alasan": "baris_terakhir"}
    tmt = add_bulan(masukan.tmt_dasar, SETAHUN * ahead[0] - months)
    berlaku = lajur_gaji("pns", TABEL_GAJI_PNS.at(tmt), masukan.golongan)
    return {"tmt_kgb": tmt, "mkg_baru_tahun": ahead[0], "gaji_baru": baris_gaji(berlaku, ahead[0])[1], "alasan": None}


class MasukanMkg(Masukan):
    dari: Annotated[Golongan, Field(title="Golongan sekarang")]
    ke: Annotated[Golongan, Field(title="Golongan baru")]
    mkg_tahun: Annotated[MkgTahun, Field(title="Masa kerja golongan sekarang (tahun)")]
    mkg_bulan: Annotated[
        MkgBulan, Field(title="Masa kerja golongan sekarang (bulan)", description="Sisa bulan, 0 sampai 11.")
    ]


@aturan(
    judul="Masa kerja golongan pada kenaikan golongan",
    topik="gaji_pangkat",
    tabel=[TABEL_MKG],
    galat={
        "golongan_tidak_naik": "Golongan baru harus lebih tinggi daripada golongan sekarang.",
        "lompatan_golongan": "Kenaikan tidak boleh melompati satu golongan, misalnya dari I langsung ke III.",
    },
    keluaran={
        "mkg_tahun": Keluaran("Masa kerja golongan baru, tahun", satuan="tahun", utama=True),
        "mkg_bulan": Keluaran("Sisa bulan", satuan="bulan"),
    },
    contoh={"dari": "II/d", "ke": "III/a", "mkg_tahun": 12, "mkg_bulan": 4},
)
def mkg_naik_golongan(masukan: MasukanMkg) -> Hasil:
    """Masa kerja golongan sesudah naik golongan.

    Di dalam golongan yang sama dan dari III ke IV masa kerjanya tetap. Dari I ke II dikurangi enam tahun, dari II ke
    III dikurangi lima tahun, tidak pernah di bawah nol.

    Dasar: PP 7/1977 dan perubahannya.
    """
    if URUTAN_GOLONGAN[masukan.ke] <= URUTAN_GOLONGAN[masukan.dari]:
        raise Ditolak("golongan_tidak_naik", isian="ke")
    steps = golongan_besar(masukan.ke) - golongan_besar(masukan.dari)
    if steps > 1:
        raise Ditolak("lompatan_golongan", isian="ke")
    cuts = list(TABEL_MKG.terakhir.nilai["pengurangan"].values())
    cut = cuts[golongan_besar(masukan.dari) - 1] if steps else 0
    tahun, bulan = divmod(max(SETAHUN * (masukan.mkg_tahun - cut) + masukan.mkg_bulan, 0), SETAHUN)
    return {"mkg_tahun": tahun, "mkg_bulan": bulan}
