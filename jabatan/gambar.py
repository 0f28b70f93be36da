"""Drawings of answers about positions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asn_portal.core.bacaan import gambar, number
from asn_portal.core.lukisan import LUKISAN, Titik, kepala, lini, putusan, syarat, tabel
from asn_portal.core.regulasi import Hasil, add_tahun, bulatkan
from asn_portal.core.templatetags.bentuk import angka
from jabatan.aturan.beban_kerja import EMPAT_DESIMAL, JKE_MENIT
from jabatan.aturan.kelas import NILAI_FAKTOR, TABEL_FAKTOR, TABEL_KELAS
from jabatan.aturan.pelaksana_tugas import PERBUATAN, TABEL_PLT
from jabatan.aturan.pengisian import JABATAN_ASAL, SYARAT, TABEL_MUTASI, TABEL_SYARAT
from pegawai.aturan.kata import JABATAN_MANAJERIAL, PENDIDIKAN


@gambar("abk_jabatan", LUKISAN, sudah=("total", "kebutuhan"))
def draw_abk(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    effective = Fraction(masukan.get("jke_menit") or JKE_MENIT)
    rows = []
    for place, tugas in enumerate(masukan["tugas"], start=1):
        minutes = Fraction(tugas["jumlah_hasil"]) * Fraction(tugas["waktu_menit"])
        share = bulatkan(minutes / effective, EMPAT_DESIMAL)
        rows.append((f"Tugas {place}", _plain(tugas["jumlah_hasil"]), _plain(tugas["waktu_menit"]), number(share)))
    return {
        **kepala("Kebutuhan", f"{hasil['kebutuhan']} orang", "Jumlah beban kerja dibulatkan ke atas."),
        **tabel(
            "Beban kerja tiap tugas",
            ["Tugas", "Hasil setahun", "Menit tiap hasil", "Orang"],
            rows,
            kaki=("Jumlah", "", "", number(hasil["total"])),
        ),
    }


def _plain(value: Any) -> str:
    return number(Decimal(value))


def _class_rows(kelas: int) -> Mapping[str, Any]:
    """The classes around this one with their points."""
    rows = TABEL_KELAS.terakhir.nilai["rentang"]
    shown = [row for row in rows if abs(row["kelas"] - kelas) <= 1]
    cells = [
        (
            f"Kelas {row['kelas']}",
            f"{angka(row['nilai_terkecil'])} sampai {angka(row['nilai_terbesar'])}"
            if "nilai_terbesar" in row
            else f"{angka(row['nilai_terkecil'])} ke atas",
        )
        for row in shown
    ]
    return tabel("Rentang nilai", ["Kelas", "Nilai"], cells, kini=[row["kelas"] for row in shown].index(kelas))


@gambar("kelas_dari_nilai", LUKISAN, sudah=("kelas",))
def draw_kelas(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**kepala("Kelas jabatan", str(hasil["kelas"])), **_class_rows(hasil["kelas"])}


@gambar("kelas_dari_faktor", LUKISAN, sudah=("kelas", "nilai"))
def draw_faktor(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    names = {row["faktor"].lower(): row for row in TABEL_FAKTOR.terakhir.nilai[masukan["jenis"]]}
    points = NILAI_FAKTOR[masukan["jenis"]]
    rows = [
        (
            f"{row['faktor']} {row['nama']}",
            masukan["tingkat"][faktor],
            angka(points[faktor][masukan["tingkat"][faktor] - 1]),
        )
        for faktor, row in names.items()
    ]
    return {
        **kepala("Kelas jabatan", str(hasil["kelas"]), f"Nilai jabatan {angka(hasil['nilai'])}."),
        **tabel("Nilai tiap faktor", ["Faktor", "Tingkat", "Nilai"], rows, kaki=("Jumlah", "", angka(hasil["nilai"]))),
    }


@gambar("syarat_jabatan", LUKISAN, sudah=("memenuhi", "alasan"))
def draw_syarat(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    target, lacking = SYARAT[masukan["jabatan_target"]], hasil["alasan"]
    fits = "jabatan_asal" not in lacking
    origins = ", ".join(JABATAN_ASAL[slug].lower() for slug in target["jabatan_asal"])
    rows = [
        (
            "pendidikan",
            f"Pendidikan paling rendah {TABEL_SYARAT.label[target['pendidikan']]}",
            PENDIDIKAN[masukan["pendidikan"]],
        )
    ]
    if "pengalaman_tahun" in target:
        given = f"{_plain(masukan['pengalaman_tahun'])} tahun"
        rows.append(("pengalaman", f"Pengalaman paling sedikit {target['pengalaman_tahun']} tahun", given))
    rows.append(("jabatan_asal", f"Dari {origins}", JABATAN_ASAL[masukan["jabatan_asal"]]))
    if fits:
        given = f"{_plain(masukan['lama_jabatan_tahun'])} tahun"
        rows.append(("lama_jabatan", f"Dalam jabatan itu paling sedikit {target['lama_jabatan_tahun']} tahun", given))
    if "usia_maks" in target:
        rows.append(("usia", f"Usia paling tinggi {target['usia_maks']} tahun", f"{masukan['usia']} tahun"))
    rows.append(("hukdis", "Tidak pernah dihukum disiplin sedang atau berat", ""))
    goal = JABATAN_MANAJERIAL[masukan["jabatan_target"]]
    return {
        **putusan(hasil["memenuhi"], f"Memenuhi syarat {goal}", f"Belum memenuhi syarat {goal}"),
        **syarat((words, slug not in lacking, note) for slug, words, note in rows),
    }


@gambar("mutasi_rentang", LUKISAN, sudah=("boleh",))
def draw_mutasi(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    start, nilai = date.fromisoformat(masukan["tmt_jabatan"]), TABEL_MUTASI.terakhir.nilai
    return {
        **putusan(hasil["boleh"], "Sudah boleh dimutasi", "Belum boleh dimutasi"),
        **lini(
            Titik(start, "TMT jabatan sekarang"),
            Titik(add_tahun(start, nilai["paling_singkat"]), "Paling cepat boleh dimutasi"),
            Titik(add_tahun(start, nilai["paling_lama"]), "Genap lima tahun dalam jabatan"),
            Titik(date.fromisoformat(masukan["tanggal"]), "Tanggal mutasi", kini=True),
        ),
    }


@gambar("wewenang_plt", LUKISAN, sudah=("boleh",))
def draw_wewenang(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = TABEL_PLT.at(date.fromisoformat(masukan["tanggal"])).nilai["perbuatan"]
    cells = [
        (PERBUATAN[row["perbuatan"]], "Boleh" if row["plt"] else "Tidak", "Boleh" if row["plh"] else "Tidak")
        for row in rows
    ]
    act = PERBUATAN[masukan["perbuatan"]]
    return {
        **putusan(hasil["boleh"], f"{act}: boleh", f"{act}: tidak boleh"),
        **tabel("Kewenangan tiap perbuatan", ["Perbuatan", "Plt.", "Plh."], cells),
    }
