"""Drawings of answers about identity numbers: the number in its parts, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asn_portal.core.bacaan import gambar, in_words
from asn_portal.core.regulasi import Hasil
from pegawai.aturan.nomor import KELUARAN_NIK, KELUARAN_NIP, TABEL_NIK

TAMBAHAN = TABEL_NIK.terakhir.nilai["tambahan_hari_perempuan"]


def _part(angka: str, label: str, arti: object) -> dict[str, str]:
    return {"angka": angka, "label": label, "arti": str(arti)}


@gambar(
    "nip_urai",
    "pegawai/gambar_nomor.html",
    sudah=tuple(KELUARAN_NIP),
)
def draw_nip(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    digits = hasil["normal"]
    words = {nama: in_words(hasil[nama], KELUARAN_NIP[nama]) for nama in hasil}
    middle = (
        [_part(digits[8:14], "TMT CPNS", words["tmt_cpns"])]
        if hasil["jenis"] == "pns"
        else [
            _part(digits[8:12], "Tahun pengangkatan", words["tahun_angkat"]),
            _part(digits[12:14], "Kode PPPK", words["kode"]),
        ]
    )
    return {
        "status": words["jenis"],
        "bagian": [
            _part(digits[:8], "Tanggal lahir", words["tanggal_lahir"]),
            *middle,
            _part(digits[14], "Jenis kelamin", words["jenis_kelamin"]),
            _part(digits[15:], "Nomor urut", words["nomor_urut"]),
        ],
        "peringatan": words["peringatan"] if hasil["peringatan"] else [],
    }


@gambar("nik_urai", "pegawai/gambar_nomor.html", sudah=tuple(KELUARAN_NIK))
def draw_nik(hasil: Hasil, masukan: Mapping[str, Any]) -> Mapping[str, Any]:
    """The digits of the day hold the sex as well."""
    words = {nama: str(in_words(value, KELUARAN_NIK[nama])) for nama, value in hasil.items()}
    lahir = hasil["tanggal_lahir"]
    day = lahir.day + (TAMBAHAN if hasil["jenis_kelamin"] == "p" else 0)
    return {
        "bagian": [
            _part(hasil["kode_wilayah"].replace(".", ""), "Kode wilayah", hasil["kode_wilayah"]),
            _part(f"{day:02}", "Hari lahir dan jenis kelamin", f"{lahir.day}, {words['jenis_kelamin'].lower()}"),
            _part(f"{lahir:%m%y}", "Bulan dan tahun lahir", words["tanggal_lahir"]),
            _part(f"{hasil['nomor_urut']:04}", "Nomor urut", words["nomor_urut"]),
        ],
        "peringatan": [],
    }
