"""Drawings of answers about merit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from asn_portal.core.bacaan import gambar, number
from asn_portal.core.lukisan import LUKISAN, kepala, petak, tabel
from asn_portal.core.regulasi import Hasil
from kinerja.aturan.kata import RATING
from merit.aturan.profesionalitas import TABEL_KATEGORI
from merit.aturan.sistem_merit import TABEL_INDEKS, TABEL_LAMA
from merit.aturan.talenta import KOTAK, POTENSIAL, TABEL_SUMBU


def _nine_boxes(kinerja: str, potensial: str) -> Mapping[str, Any]:
    cells = {(row, column): KOTAK[row][column] for row in RATING for column in POTENSIAL}
    return petak("Baris kinerja, kolom potensial", POTENSIAL, RATING, cells, (kinerja, potensial))


def _pool(hasil: Hasil) -> str:
    if hasil["krs_nasional"]:
        return "Masuk kelompok rencana suksesi instansi dan nasional."
    return (
        "Masuk kelompok rencana suksesi instansi." if hasil["krs_instansi"] else "Tidak masuk kelompok rencana suksesi."
    )


@gambar("kotak_talenta", LUKISAN, sudah=("kotak", "krs_instansi", "krs_nasional"))
def draw_kotak(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    top = kepala("Kotak", str(hasil["kotak"]), _pool(hasil))
    return {**top, **_nine_boxes(masukan["kinerja"], masukan["potensial"])}


@gambar("kepka411_sumbu", LUKISAN, sudah=("kotak", "skor_talenta", "kategori_kinerja", "kategori_potensial"))
def draw_sumbu(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    nilai, words = TABEL_SUMBU.terakhir.nilai, TABEL_SUMBU.label
    rows = [
        (
            words[nama],
            weight,
            number(Decimal(masukan[sumbu][nama])),
            number(weight * Decimal(masukan[sumbu][nama]) / 100),
        )
        for sumbu in ("kinerja", "potensial")
        for nama, weight in nilai[sumbu].items()
    ]
    return {
        **kepala("Kotak", str(hasil["kotak"]), f"Skor talenta {number(hasil['skor_talenta'])}."),
        **_nine_boxes(hasil["kategori_kinerja"], hasil["kategori_potensial"]),
        **tabel("Tiap komponen", ["Komponen", "Bobot", "Skor", "Sumbangan"], rows),
    }


@gambar("ip_asn", LUKISAN, sudah=("total", "kategori", "kualifikasi", "kompetensi", "kinerja", "disiplin"))
def draw_ip(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [
        ("Kualifikasi", number(hasil["kualifikasi"]), 25),
        ("Kompetensi", number(hasil["kompetensi"]), 40),
        ("Kinerja", number(hasil["kinerja"]), 30),
        ("Disiplin", number(hasil["disiplin"]), 5),
    ]
    category = TABEL_KATEGORI.label[hasil["kategori"]]
    return {
        **kepala("Indeks profesionalitas", number(hasil["total"]), f"{category}."),
        **tabel("Susunannya", ["Dimensi", "Nilai", "Paling besar"], rows, kaki=("Jumlah", number(hasil["total"]), 100)),
    }


@gambar("ip_asn_instansi", LUKISAN, sudah=("rata_rata", "kategori"))
def draw_ip_instansi(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = TABEL_KATEGORI.terakhir.nilai["kategori"]
    names = [row["nama"] for row in rows] + [TABEL_KATEGORI.terakhir.nilai["di_bawahnya"]]
    cells = [(TABEL_KATEGORI.label[row["nama"]], f"lebih dari {row['lebih_dari']}") for row in rows]
    cells.append((TABEL_KATEGORI.label[names[-1]], f"{rows[-1]['lebih_dari']} ke bawah"))
    people = f"Rata-rata {len(masukan['nilai'])} pegawai: {TABEL_KATEGORI.label[hasil['kategori']].lower()}."
    return {
        **kepala("Indeks profesionalitas instansi", number(hasil["rata_rata"]), people),
        **tabel("Kategori", ["Kategori", "Nilai"], cells, kini=names.index(hasil["kategori"])),
    }


@gambar("seleksi_terbuka", LUKISAN, sudah=("tiga_besar", "skor"))
def draw_seleksi(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    skor: Mapping[str, Decimal] = hasil["skor"]
    ranked = sorted(skor, key=lambda tanda: (-skor[tanda], tanda))
    rows = [
        (f"{place}. {tanda}", number(skor[tanda]), "Diusulkan" if tanda in hasil["tiga_besar"] else "")
        for place, tanda in enumerate(ranked, start=1)
    ]
    note = "Pejabat pembina kepegawaian boleh memilih siapa pun dari ketiganya."
    return {
        **kepala("Tiga besar", ", ".join(hasil["tiga_besar"]), note),
        **tabel("Nilai akhir", ["Peserta", "Nilai", "Keterangan"], rows),
    }


@gambar("merit_indeks", LUKISAN, sudah=("indeks", "predikat"))
def draw_indeks(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    nilai, words = TABEL_INDEKS.terakhir.nilai, TABEL_INDEKS.label
    names = [row["nama"] for row in nilai["predikat"]] + [nilai["di_atasnya"]]
    cells = [(words[row["nama"]], f"sampai {number(row['paling_besar'])}") for row in nilai["predikat"]]
    cells.append((words[nilai["di_atasnya"]], f"lebih dari {number(nilai['predikat'][-1]['paling_besar'])}"))
    return {
        **kepala("Indeks", number(hasil["indeks"]), f"{words[hasil['predikat']]}."),
        **tabel("Predikat", ["Predikat", "Indeks"], cells, kini=names.index(hasil["predikat"])),
    }


@gambar("merit_kategori_lama", LUKISAN, sudah=("kategori", "tingkat"))
def draw_lama(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows, words = TABEL_LAMA.terakhir.nilai["kategori"], TABEL_LAMA.label
    cells = [(f"{row['tingkat']} {words[row['nama']]}", f"mulai {row['paling_kecil']}") for row in rows]
    kini = [row["nama"] for row in rows].index(hasil["kategori"])
    return {
        **kepala("Kategori", words[hasil["kategori"]], f"Tingkat {hasil['tingkat']}."),
        **tabel("Kategori", ["Tingkat", "Skor"], cells, kini=kini),
    }
