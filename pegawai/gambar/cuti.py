"""Drawings of answers about leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from asn_portal.core import selectors
from asn_portal.core.bacaan import count_days, gambar
from asn_portal.core.lukisan import LUKISAN, hari, kepala, putusan, syarat, tabel
from asn_portal.core.regulasi import Hasil
from pegawai.aturan.cuti import TABEL_CLTN

# A leave of more weeks is told as a number only.
LONGEST_SHOWN = timedelta(days=100)


@gambar("cuti_tahunan_hak", LUKISAN, sudah=("hak", "hak_tahun_ini", "bawaan"))
def draw_tahunan(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [("Hak tahun ini", hasil["hak_tahun_ini"]), ("Dibawa dari tahun sebelumnya", hasil["bawaan"])]
    return {
        **kepala("Hak cuti tahunan", f"{hasil['hak']} hari kerja"),
        **tabel("Susunannya", ["Bagian", "Hari kerja"], rows, kaki=("Jumlah", hasil["hak"])),
    }


@gambar("cuti_hari_kerja", LUKISAN, sudah=("hari",))
def draw_hari_kerja(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    mulai, selesai = date.fromisoformat(masukan["mulai"]), date.fromisoformat(masukan["selesai"])
    top = kepala("Yang terpakai", f"{hasil['hari']} hari kerja")
    if selesai - mulai > LONGEST_SHOWN:
        return top
    given = masukan.get("hari_libur")
    own = None if given is None else [date.fromisoformat(day) for day in given]
    kalender = selectors.kalender().with_daftar(own)
    return {**top, **hari(count_days(mulai, selesai, kalender, with_first=True), None)}


@gambar("cltn", LUKISAN, sudah=("boleh", "alasan"))
def draw_cltn(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    nilai, lacking = TABEL_CLTN.terakhir.nilai, hasil["alasan"]
    longest = nilai["perpanjangan_bulan" if masukan.get("perpanjangan") else "lama_bulan"]
    return {
        **putusan(hasil["boleh"], "Dapat diajukan", "Tidak dapat diajukan"),
        **syarat(
            [
                ("Berstatus PNS", "status" not in lacking, masukan["status"].upper()),
                (
                    f"Masa kerja paling sedikit {nilai['masa_kerja_bulan']} bulan",
                    "masa_kerja" not in lacking,
                    f"{masukan['masa_kerja_bulan']} bulan",
                ),
                (f"Paling lama {longest} bulan", "lama" not in lacking, f"{masukan['lama_bulan']} bulan"),
            ]
        ),
    }
