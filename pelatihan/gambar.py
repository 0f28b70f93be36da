"""Drawings of answers about learning."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from asn_portal.core.bacaan import gambar, number
from asn_portal.core.lukisan import LUKISAN, kepala, putusan, syarat, tabel
from asn_portal.core.regulasi import Hasil
from pelatihan.aturan.kompetensi import TABEL_JPM
from pelatihan.aturan.tugas_belajar import TABEL_TUGAS_BELAJAR


@gambar("jp_tahunan", LUKISAN, sudah=("total", "target", "terpenuhi", "kurang", "batas", "diakui", "kelebihan"))
def draw_tahunan(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    total = f"{number(hasil['total'])} JP"
    if masukan["status"] == "pns":
        short = f"Masih kurang {number(hasil['kurang'])} JP"
        rows = [("Jam pelajaran", total), ("Paling sedikit setahun", f"{hasil['target']} JP")]
        return {
            **putusan(hasil["terpenuhi"], "Sudah terpenuhi", short),
            **tabel("PNS", ["Keadaan", "Jumlah"], rows),
        }
    rows = [
        ("Jam pelajaran", total),
        ("Paling banyak setahun kontrak", f"{hasil['batas']} JP"),
        ("Melewati batas, dicatat dan tidak diakui", f"{number(hasil['kelebihan'])} JP"),
    ]
    return {**kepala("Yang diakui", f"{number(hasil['diakui'])} JP"), **tabel("PPPK", ["Keadaan", "Jumlah"], rows)}


@gambar("tugas_belajar_masa_kerja", LUKISAN, sudah=("layak", "minimal_bulan"))
def draw_tugas_belajar(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    nilai = TABEL_TUGAS_BELAJAR.terakhir.nilai
    times = nilai["dibebaskan" if masukan["dibebaskan"] else "tidak_dibebaskan"]
    needed = f"Sisa masa kerja paling sedikit {hasil['minimal_bulan']} bulan ({times} kali lama program)"
    return {
        **putusan(hasil["layak"], "Sisa masa kerja cukup", "Sisa masa kerja belum cukup"),
        **syarat([(needed, hasil["layak"], f"{masukan['sisa_bulan']} bulan")]),
    }


@gambar("kompetensi_gap", LUKISAN, sudah=("gap", "standar", "perlu_pengembangan"))
def draw_gap(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    missing = f"Perlu pengembangan: kurang {-hasil['gap']} tingkat"
    rows = [("Dicapai", masukan["capaian"]), ("Standar", hasil["standar"])]
    return {
        **putusan(not hasil["perlu_pengembangan"], "Sudah mencapai standar", missing),
        **tabel("Tingkat kompetensi", ["Keadaan", "Tingkat"], rows, kaki=("Selisih", number(hasil["gap"]))),
    }


@gambar("jpm", LUKISAN, sudah=("jpm", "kategori"))
def draw_jpm(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    pairs = zip(masukan["capaian"], masukan["standar"], strict=True)
    rows = [
        (f"Kompetensi {place}", number(Decimal(got)), number(Decimal(asked)), number(Decimal(got) - Decimal(asked)))
        for place, (got, asked) in enumerate(pairs, start=1)
    ]
    return {
        **kepala("Job person match", f"{number(hasil['jpm'])} persen", f"{TABEL_JPM.label[hasil['kategori']]}."),
        **tabel("Tiap kompetensi", ["Kompetensi", "Dicapai", "Standar", "Selisih"], rows),
    }
