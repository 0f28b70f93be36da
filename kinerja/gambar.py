"""Drawings of answers about performance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asn_portal.core import selectors
from asn_portal.core.bacaan import count_days, gambar, number
from asn_portal.core.lukisan import LUKISAN, Titik, hari, kepala, lini, petak, putusan, syarat, tabel
from asn_portal.core.regulasi import Hasil, bulatkan
from asn_portal.core.templatetags.bentuk import hari_tanggal
from kinerja.aturan.evaluasi import MATRIKS, TABEL_POLA
from kinerja.aturan.kata import PERSEN, PREDIKAT, RATING, RINCIAN_JENJANG
from kinerja.aturan.kelayakan import TABEL_KELAYAKAN
from pegawai.aturan.kata import GOLONGAN_PNS, JENJANG

KOLOM = {slug: RATING[slug] for slug in reversed(RATING)}


def _matriks(hasil_kerja: str, perilaku_kerja: str) -> Mapping[str, Any]:
    cells = {(row, column): PREDIKAT[MATRIKS[row][column]] for row in RATING for column in KOLOM}
    return petak("Baris hasil kerja, kolom perilaku kerja", KOLOM, RATING, cells, (hasil_kerja, perilaku_kerja))


@gambar("predikat_matriks", LUKISAN, sudah=("predikat",))
def draw_predikat(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    top = kepala("Predikat kinerja", PREDIKAT[hasil["predikat"]])
    return {**top, **_matriks(masukan["hasil_kerja"], masukan["perilaku_kerja"])}


@gambar("rating_pimpinan", LUKISAN, sudah=("predikat", "hasil_kerja"))
def draw_pimpinan(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    note = f"Rating hasil kerja {RATING[hasil['hasil_kerja']].lower()}, dari capaian organisasi."
    top = kepala("Predikat kinerja", PREDIKAT[hasil["predikat"]], note)
    return {**top, **_matriks(hasil["hasil_kerja"], masukan["perilaku_kerja"])}


@gambar("pola_distribusi", LUKISAN, sudah=("sesuai", "pelanggaran", "total", "dikecualikan"))
def draw_pola(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    total, pattern = hasil["total"], TABEL_POLA.terakhir.nilai["pola"]
    rows = [
        (PREDIKAT[slug], count, f"{number(bulatkan(Fraction(count * 100, total), Decimal(1)))} persen")
        for slug, count in masukan["jumlah"].items()
    ]
    lines = [row for row in pattern if row["capaian"] == masukan["capaian_organisasi"]]
    checks = (
        []
        if hasil["dikecualikan"]
        else [(_in_words(row), row["pelanggaran"] not in hasil["pelanggaran"], "") for row in lines]
    )
    small = f"Unit di bawah {TABEL_POLA.terakhir.nilai['orang_terkecil']} orang dikecualikan dari pola"
    good = small if hasil["dikecualikan"] else "Sesuai dengan pola"
    return {
        **putusan(hasil["sesuai"], good, "Perlu diperhatikan; bukan larangan"),
        **syarat(checks),
        **tabel("Jumlah pegawai", ["Predikat", "Orang", "Bagian"], rows, kaki=("Jumlah", total, "")),
    }


def _in_words(row: Mapping[str, Any]) -> str:
    who = " dan ".join(PREDIKAT[slug].lower() for slug in row["predikat"]).capitalize()
    many = f"{row['orang']} orang" if "orang" in row else f"{row['persen']} persen"
    return f"{who} {'paling banyak' if row['arah'] == 'maks' else 'paling sedikit'} {many}"


@gambar("ak_konversi", LUKISAN, sudah=("angka_kredit",))
def draw_konversi(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    koefisien = RINCIAN_JENJANG[masukan["jenjang"]]["koefisien"]
    share = f"{masukan['bulan']}/12 x {PERSEN[masukan['predikat']]} persen"
    return {
        **kepala("Angka kredit", number(hasil["angka_kredit"])),
        **tabel(
            "Konversi predikat kinerja ke angka kredit",
            ["Predikat", "Persentase", "Koefisien setahun", "Angka kredit"],
            [(PREDIKAT[masukan["predikat"]], share, number(koefisien), number(hasil["angka_kredit"]))],
        ),
    }


@gambar("ak_akumulasi", LUKISAN, sudah=("total", "ak_segmen"))
def draw_akumulasi(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [
        (
            segmen["tahun"],
            PREDIKAT[segmen["predikat"]],
            f"{segmen['bulan']}/12 x {PERSEN[segmen['predikat']]} persen",
            number(part),
        )
        for segmen, part in zip(masukan["segmen"], hasil["ak_segmen"], strict=True)
    ]
    before = masukan.get("ak_awal")
    first = [("Angka kredit awal", "", "", str(before).replace(".", ","))] if before and before != "0" else []
    return {
        **kepala(
            "Angka kredit kumulatif", number(hasil["total"]), f"Dalam jenjang {JENJANG[masukan['jenjang']].lower()}."
        ),
        **tabel(
            "Akumulasi angka kredit",
            ["Tahun", "Predikat", "Persentase", "Angka kredit"],
            [*first, *rows],
            kaki=("Jumlah", "", "", number(hasil["total"])),
        ),
    }


@gambar("kp_kelayakan", LUKISAN, sudah=("layak", "alasan", "golongan_baru", "min_ak", "cukup_ak"))
def draw_kp(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    lacking, months = hasil["alasan"], TABEL_KELAYAKAN.terakhir.nilai["masa_golongan_bulan"]
    goal = GOLONGAN_PNS[hasil["golongan_baru"]]
    predicates = ", ".join(PREDIKAT[slug].lower() for slug in masukan["predikat"]).capitalize()
    return {
        **putusan(hasil["layak"], f"Layak diusulkan ke {goal}", f"Belum layak diusulkan ke {goal}"),
        **syarat(
            [
                (
                    f"Angka kredit kumulatif paling sedikit {number(hasil['min_ak'])}",
                    "angka_kredit" not in lacking,
                    str(masukan["ak_kumulatif"]).replace(".", ","),
                ),
                ("Predikat dua tahun terakhir paling rendah baik", "predikat" not in lacking, predicates),
                (
                    f"Paling sedikit {months} bulan dalam golongan",
                    "masa_golongan" not in lacking,
                    f"{masukan['masa_golongan_bulan']} bulan",
                ),
            ]
        ),
    }


@gambar("kj_kelayakan", LUKISAN, sudah=("layak", "alasan", "jenjang_baru", "min_ak", "cukup_ak"))
def draw_kj(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    lacking, goal = hasil["alasan"], JENJANG[hasil["jenjang_baru"]].lower()
    return {
        **putusan(hasil["layak"], f"Layak diusulkan ke {goal}", f"Belum layak diusulkan ke {goal}"),
        **syarat(
            [
                (
                    f"Angka kredit kumulatif paling sedikit {number(hasil['min_ak'])}",
                    "angka_kredit" not in lacking,
                    str(masukan["ak_kumulatif"]).replace(".", ","),
                ),
                (
                    "Predikat terakhir paling rendah baik",
                    "predikat" not in lacking,
                    PREDIKAT[masukan["predikat_terakhir"]],
                ),
                ("Ada lowongan kebutuhan jabatan", "lowongan" not in lacking, ""),
                ("Lulus uji kompetensi", "uji_kompetensi" not in lacking, ""),
            ]
        ),
    }


@gambar("keberatan_batas", LUKISAN, sudah=("batas", "dalam_batas"))
def draw_keberatan(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **putusan(hasil["dalam_batas"], "Diajukan tepat waktu", "Diajukan sesudah batas waktu"),
        **kepala("Batas waktu", hari_tanggal(hasil["batas"])),
        **lini(
            Titik(date.fromisoformat(masukan["diterima"]), "Hasil evaluasi diterima"),
            Titik(date.fromisoformat(masukan["diajukan"]), "Keberatan diajukan"),
            Titik(hasil["batas"], "Hari terakhir", kini=True),
        ),
    }


@gambar("dokumen_evaluasi_batas", LUKISAN, sudah=("batas", "dalam_batas"))
def draw_dokumen(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    given = masukan.get("hari_libur")
    own = None if given is None else [date.fromisoformat(day) for day in given]
    kalender = selectors.kalender().with_daftar(own)
    done = hasil["dalam_batas"]
    verdict = {} if done is None else putusan(done, "Tepat waktu", "Sesudah batas waktu")
    return {
        **verdict,
        **kepala("Batas waktu", hari_tanggal(hasil["batas"]), "Hari kerja keempat belas sesudah hari mulai."),
        **hari(count_days(date.fromisoformat(masukan["mulai"]), hasil["batas"], kalender), hasil["batas"]),
    }


@gambar("tpp_capaian", LUKISAN, sudah=("capaian_persen", "renkin_persen", "aktivitas_persen"))
def draw_tpp(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [
        ("Rencana kinerja", "60 persen", f"{number(hasil['renkin_persen'])} persen"),
        ("Aktivitas kerja", "40 persen", f"{number(hasil['aktivitas_persen'])} persen"),
    ]
    top = f"{number(hasil['capaian_persen'])} persen"
    return {
        **kepala("Capaian", top),
        **tabel("Susunannya", ["Bagian", "Bobot", "Capaian"], rows, kaki=("Capaian", "", top)),
    }
