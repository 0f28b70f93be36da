"""Indeks profesionalitas (IP) ASN: seorang pegawai, dan sebuah instansi."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import (
    DUA_DESIMAL,
    Batas,
    Ditolak,
    Hasil,
    Keluaran,
    Masukan,
    Pilih,
    aturan,
    bulatkan,
    tepat,
)
from kinerja.aturan.kata import PREDIKAT
from merit.aturan.talenta import tabel
from pegawai.aturan.kata import PENDIDIKAN, TINGKAT_HUKDIS

TABEL_IP = tabel("ip_asn")
TABEL_KATEGORI = tabel("ip_asn_kategori")

NILAI = TABEL_IP.terakhir.nilai
KOMPETENSI = {row["jenis_jabatan"]: row for row in NILAI["kompetensi"]}
BENTUK = ("diklat_kepemimpinan", "diklat_fungsional", "diklat_teknis_20jp", "seminar")
KATEGORI = Keluaran("Kategori", kata=TABEL_KATEGORI.label)


def kategori_untuk(nilai: Fraction) -> str:
    """By the exact value. Dasar: PermenPANRB 38/2018."""
    rows = TABEL_KATEGORI.terakhir.nilai
    above = [row["nama"] for row in rows["kategori"] if nilai > row["lebih_dari"]]
    return str(above[0] if above else rows["di_bawahnya"])


class MasukanIp(Masukan):
    jenis_jabatan: Annotated[
        str, Pilih({slug: TABEL_IP.label[slug] for slug in KOMPETENSI}), Field(title="Jenis jabatan")
    ]
    pendidikan: Annotated[str, Pilih(PENDIDIKAN), Field(title="Pendidikan tertinggi")]
    kompetensi: Annotated[
        list[Annotated[str, Pilih({slug: TABEL_IP.label[slug] for slug in BENTUK})]],
        Field(
            title="Pengembangan kompetensi yang diikuti",
            description="Yang tidak berlaku bagi jenis jabatannya bernilai nol.",
        ),
    ]
    predikat: Annotated[str, Pilih(PREDIKAT), Field(title="Predikat kinerja tahun lalu")]
    hukdis: Annotated[str, Pilih(TINGKAT_HUKDIS), Field(title="Hukuman disiplin")]


@aturan(
    judul="Indeks profesionalitas pegawai",
    topik="merit",
    tabel=[TABEL_IP, TABEL_KATEGORI],
    galat={},
    keluaran={
        "total": Keluaran("Indeks profesionalitas", utama=True),
        "kategori": KATEGORI,
        "kualifikasi": Keluaran("Kualifikasi, dari 25"),
        "kompetensi": Keluaran("Kompetensi, dari 40"),
        "kinerja": Keluaran("Kinerja, dari 30"),
        "disiplin": Keluaran("Disiplin, dari 5"),
    },
    contoh={
        "jenis_jabatan": "fungsional",
        "pendidikan": "s1",
        "kompetensi": ["diklat_fungsional", "diklat_teknis_20jp"],
        "predikat": "baik",
        "hukdis": "tidak_ada",
    },
)
def ip_asn(masukan: MasukanIp) -> Hasil:
    """Indeks profesionalitas seorang pegawai: kualifikasi 25, kompetensi 40, kinerja 30, disiplin 5.

    Pengembangan kompetensi yang tidak berlaku bagi jenis jabatannya bernilai nol, dan yang sama dihitung sekali.

    Dasar: PermenPANRB 38/2018; Peraturan BKN 8/2019.
    """
    row = KOMPETENSI[masukan.jenis_jabatan]
    parts = {
        "kualifikasi": Fraction(NILAI["kualifikasi"][masukan.pendidikan]),
        "kompetensi": sum((Fraction(row.get(slug, 0)) for slug in set(masukan.kompetensi)), Fraction(0)),
        "kinerja": Fraction(NILAI["kinerja"][masukan.predikat]),
        "disiplin": Fraction(NILAI["disiplin"][masukan.hukdis]),
    }
    total = sum(parts.values(), Fraction(0))
    return {nama: tepat(part) for nama, part in parts.items()} | {
        "total": tepat(total),
        "kategori": kategori_untuk(total),
    }


class MasukanIpInstansi(Masukan):
    nilai: Annotated[
        list[Annotated[Decimal, Batas(0, 100)]],
        Field(title="Indeks tiap pegawai", description="Satu angka tiap baris, dapat disalin dari lembar kerja."),
    ]


@aturan(
    judul="Indeks profesionalitas instansi",
    topik="merit",
    tabel=[TABEL_KATEGORI],
    galat={},
    keluaran={"rata_rata": Keluaran("Rata-rata", utama=True), "kategori": KATEGORI},
    contoh={"nilai": ["72.5", "81", "90.5", "66"]},
)
def ip_asn_instansi(masukan: MasukanIpInstansi) -> Hasil:
    """Indeks profesionalitas sebuah instansi: rata-rata indeks pegawainya.

    Kategori dibaca dari nilai eksak, sebelum dibulatkan dua desimal.

    Dasar: PermenPANRB 38/2018; Peraturan BKN 8/2019.
    """
    if not masukan.nilai:
        raise Ditolak("masukan_kurang", "Belum ada indeks pegawai yang diisi.", isian="nilai")
    mean = sum((Fraction(part) for part in masukan.nilai), Fraction(0)) / len(masukan.nilai)
    return {"rata_rata": bulatkan(mean, DUA_DESIMAL), "kategori": kategori_untuk(mean)}
