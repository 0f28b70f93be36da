"""Nomor registrasi kepegawaian (NRK): nomor Jakarta, satu orang satu nomor seumur hidup."""

from __future__ import annotations

from datetime import date

from pegawai.aturan.kata import tabel

TABEL_NRK = tabel("nrk")


def nomor_berikut(terbesar: int | None, hari: date) -> int:
    """The number after the largest one that was ever used; the first one of the table when there is none.

    Dasar: ketentuan kepegawaian Pemprov DKI Jakarta.
    """
    first: int = TABEL_NRK.at(hari).nilai["pertama"]
    return first if terbesar is None else max(terbesar + 1, first)


def panjang_nrk(hari: date) -> int:
    panjang: int = TABEL_NRK.at(hari).nilai["panjang"]
    return panjang
