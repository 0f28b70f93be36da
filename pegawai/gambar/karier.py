"""Drawings of answers about pay, rank, discipline and seniority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asn_portal.core.bacaan import gambar, in_words
from asn_portal.core.lukisan import LUKISAN, Titik, kepala, lini, putusan, syarat, tabel
from asn_portal.core.regulasi import Hasil
from asn_portal.core.templatetags.bentuk import rupiah, tanggal
from pegawai.aturan.disiplin import HUKUMAN, TANGGA
from pegawai.aturan.duk import PEMBEDA, SERI
from pegawai.aturan.gaji import TABEL_GAJI_PNS, TABEL_GAJI_PPPK, Lajur, lajur_gaji
from pegawai.aturan.kata import GOLONGAN_PNS, TINGKAT_HUKDIS, URUTAN_GOLONGAN
from pegawai.aturan.pangkat import ESELON, RENTANG_ESELON
from pegawai.aturan.penghargaan import MASA_KERJA, TABEL_SATYALANCANA

ROWS_AROUND = 2


def _around(lajur: Lajur, mkg: int) -> tuple[list[tuple[str, str]], int]:
    """The rows of the table around the one that counts, and its place among them."""
    place = next(place for place, row in enumerate(lajur) if row[0] == mkg)
    first = max(place - ROWS_AROUND, 0)
    shown = lajur[first : place + ROWS_AROUND + 1]
    return [(f"{years} tahun", rupiah(gaji)) for years, gaji in shown], place - first


def _pay(label: str, hasil: Hasil, lajur: Lajur, note: str) -> Mapping[str, Any]:
    rows, kini = _around(lajur, hasil["mkg_tabel"])
    return {
        **kepala("Gaji pokok sebulan", rupiah(hasil["gaji_pokok"]), note),
        **tabel(f"Baris tabel di sekitarnya, {label}", ["Masa kerja golongan", "Gaji pokok"], rows, kini=kini),
    }


@gambar("gaji_pokok_pns", LUKISAN, sudah=("gaji_pokok", "mkg_tabel"))
def draw_pns(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    ketentuan = TABEL_GAJI_PNS.at(date.fromisoformat(masukan["tanggal"]))
    note = "80 persen dari gaji pokok pada tabel, karena masih calon PNS." if masukan.get("cpns") else ""
    return _pay(f"golongan {masukan['golongan']}", hasil, lajur_gaji("pns", ketentuan, masukan["golongan"]), note)


@gambar("gaji_pokok_pppk", LUKISAN, sudah=("gaji_pokok", "mkg_tabel"))
def draw_pppk(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    ketentuan = TABEL_GAJI_PPPK.at(date.fromisoformat(masukan["tanggal"]))
    return _pay(f"golongan {masukan['golongan']}", hasil, lajur_gaji("pppk", ketentuan, masukan["golongan"]), "")


@gambar("kgb_berikut", LUKISAN, sudah=("tmt_kgb", "mkg_baru_tahun", "gaji_baru", "alasan"))
def draw_kgb(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    tmt, start = hasil["tmt_kgb"], date.fromisoformat(masukan["tmt_dasar"])
    if tmt is None:
        note = "Gaji sudah pada baris terakhir tabel untuk golongannya."
        return kepala("Kenaikan gaji berkala", "Tidak ada lagi", note)
    service = f"{masukan['mkg_tahun']} tahun {masukan['mkg_bulan']} bulan"
    return {
        **kepala(
            "Kenaikan gaji berkala berikutnya",
            tanggal(tmt),
            f"Gaji pokok menjadi {rupiah(hasil['gaji_baru'])} sebulan.",
        ),
        **lini(
            Titik(start, f"Masa kerja golongan {service}"),
            Titik(
                tmt,
                f"Masa kerja golongan {hasil['mkg_baru_tahun']} tahun, gaji {rupiah(hasil['gaji_baru'])}",
                kini=True,
            ),
        ),
    }


@gambar("kp_reguler_berikut", LUKISAN, sudah=("tmt_kp", "genap_4_tahun"))
def draw_kp(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **kepala("Paling cepat naik pangkat", tanggal(hasil["tmt_kp"])),
        **lini(
            Titik(date.fromisoformat(masukan["tmt_golongan"]), "Pangkat sekarang mulai berlaku"),
            Titik(hasil["genap_4_tahun"], "Genap empat tahun dalam pangkat"),
            Titik(hasil["tmt_kp"], "Periode kenaikan pangkat pertama sesudahnya", kini=True),
        ),
    }


def _rank(golongan: str | None) -> str:
    return GOLONGAN_PNS[golongan] if golongan else ""


@gambar("kp_reguler_batas", LUKISAN, sudah=("boleh", "alasan", "golongan_baru", "golongan_tertinggi"))
def draw_ijazah(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    steps = [
        ("Sekarang", _rank(masukan["golongan"])),
        ("Tertinggi untuk ijazahnya", _rank(hasil["golongan_tertinggi"])),
    ]
    if hasil["boleh"]:
        steps.insert(1, ("Berikutnya", _rank(hasil["golongan_baru"])))
    return {
        **putusan(hasil["boleh"], "Masih dapat naik pangkat reguler", "Sudah pada golongan tertinggi untuk ijazahnya"),
        **tabel("Golongan", ["Keadaan", "Golongan"], steps, kini=1 if hasil["boleh"] else None),
    }


@gambar("kp_struktural_batas", LUKISAN, sudah=("boleh", "alasan", "golongan_baru", "syarat_tahun"))
def draw_struktural(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    eselon, golongan = masukan["eselon"], masukan["golongan"]
    terendah, tertinggi = RENTANG_ESELON[eselon]
    below = URUTAN_GOLONGAN[golongan] < URUTAN_GOLONGAN[terendah]
    steps = [
        ("Sekarang", _rank(golongan)),
        ("Batas bawah eselonnya", _rank(terendah)),
        ("Batas atas eselonnya", _rank(tertinggi)),
    ]
    if hasil["boleh"]:
        where = "dalam jabatan" if below else "dalam pangkat"
        steps.insert(1, (f"Berikutnya, sesudah {hasil['syarat_tahun']} tahun {where}", _rank(hasil["golongan_baru"])))
    return {
        **putusan(hasil["boleh"], "Masih dapat naik pangkat", "Sudah pada golongan tertinggi untuk eselonnya"),
        **tabel(f"Eselon {ESELON[eselon]}", ["Keadaan", "Golongan"], steps, kini=1 if hasil["boleh"] else None),
    }


@gambar("disiplin_absen", LUKISAN, sudah=("hukuman", "tingkat"))
def draw_disiplin(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    steps = list(reversed(TANGGA))
    kini = next((place for place, row in enumerate(steps) if row["hukuman"] == hasil["hukuman"]), None)
    level = TINGKAT_HUKDIS[hasil["tingkat"]].lower()
    rows = [
        (f"{row['hari']} hari: {HUKUMAN[str(row['hukuman'])]}", TINGKAT_HUKDIS[str(row["tingkat"])]) for row in steps
    ]
    note = f"Hukuman disiplin {level}." if kini is not None else "Jumlahnya belum mencapai hukuman menurut tangga ini."
    return {
        **kepala("Hukuman", HUKUMAN[hasil["hukuman"]], note),
        **tabel("Tangga hukuman, dalam satu tahun", ["Mulai hari ke-", "Tingkat"], rows, kini=kini),
    }


@gambar("satyalancana", LUKISAN, sudah=("jenis", "alasan", "tahun"))
def draw_satyalancana(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    words, years = TABEL_SATYALANCANA.label, hasil["tahun"]
    hindered = hasil["alasan"] in {"hukdis", "cltn"}
    rows = [
        (words[slug], years >= needed and not hindered, f"{needed} tahun; yang dihitung {years} tahun")
        for slug, needed in reversed(MASA_KERJA.items())
    ]
    why = {
        "hukdis": ("Tanpa hukuman disiplin sedang atau berat", False, "Pernah atau masih menjalani"),
        "cltn": ("Tanpa cuti di luar tanggungan negara", False, "Pernah atau masih cuti"),
    }
    criteria = [why[hasil["alasan"]], *rows] if hindered else rows
    return {
        **putusan(
            hasil["jenis"] is not None, f"Dapat diusulkan: {words.get(hasil['jenis'], '')}", "Belum dapat diusulkan"
        ),
        **syarat(criteria),
    }


@gambar("duk_urutan", LUKISAN, sudah=("urutan", "pembeda"))
def draw_duk(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    words = {**PEMBEDA, SERI: "Sama dalam semua hal"}
    people = {orang["id"]: orang for orang in masukan["pegawai"]}
    reasons = [words[slug] for slug in hasil["pembeda"]] + [""]
    rows = [
        (f"{place}. {tanda}", people[tanda]["golongan"], reason)
        for place, (tanda, reason) in enumerate(zip(hasil["urutan"], reasons, strict=True), start=1)
    ]
    return {
        **kepala("Urutan pertama", hasil["urutan"][0]),
        **tabel("Daftar urut kepangkatan", ["Nama", "Golongan", "Di atas yang berikutnya karena"], rows, kini=0),
    }


@gambar("pdp_batas", LUKISAN, sudah=("paling_lambat",))
def draw_pdp(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    words = str(in_words(hasil["paling_lambat"]))
    return kepala("Paling lambat", words, "Tiga kali dua puluh empat jam, termasuk hari libur.")
