"""Kenaikan pangkat reguler dan struktural."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Hasil, Keluaran, Masukan, Pilih, Tanggal, add_bulan, add_tahun, aturan
from pegawai.aturan.kata import GOLONGAN, GOLONGAN_PNS, URUTAN_GOLONGAN, golongan_berikut, tabel

TABEL_PERIODE = tabel("kp_periode")
TABEL_IJAZAH = tabel("kp_ijazah")
TABEL_ESELON = tabel("kp_eselon")

TERTINGGI_IJAZAH = {row["ijazah"]: row["golongan_tertinggi"] for row in TABEL_IJAZAH.terakhir.nilai["batas"]}
RENTANG_ESELON = {row["eselon"]: (row["terendah"], row["tertinggi"]) for row in TABEL_ESELON.terakhir.nilai["rentang"]}
ESELON = {row["eselon"]: f"{row['eselon']} ({row['jabatan']})" for row in TABEL_ESELON.terakhir.nilai["rentang"]}


def bulan_periode(tanggal: date) -> list[int]:
    """The months whose first day is a period, by the rule of that day itself; before 2000 as in the oldest rule."""
    first = TABEL_PERIODE.ketentuan[0].berlaku_sejak
    months: list[int] = TABEL_PERIODE.at(max(tanggal, first)).nilai["bulan"]
    return months


class MasukanKpReguler(Masukan):
    tmt_golongan: Annotated[
        Tanggal, Field(title="TMT golongan sekarang", description="Sejak kapan pangkat yang sekarang berlaku.")
    ]


@aturan(
    judul="Kenaikan pangkat reguler berikutnya",
    topik="gaji_pangkat",
    tabel=[TABEL_PERIODE],
    galat={},
    keluaran={
        "tmt_kp": Keluaran("TMT kenaikan pangkat paling cepat", utama=True),
        "genap_4_tahun": Keluaran("Genap empat tahun dalam pangkat"),
    },
    contoh={"tmt_golongan": "2022-11-15"},
    pada="tmt_kp",
)
def kp_reguler_berikut(masukan: MasukanKpReguler) -> Hasil:
    """Periode kenaikan pangkat reguler pertama sesudah genap empat tahun dalam pangkat.

    Sampai 2023 ada dua periode setahun, dari 2024 sampai September 2025 enam, dan sejak 1 Oktober 2025 setiap tanggal
    1. Syarat lain (predikat kinerja, ijazah, hukuman disiplin) tidak dinilai di sini.

    Dasar: PP 99/2000 jo PP 12/2002 (empat tahun); Peraturan BKN 4/2023 dan 4/2025 (periode).
    """
    genap = add_tahun(masukan.tmt_golongan, TABEL_PERIODE.terakhir.nilai["masa_tahun"])
    tmt = genap if genap.day == 1 else add_bulan(genap.replace(day=1), 1)
    while tmt.month not in bulan_periode(tmt):
        tmt = add_bulan(tmt, 1)
    return {"genap_4_tahun": genap, "tmt_kp": tmt}


class MasukanKpIjazah(Masukan):
    ijazah: Annotated[
        str,
        Pilih({slug: TABEL_IJAZAH.label[slug] for slug in TERTINGGI_IJAZAH}),
        Field(title="Ijazah yang diakui", description="Ijazah tertinggi yang tercatat dalam keputusan kepegawaian."),
    ]
    golongan: Annotated[str, Pilih(GOLONGAN_PNS), Field(title="Golongan sekarang")]


@aturan(
    judul="Batas kenaikan pangkat reguler menurut ijazah",
    topik="gaji_pangkat",
    tabel=[TABEL_IJAZAH],
    galat={},
    keluaran={
        "boleh": Keluaran("Masih dapat naik reguler", utama=True),
        "golongan_baru": Keluaran("Golongan berikutnya", kata=GOLONGAN),
        "golongan_tertinggi": Keluaran("Golongan tertinggi untuk ijazah itu", kata=GOLONGAN),
        "alasan": Keluaran(
            "Alasan", kata={"golongan_tertinggi_ijazah": "Sudah pada golongan tertinggi untuk ijazahnya"}
        ),
    },
    contoh={"ijazah": "s1", "golongan": "III/c"},
)
def kp_reguler_batas(masukan: MasukanKpIjazah) -> Hasil:
    """Apakah ijazah seseorang masih memungkinkan kenaikan pangkat reguler, satu tingkat dari golongan sekarang.

    Dasar: PP 99/2000 jo PP 12/2002.
    """
    tertinggi = TERTINGGI_IJAZAH[masukan.ijazah]
    boleh = URUTAN_GOLONGAN[masukan.golongan] < URUTAN_GOLONGAN[tertinggi]
    return {
        "boleh": boleh,
        "golongan_baru": golongan_berikut(masukan.golongan) if boleh else None,
        "golongan_tertinggi": tertinggi,
        "alasan": None if boleh else "golongan_tertinggi_ijazah",
    }


class MasukanKpStruktural(Masukan):
    eselon: Annotated[str, Pilih(ESELON), Field(title="Eselon jabatan")]
    golongan: Annotated[str, Pilih(GOLONGAN_PNS), Field(title="Golongan sekarang")]


@aturan(
    judul="Batas kenaikan pangkat pejabat struktural",
    topik="gaji_pangkat",
    tabel=[TABEL_ESELON],
    galat={},
    keluaran={
        "boleh": Keluaran("Masih dapat naik", utama=True),
        "golongan_baru": Keluaran("Golongan berikutnya", kata=GOLONGAN),
        "syarat_tahun": Keluaran("Masa yang disyaratkan", satuan="tahun"),
        "alasan": Keluaran(
            "Alasan", kata={"golongan_tertinggi_eselon": "Sudah pada golongan tertinggi untuk eselonnya"}
        ),
    },
    contoh={"eselon": "III.a", "golongan": "III/d"},
)
def kp_struktural_batas(masukan: MasukanKpStruktural) -> Hasil:
    """Apakah pejabat struktural masih dapat naik pangkat, dan sesudah berapa tahun.

    Pangkat di bawah rentang eselonnya: satu tahun dalam jabatan. Pangkat dalam rentang: empat tahun dalam pangkat.
    Naik satu tingkat, paling tinggi sampai batas atas rentang.

    Dasar: PP 100/2000 jo PP 13/2002.
    """
    terendah, tertinggi = RENTANG_ESELON[masukan.eselon]
    place = URUTAN_GOLONGAN[masukan.golongan]
    if place >= URUTAN_GOLONGAN[tertinggi]:
        return {"boleh": False, "golongan_baru": None, "syarat_tahun": None, "alasan": "golongan_tertinggi_eselon"}
    nilai = TABEL_ESELON.terakhir.nilai
    below = place < URUTAN_GOLONGAN[terendah]
    return {
        "boleh": True,
        "golongan_baru": golongan_berikut(masukan.golongan),
        "syarat_tahun": nilai["tahun_di_bawah_rentang" if below else "tahun_dalam_rentang"],
        "alasan": None,
    }
