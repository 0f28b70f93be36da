"""Cuti tahunan, cuti sakit, cuti di luar tanggungan negara, dan hari kerja yang dipakai."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from asn_portal.core.kalender import Kalender
from asn_portal.core.regulasi import (
    Batas,
    Boolean,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tanggal,
    add_bulan,
    aturan,
)
from pegawai.aturan.kata import tabel

TABEL_TAHUNAN = tabel("cuti_tahunan")
TABEL_HARI_KERJA = tabel("cuti_hari_kerja")
TABEL_SAKIT = tabel("cuti_sakit")
TABEL_CLTN = tabel("cltn")

SETAHUN, SEHARI = 12, timedelta(days=1)
HAK: int = TABEL_TAHUNAN.terakhir.nilai["hak"]


class MasukanCutiTahunan(Masukan):
    masa_kerja_bulan: Annotated[int, Batas(0), Field(title="Masa kerja terus-menerus (bulan)")]
    sisa_n1: Annotated[
        int,
        Batas(0, HAK),
        Field(title="Sisa hak tahun lalu (hari)", description="Tidak dipakai dan tidak ditangguhkan pejabat."),
    ] = 0
    sisa_n2: Annotated[int, Batas(0, HAK), Field(title="Sisa hak dua tahun lalu (hari)")] = 0
    ditangguhkan_n1: Annotated[
        int,
        Batas(0, HAK),
        Field(title="Ditangguhkan tahun lalu (hari)", description="Ditunda oleh pejabat karena kepentingan dinas."),
    ] = 0
    cuti_besar_tahun_ini: Annotated[Boolean, Field(title="Mengambil cuti besar tahun ini")] = False


@aturan(
    judul="Hak cuti tahunan PNS",
    topik="cuti",
    tabel=[TABEL_TAHUNAN],
    galat={"sisa_melebihi_12": "Sisa dan yang ditangguhkan tahun lalu bersama-sama tidak mungkin lebih dari 12 hari."},
    keluaran={
        "hak": Keluaran("Hak cuti tahunan", satuan="hari kerja", utama=True),
        "hak_tahun_ini": Keluaran("Hak tahun ini", satuan="hari kerja"),
        "bawaan": Keluaran("Dari tahun sebelumnya", satuan="hari kerja"),
        "alasan": Keluaran(
            "Alasan tidak ada hak",
            kata={"masa_kerja": "Masa kerja belum satu tahun", "cuti_besar": "Mengambil cuti besar tahun ini"},
        ),
    },
    contoh={"masa_kerja_bulan": 60, "sisa_n1": 8, "sisa_n2": 0, "ditangguhkan_n1": 0, "cuti_besar_tahun_ini": False},
)
def cuti_tahunan_hak(masukan: MasukanCutiTahunan) -> Hasil:
    """Berapa hari kerja cuti tahunan yang boleh dipakai tahun ini.

    Dua belas hari setahun, ditambah paling banyak enam hari sisa tahun lalu. Yang ditangguhkan pejabat dibawa penuh;
    hak dua tahun yang tidak dipakai sama sekali menjadikan seluruhnya 24 hari. Cuti bersama tidak mengurangi. Masa
    kerja kurang dari satu tahun dan cuti besar menghapus hak tahun itu.

    Dasar: PP 11/2017 Pasal 311-318; Peraturan BKN 24/2017 jo 7/2021.
    """
    nilai = TABEL_TAHUNAN.terakhir.nilai
    if masukan.sisa_n1 + masukan.ditangguhkan_n1 > HAK:
        raise Ditolak("sisa_melebihi_12", isian="sisa_n1")
    masuk = masukan.masa_kerja_bulan >= nilai["masa_kerja_bulan"]
    if not masuk or masukan.cuti_besar_tahun_ini:
        return {"hak": 0, "hak_tahun_ini": 0, "bawaan": 0, "alasan": "cuti_besar" if masuk else "masa_kerja"}
    bawaan = min(nilai["bawaan_penuh"], masukan.ditangguhkan_n1 + min(nilai["bawaan_maks"], masukan.sisa_n1))
    if masukan.sisa_n1 == HAK and masukan.sisa_n2 == HAK:
        bawaan = nilai["bawaan_penuh"]
    return {"hak": HAK + bawaan, "hak_tahun_ini": HAK, "bawaan": bawaan, "alasan": None}


class MasukanHariKerja(Masukan):
    mulai: Annotated[Tanggal, Field(title="Hari pertama cuti")]
    selesai: Annotated[Tanggal, Field(title="Hari terakhir cuti")]
    hari_libur: Annotated[
        list[Tanggal] | None,
        Field(
            title="Daftar hari libur",
            description="Kosongkan untuk memakai daftar resmi. Bila diisi, satu tanggal tiap baris, dan hanya tanggal itu "
            "yang dianggap libur.",
        ),
    ] = None


@aturan(
    judul="Jumlah hari kerja cuti",
    topik="cuti",
    tabel=[TABEL_HARI_KERJA],
    galat={"tanggal_terbalik": "Hari terakhir mendahului hari pertama. Periksa kedua tanggalnya."},
    keluaran={"hari": Keluaran("Yang terpakai", satuan="hari kerja", utama=True)},
    contoh={"mulai": "2026-12-21", "selesai": "2026-12-31"},
)
def cuti_hari_kerja(masukan: MasukanHariKerja, kalender: Kalender) -> Hasil:
    """Berapa hari kerja yang terpakai oleh sebuah masa cuti.

    Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama; hari pertama dan terakhir ikut dihitung. Tahun yang
    daftar liburnya belum ada tidak ditebak.

    Dasar: Peraturan BKN 24/2017; SKB 3 Menteri tentang hari libur nasional dan cuti bersama.
    """
    if masukan.selesai < masukan.mulai:
        raise Ditolak("tanggal_terbalik", isian="selesai")
    own = kalender.with_daftar(masukan.hari_libur)
    return {"hari": own.count_hari_kerja(masukan.mulai, masukan.selesai)}


class MasukanCutiSakit(Masukan):
    hari: Annotated[int, Batas(1), Field(title="Lama sakit (hari)")]


@aturan(
    judul="Surat yang diperlukan untuk cuti sakit",
    topik="cuti",
    tabel=[TABEL_SAKIT],
    galat={},
    keluaran={"surat": Keluaran("Yang diperlukan", kata=TABEL_SAKIT.label, utama=True)},
    contoh={"hari": 3},
)
def cuti_sakit_syarat(masukan: MasukanCutiSakit) -> Hasil:
    """Surat apa yang diperlukan untuk cuti sakit, menurut lamanya.

    Dasar: PP 11/2017 Pasal 319-323; Peraturan BKN 24/2017.
    """
    rows = TABEL_SAKIT.terakhir.nilai["surat"]
    return {"surat": next(row["jenis"] for row in rows if masukan.hari >= row["mulai_hari"])}


class MasukanCltn(Masukan):
    status: Annotated[str, Pilih({"pns": "PNS", "pppk": "PPPK"}), Field(title="Status kepegawaian")]
    masa_kerja_bulan: Annotated[int, Batas(0), Field(title="Masa kerja (bulan)")]
    lama_bulan: Annotated[
        int,
        Batas(1),
        Field(title="Lama yang diminta (bulan)", description="Untuk perpanjangan: lama perpanjangannya saja."),
    ]
    perpanjangan: Annotated[Boolean, Field(title="Ini perpanjangan")] = False


@aturan(
    judul="Cuti di luar tanggungan negara",
    topik="cuti",
    tabel=[TABEL_CLTN],
    galat={},
    keluaran={
        "boleh": Keluaran("Dapat diajukan", utama=True),
        "alasan": Keluaran(
            "Alasan",
            kata={
                "status": "PPPK tidak mempunyai hak ini",
                "masa_kerja": "Masa kerja belum lima tahun",
                "lama": "Lebih lama daripada yang diperbolehkan",
            },
        ),
        "menambah_masa_kerja": Keluaran("Dihitung sebagai masa kerja"),
        "persetujuan": Keluaran("Perlu persetujuan", kata={"bkn": "Badan Kepegawaian Negara"}),
    },
    contoh={"status": "pns", "masa_kerja_bulan": 84, "lama_bulan": 24, "perpanjangan": False},
)
def cltn(masukan: MasukanCltn) -> Hasil:
    """Apakah cuti di luar tanggungan negara dapat diajukan.

    Hanya bagi PNS dengan masa kerja paling sedikit lima tahun, paling lama tiga tahun dan dapat diperpanjang satu
    tahun. Selama itu tidak ada penghasilan dan tidak dihitung masa kerja; yang tidak kembali tepat waktu berhenti.

    Dasar: PP 11/2017; Peraturan BKN 24/2017; PPPK: Peraturan BKN 7/2022.
    """
    nilai = TABEL_CLTN.terakhir.nilai
    longest = nilai["perpanjangan_bulan" if masukan.perpanjangan else "lama_bulan"]
    hindrances = {
        "status": masukan.status != "pns",
        "masa_kerja": masukan.masa_kerja_bulan < nilai["masa_kerja_bulan"],
        "lama": masukan.lama_bulan > longest,
    }
    alasan = [slug for slug, stands in hindrances.items() if stands]
    return {"boleh": not alasan, "alasan": alasan, "menambah_masa_kerja": False, "persetujuan": "bkn"}


# First and last day of an absence.
Masa = tuple[date, date]


def bulan_tidak_dihitung(daftar: Iterable[Masa], *, mulai: date, sebelum: date) -> int:
    """Bulan di luar tanggungan negara antara dua tanggal, yang tidak dihitung sebagai masa kerja.

    Masa yang bersambung atau bertumpuk dihitung sekali. Masa kerja dihitung dalam bulan penuh, jadi bulan yang terpakai
    sebagian juga tidak dihitung.

    Dasar: PP 11/2017 jo PP 17/2020; Peraturan BKN 24/2017 jo 7/2021.
    """
    joined: list[Masa] = []
    for awal, akhir in sorted((max(awal, mulai), min(akhir, sebelum - SEHARI)) for awal, akhir in daftar):
        if awal > akhir:
            continue
        if joined and awal <= joined[-1][1] + SEHARI:
            joined[-1] = joined[-1][0], max(joined[-1][1], akhir)
        else:
            joined.append((awal, akhir))
    return sum(_bulan(awal, akhir + SEHARI) for awal, akhir in joined)


def mulai_dihitung(daftar: Iterable[Masa], *, dasar: date, genap: date) -> date:
    """Tanggal mulai yang digeser sebanyak bulan di luar tanggungan negara, untuk hitungan dari `dasar` sampai `genap`.

    Selama hitungan yang bergeser masih menyentuh masa berikutnya, masa itu ikut menggeser. Masa sesudah genap tidak.

    Dasar: PP 11/2017 jo PP 17/2020; Peraturan BKN 24/2017 jo 7/2021.
    """
    masa, bulan = list(daftar), 0
    while (found := bulan_tidak_dihitung(masa, mulai=dasar, sebelum=add_bulan(genap, bulan))) > bulan:
        bulan = found
    return add_bulan(dasar, bulan)


def _bulan(mulai: date, sebelum: date) -> int:
    """Begun months between two days."""
    whole = (sebelum.year - mulai.year) * SETAHUN + sebelum.month - mulai.month
    return whole + (sebelum.day > mulai.day)
