"""Angka kredit jabatan fungsional: konversi, akumulasi, pergantian jenjang, dasar, pendidikan, perpindahan."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    TIGA_DESIMAL,
    Batas,
    Boolean,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    Tampil,
    aturan,
    bulatkan,
)
from kinerja.aturan.kata import (
    PREDIKAT,
    RINCIAN_JENJANG,
    SETAHUN,
    TABEL_JENJANG,
    TABEL_KONVERSI,
    angka_kredit,
    tabel,
)
from pegawai.aturan.kata import GOLONGAN_PNS, JENJANG, PENDIDIKAN, TINGKAT_PENDIDIKAN, URUTAN_GOLONGAN

TABEL_DASAR = tabel("ak_dasar")
TABEL_AK_PENDIDIKAN = tabel("ak_pendidikan")
TABEL_PERPINDAHAN = tabel("ak_perpindahan")

AK_DASAR = {(row["jenjang"], row["golongan"]): row["angka"] for row in TABEL_DASAR.terakhir.nilai["dasar"]}

Jenjang = Annotated[str, Pilih(JENJANG)]
Predikat = Annotated[str, Pilih(PREDIKAT)]
Golongan = Annotated[str, Pilih(GOLONGAN_PNS)]
Bulan = Annotated[int, Batas(1, SETAHUN)]
AngkaKredit = Annotated[Decimal, Batas(0)]

GALAT_12_BULAN = "Bulan dalam tahun yang sama bersama-sama lebih dari dua belas. Periksa bulannya."
GALAT_GOLONGAN = {
    "golongan_tidak_sesuai_jenjang": "Golongan itu bukan golongan jenjang yang dipilih. Periksa keduanya."
}


def tiga_desimal(nilai: Fraction) -> Decimal:
    """As printed on the forms: three decimals, half up."""
    return bulatkan(nilai, TIGA_DESIMAL)


class MasukanKonversi(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang jabatan")]
    predikat: Annotated[Predikat, Field(title="Predikat kinerja")]
    bulan: Annotated[Bulan, Field(title="Lamanya (bulan)", description="1 sampai 12 bulan dalam setahun.")]


@aturan(
    judul="Konversi predikat ke angka kredit",
    topik="kinerja",
    tabel=[TABEL_KONVERSI, TABEL_JENJANG],
    galat={},
    keluaran={"angka_kredit": Keluaran("Angka kredit", utama=True)},
    contoh={"jenjang": "ahli_muda", "predikat": "baik", "bulan": 9},
)
def ak_konversi(masukan: MasukanKonversi) -> Hasil:
    """Angka kredit dari predikat kinerja: bulan dibagi dua belas, dikali persen predikat, dikali koefisien jenjang.

    Dibulatkan tiga desimal, setengah ke atas.

    Dasar: PermenPANRB 1/2023 Pasal 37; Peraturan BKN 3/2023 Pasal 13.
    """
    return {"angka_kredit": tiga_desimal(angka_kredit(masukan.jenjang, masukan.predikat, masukan.bulan))}


class Segmen(Masukan):
    tahun: Annotated[int, Batas(1, 9999), Field(title="Tahun"), Tampil(polos=True)]
    predikat: Annotated[Predikat, Field(title="Predikat")]
    bulan: Annotated[Bulan, Field(title="Bulan")]


class MasukanAkumulasi(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang jabatan")]
    segmen: Annotated[
        list[Segmen],
        Field(title="Penilaian", description="Satu baris untuk satu masa penilaian dalam jenjang ini."),
        Tampil(baris=4),
    ]
    ak_awal: Annotated[AngkaKredit, Field(title="Angka kredit awal", description="Misalnya nilai integrasi.")] = (
        Decimal(0)
    )


@aturan(
    judul="Akumulasi angka kredit dalam satu jenjang",
    topik="kinerja",
    tabel=[TABEL_KONVERSI, TABEL_JENJANG],
    galat={
        "segmen_kosong": "Belum ada masa penilaian. Isi paling sedikit satu baris.",
        "bulan_lebih_12": GALAT_12_BULAN,
    },
    keluaran={
        "total": Keluaran("Angka kredit kumulatif", utama=True),
        "ak_segmen": Keluaran("Angka kredit tiap masa penilaian"),
    },
    contoh={
        "jenjang": "ahli_pertama",
        "segmen": [
            {"tahun": 2023, "predikat": "sangat_baik", "bulan": 12},
            {"tahun": 2024, "predikat": "baik", "bulan": 12},
            {"tahun": 2025, "predikat": "baik", "bulan": 2},
        ],
        "ak_awal": "12.5",
    },
)
def ak_akumulasi(masukan: MasukanAkumulasi) -> Hasil:
    """Menjumlah angka kredit dari beberapa masa penilaian dalam jenjang yang sama.

    Jumlahnya dihitung dari nilai eksak, lalu dibulatkan tiga desimal; karena itu dapat berbeda seperseribu dari jumlah
    baris yang sudah dibulatkan.

    Dasar: Peraturan BKN 3/2023.
    """
    if not masukan.segmen:
        raise Ditolak("segmen_kosong", isian="segmen")
    months: Counter[int] = Counter()
    for segmen in masukan.segmen:
        months[segmen.tahun] += segmen.bulan
    if max(months.values()) > SETAHUN:
        raise Ditolak("bulan_lebih_12", isian="segmen")
    exact = [angka_kredit(masukan.jenjang, segmen.predikat, segmen.bulan) for segmen in masukan.segmen]
    total = Fraction(masukan.ak_awal) + sum(exact, Fraction(0))
    return {"ak_segmen": [tiga_desimal(part) for part in exact], "total": tiga_desimal(total)}


class MasukanGantiJenjang(Masukan):
    jenjang_lama: Annotated[Jenjang, Field(title="Jenjang lama")]
    predikat_lama: Annotated[Predikat, Field(title="Predikat dalam jenjang lama")]
    bulan_lama: Annotated[Bulan, Field(title="Lamanya dalam jenjang lama (bulan)")]
    jenjang_baru: Annotated[Jenjang, Field(title="Jenjang baru")]
    predikat_baru: Annotated[Predikat, Field(title="Predikat dalam jenjang baru")]
    bulan_baru: Annotated[Bulan, Field(title="Lamanya dalam jenjang baru (bulan)")]
    ak_sebelum: Annotated[AngkaKredit, Field(title="Angka kredit jenjang lama sebelum tahun ini")] = Decimal(0)
    ak_dasar: Annotated[AngkaKredit, Field(title="Angka kredit dasar jenjang baru")] = Decimal(0)


@aturan(
    judul="Angka kredit saat jenjang berganti di tengah tahun",
    topik="kinerja",
    tabel=[TABEL_KONVERSI, TABEL_JENJANG],
    galat={
        "bulan_lebih_12": GALAT_12_BULAN,
        "jenjang_sama": "Jenjang lama dan baru sama. Untuk jenjang yang sama pakai akumulasi angka kredit.",
    },
    keluaran={
        "ak_jenjang_baru": Keluaran("Angka kredit dalam jenjang baru", utama=True),
        "ak_jenjang_lama": Keluaran("Angka kredit akhir jenjang lama"),
        "segmen_lama": Keluaran("Dari bulan dalam jenjang lama"),
        "segmen_baru": Keluaran("Dari bulan dalam jenjang baru"),
    },
    contoh={
        "jenjang_lama": "ahli_pertama",
        "predikat_lama": "baik",
        "bulan_lama": 4,
        "jenjang_baru": "ahli_muda",
        "predikat_baru": "baik",
        "bulan_baru": 8,
        "ak_sebelum": "96",
        "ak_dasar": "0",
    },
)
def ak_ganti_jenjang(masukan: MasukanGantiJenjang) -> Hasil:
    """Angka kredit kedua jenjang bila seseorang naik jenjang di tengah tahun.

    Angka kredit tidak dijumlah lintas jenjang: jenjang baru mulai dari nol ditambah angka kredit dasarnya.

    Dasar: Peraturan BKN 3/2023.
    """
    if masukan.bulan_lama + masukan.bulan_baru > SETAHUN:
        raise Ditolak("bulan_lebih_12", isian="bulan_baru")
    if masukan.jenjang_lama == masukan.jenjang_baru:
        raise Ditolak("jenjang_sama", isian="jenjang_baru")
    lama = angka_kredit(masukan.jenjang_lama, masukan.predikat_lama, masukan.bulan_lama)
    baru = angka_kredit(masukan.jenjang_baru, masukan.predikat_baru, masukan.bulan_baru)
    return {
        "segmen_lama": tiga_desimal(lama),
        "segmen_baru": tiga_desimal(baru),
        "ak_jenjang_lama": tiga_desimal(Fraction(masukan.ak_sebelum) + lama),
        "ak_jenjang_baru": tiga_desimal(Fraction(masukan.ak_dasar) + baru),
    }


class MasukanDasar(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang jabatan")]
    golongan: Annotated[Golongan, Field(title="Golongan ruang")]


def dasar_untuk(jenjang: str, golongan: str) -> int:
    """Refused when the golongan does not belong to the jenjang. Dasar: lampiran Peraturan BKN 3/2023."""
    if (jenjang, golongan) not in AK_DASAR:
        known = ", ".join(RINCIAN_JENJANG[jenjang]["golongan"])
        pesan = f"Golongan {golongan} bukan golongan {JENJANG[jenjang].lower()}. Golongannya {known}."
        raise Ditolak("golongan_tidak_sesuai_jenjang", pesan, isian="golongan")
    return int(AK_DASAR[jenjang, golongan])


@aturan(
    judul="Angka kredit dasar",
    topik="kinerja",
    tabel=[TABEL_DASAR],
    galat=GALAT_GOLONGAN,
    keluaran={"ak_dasar": Keluaran("Angka kredit dasar", utama=True)},
    contoh={"jenjang": "ahli_madya", "golongan": "IV/b"},
)
def ak_dasar(masukan: MasukanDasar) -> Hasil:
    """Angka kredit yang dianggap sudah ada pada golongan seseorang dalam jenjangnya.

    Golongan pertama setiap jenjang bernilai nol.

    Dasar: lampiran Peraturan BKN 3/2023.
    """
    return {"ak_dasar": tiga_desimal(Fraction(dasar_untuk(masukan.jenjang, masukan.golongan)))}


class MasukanPendidikan(Masukan):
    jenjang: Annotated[Jenjang, Field(title="Jenjang jabatan sekarang")]
    ijazah_baru: Annotated[str, Pilih(PENDIDIKAN), Field(title="Ijazah baru")]
    pendidikan_terakhir: Annotated[str, Pilih(PENDIDIKAN), Field(title="Pendidikan sebelumnya")]
    pernah_diberikan: Annotated[Boolean, Field(title="Sudah pernah diberikan untuk strata ini")] = False


@aturan(
    judul="Tambahan angka kredit karena pendidikan",
    topik="kinerja",
    tabel=[TABEL_AK_PENDIDIKAN, TABEL_JENJANG],
    galat={},
    keluaran={
        "ak_tambahan": Keluaran("Tambahan angka kredit", utama=True),
        "alasan": Keluaran(
            "Alasan tidak ada tambahan",
            kata={
                "tidak_lebih_tinggi": "Ijazah baru tidak lebih tinggi",
                "sudah_diberikan": "Sudah pernah diberikan untuk strata ini",
            },
        ),
    },
    contoh={"jenjang": "ahli_muda", "ijazah_baru": "s2", "pendidikan_terakhir": "s1", "pernah_diberikan": False},
)
def ak_pendidikan(masukan: MasukanPendidikan) -> Hasil:
    """Tambahan angka kredit bagi yang memperoleh ijazah lebih tinggi: 25 persen angka kredit kenaikan pangkat.

    Diberikan sekali untuk setiap strata.

    Dasar: PermenPANRB 1/2023.
    """
    higher = TINGKAT_PENDIDIKAN[masukan.ijazah_baru] > TINGKAT_PENDIDIKAN[masukan.pendidikan_terakhir]
    if not higher or masukan.pernah_diberikan:
        alasan = "sudah_diberikan" if higher else "tidak_lebih_tinggi"
        return {"ak_tambahan": tiga_desimal(Fraction(0)), "alasan": alasan}
    needed = RINCIAN_JENJANG[masukan.jenjang]["kenaikan_pangkat"]
    share = Fraction(needed * TABEL_AK_PENDIDIKAN.terakhir.nilai["persen"], 100)
    return {"ak_tambahan": tiga_desimal(share), "alasan": None}


class MasukanPerpindahan(Masukan):
    asal: Annotated[
        str,
        Pilih({"pelaksana": "Pelaksana", "pengawas": "Pengawas", "administrator": "Administrator"}),
        Field(title="Jabatan asal"),
    ]
    tujuan: Annotated[Jenjang, Field(title="Jenjang tujuan")]
    golongan: Annotated[Golongan, Field(title="Golongan ruang")]
    predikat: Annotated[Predikat, Field(title="Predikat kinerja terakhir")]
    masa_tahun: Annotated[int, Batas(0), Field(title="Masa kepangkatan (tahun)")]
    masa_bulan: Annotated[int, Batas(0, SETAHUN - 1), Field(title="Masa kepangkatan (bulan)")] = 0
    pangkat_puncak: Annotated[
        Boolean,
        Field(
            title="Pada pangkat puncak jabatan asal", description="Masa kepangkatan lalu dihitung paling lama 3 tahun."
        ),
    ] = False


@aturan(
    judul="Angka kredit perpindahan jabatan",
    topik="kinerja",
    tabel=[TABEL_PERPINDAHAN, TABEL_KONVERSI, TABEL_JENJANG],
    galat=GALAT_GOLONGAN,
    keluaran={
        "total": Keluaran("Angka kredit", utama=True),
        "ak_pengalaman": Keluaran("Dari pengalaman"),
        "ak_dasar": Keluaran("Angka kredit dasar"),
        "khusus": Keluaran("Perlakuan khusus pelaksana"),
    },
    contoh={
        "asal": "pelaksana",
        "tujuan": "ahli_pertama",
        "golongan": "III/a",
        "predikat": "baik",
        "masa_tahun": 3,
        "masa_bulan": 5,
        "pangkat_puncak": False,
    },
)
def ak_perpindahan(masukan: MasukanPerpindahan) -> Hasil:
    """Angka kredit bagi yang pindah dari jabatan lain ke jabatan fungsional.

    Persen predikat dikali koefisien jenjang tujuan dikali masa kepangkatan, ditambah angka kredit dasar. Pelaksana yang
    golongannya di atas golongan ahli pertama menerima seratus, tanpa menghitung masa.

    Dasar: Peraturan BKN 3/2023 dan lampirannya.
    """
    nilai = TABEL_PERPINDAHAN.terakhir.nilai
    above = URUTAN_GOLONGAN[masukan.golongan] > URUTAN_GOLONGAN[nilai["golongan_khusus"]]
    if masukan.asal == "pelaksana" and masukan.tujuan == "ahli_pertama" and above:
        none = tiga_desimal(Fraction(0))
        total = tiga_desimal(Fraction(nilai["total_khusus"]))
        return {"khusus": True, "ak_pengalaman": none, "ak_dasar": none, "total": total}
    dasar = Fraction(dasar_untuk(masukan.tujuan, masukan.golongan))
    months = SETAHUN * masukan.masa_tahun + masukan.masa_bulan
    counted = min(months, SETAHUN * nilai["masa_puncak"]) if masukan.pangkat_puncak else months
    pengalaman = angka_kredit(masukan.tujuan, masukan.predikat, counted)
    return {
        "khusus": False,
        "ak_pengalaman": tiga_desimal(pengalaman),
        "ak_dasar": tiga_desimal(dasar),
        "total": tiga_desimal(pengalaman + dasar),
    }
