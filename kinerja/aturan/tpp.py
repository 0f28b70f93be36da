"""Capaian tambahan penghasilan pegawai (TPP) di Jakarta."""

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
    Tampil,
    aturan,
    bulatkan,
)
from kinerja.aturan.kata import tabel

TABEL_TPP = tabel("tpp")
SERATUS = 100


class Renkin(Masukan):
    realisasi: Annotated[Decimal, Batas(0), Field(title="Realisasi")]
    target: Annotated[Decimal, Batas(lebih_dari=0), Field(title="Target")]


class MasukanTpp(Masukan):
    jenis: Annotated[str, Pilih({"pelaksana": "Pelaksana", "fungsional": "Fungsional"}), Field(title="Jenis jabatan")]
    renkin: Annotated[
        list[Renkin],
        Field(title="Rencana kinerja", description="Satu baris untuk satu rencana kinerja."),
        Tampil(baris=3),
    ]
    hari_kerja: Annotated[int, Batas(1, 31), Field(title="Hari kerja dalam bulan itu")]
    capaian_menit: Annotated[
        int, Batas(0), Field(title="Aktivitas kerja (menit)", description="Waktu efektif dikali volume, dijumlah.")
    ]
    pengurang_menit: Annotated[int, Batas(0), Field(title="Pengurang karena absensi (menit)")] = 0


@aturan(
    judul="Capaian TPP pelaksana dan fungsional (Jakarta)",
    topik="kinerja",
    tabel=[TABEL_TPP],
    galat={},
    keluaran={
        "capaian_persen": Keluaran("Capaian", satuan="persen", utama=True),
        "renkin_persen": Keluaran("Rencana kinerja", satuan="persen"),
        "aktivitas_persen": Keluaran("Aktivitas kerja", satuan="persen"),
    },
    contoh={
        "jenis": "pelaksana",
        "renkin": [{"realisasi": "10", "target": "10"}, {"realisasi": "8", "target": "10"}],
        "hari_kerja": 20,
        "capaian_menit": 5400,
        "pengurang_menit": 300,
    },
)
def tpp_capaian(masukan: MasukanTpp) -> Hasil:
    """Capaian bulanan yang menjadi dasar TPP: 60 persen rencana kinerja dan 40 persen aktivitas kerja.

    Rencana kinerja adalah rata-rata realisasi dibagi target. Aktivitas paling banyak waktu efektif (300 menit tiap hari
    kerja) dikurangi pengurang absensi, dibagi waktu efektif sebulan.

    Dasar: Pergub DKI 18/2020, 19/2020 jo 64/2020.
    """
    nilai = TABEL_TPP.terakhir.nilai
    if not masukan.renkin:
        raise Ditolak("masukan_kurang", "Rencana kinerja belum diisi.", isian="renkin")
    effective = masukan.hari_kerja * nilai["menit_sehari"]
    if masukan.pengurang_menit > effective:
        pesan = f"Pengurang tidak mungkin lebih dari waktu efektif sebulan, {effective} menit."
        raise Ditolak("angka_tidak_sah", pesan, isian="pengurang_menit")
    shares = [Fraction(row.realisasi) / Fraction(row.target) for row in masukan.renkin]
    renkin = sum(shares, Fraction(0)) / len(shares) * SERATUS
    aktivitas = Fraction(min(masukan.capaian_menit, effective - masukan.pengurang_menit), effective) * SERATUS
    bobot = nilai["bobot"]
    capaian = (bobot["renkin"] * renkin + bobot["aktivitas"] * aktivitas) / SERATUS
    return {
        "renkin_persen": bulatkan(renkin, DUA_DESIMAL),
        "aktivitas_persen": bulatkan(aktivitas, DUA_DESIMAL),
        "capaian_persen": bulatkan(capaian, DUA_DESIMAL),
    }
