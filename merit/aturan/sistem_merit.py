"""Penilaian sistem merit instansi: indeks 2025, dan kategori lama untuk riwayat."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Batas, Hasil, Keluaran, Masukan, aturan, tepat
from merit.aturan.talenta import tabel

TABEL_LAMA = tabel("merit_lama")
TABEL_INDEKS = tabel("merit_indeks")


class MasukanLama(Masukan):
    skor: Annotated[Decimal, Batas(0, 400), Field(title="Skor penilaian", description="0 sampai 400.")]


@aturan(
    judul="Kategori sistem merit lama",
    topik="merit",
    tabel=[TABEL_LAMA],
    galat={},
    keluaran={
        "kategori": Keluaran("Kategori", kata=TABEL_LAMA.label, utama=True),
        "tingkat": Keluaran(
            "Tingkat", kata={row["tingkat"]: row["tingkat"] for row in TABEL_LAMA.terakhir.nilai["kategori"]}
        ),
    },
    contoh={"skor": "325.5"},
)
def merit_kategori_lama(masukan: MasukanLama) -> Hasil:
    """Kategori sistem merit menurut peraturan yang sudah dicabut; hanya untuk membaca riwayat.

    Dasar: PermenPANRB 40/2018; Peraturan KASN 9/2019 (dicabut PermenPANRB 19/2025).
    """
    rows = TABEL_LAMA.terakhir.nilai["kategori"]
    row = next(row for row in rows if masukan.skor >= row["paling_kecil"])
    return {"kategori": row["nama"], "tingkat": row["tingkat"]}


Bagian = Annotated[Decimal, Batas(0, 2)]


class MasukanIndeks(Masukan):
    maturitas: Annotated[Bagian, Field(title="Maturitas delapan aspek", description="0 sampai 2.")]
    kepuasan: Annotated[Bagian, Field(title="Kepuasan dan keterikatan pegawai", description="0 sampai 2.")]


@aturan(
    judul="Indeks sistem merit",
    topik="merit",
    tabel=[TABEL_INDEKS],
    galat={},
    keluaran={
        "indeks": Keluaran("Indeks", utama=True),
        "predikat": Keluaran("Predikat", kata=TABEL_INDEKS.label),
    },
    contoh={"maturitas": "0.82", "kepuasan": "0.7"},
)
def merit_indeks(masukan: MasukanIndeks) -> Hasil:
    """Indeks sistem merit instansi: tiga perempat maturitas, seperempat kepuasan dan keterikatan pegawai.

    Dibandingkan eksak dengan batas predikat. Koreksi karena pelanggaran belum diketahui dan tidak dihitung.

    Dasar: PermenPANRB 19/2025.
    """
    nilai = TABEL_INDEKS.terakhir.nilai
    parts = ((nilai["maturitas"], masukan.maturitas), (nilai["kepuasan"], masukan.kepuasan))
    indeks = sum((Fraction(weight) * Fraction(part) for weight, part in parts), Fraction(0))
    within = [row["nama"] for row in nilai["predikat"] if indeks <= Fraction(row["paling_besar"])]
    return {"indeks": tepat(indeks), "predikat": within[0] if within else nilai["di_atasnya"]}
