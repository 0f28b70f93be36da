"""The figures of the figures page as tables with their pictures."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from asn_portal.core import hanya_lihat
from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan, one_series
from pegawai.selectors.angka import Ikhtisar, LingkupAngka

BY_UNIT = "Pegawai di setiap unit langsung di bawahnya, bersama semua unit di bawah unit itu."


def figure_charts(lingkup: LingkupAngka, angka: Ikhtisar, tanggal: date) -> dict[str, Bagan]:
    """By the name of the place on the page; what is empty has no chart."""
    parts = {
        "jenis": _chart("jenis", "Menurut jenis pegawai", "Semua pegawai menurut jenisnya.", "Jenis", angka.jenis),
        "umur": _chart("umur", "Menurut umur", "Umur genap dalam tahun.", "Umur", angka.umur),
        "kelamin": _chart("kelamin", "Menurut jenis kelamin", "Semua pegawai.", "Jenis kelamin", angka.kelamin),
        "kekurangan": _chart(
            "kekurangan", "Yang belum lengkap", "Data yang kosong; persentase dari semua pegawai.", "Yang kosong",
            angka.kekurangan,
        ),
        "unit": _chart("unit", "Menurut unit di bawahnya", BY_UNIT, "Unit", angka.unit),
    }  # fmt: skip
    charts = {
        name: Bagan(
            pada=tanggal,
            baris=one_series(rows, angka.total),
            seri=("Pegawai",),
            tautan=_more(lingkup, name),
            unduh=_file(lingkup, name),
            **words,
        )
        for name, (words, rows) in parts.items()
        if rows
    }
    return charts | ({"piramida": _pyramid(lingkup, angka, tanggal)} if angka.piramida else {})


def _chart(
    kunci: str, judul: str, definisi: str, kepala: str, rows: list[Hitungan]
) -> tuple[dict[str, str], list[Hitungan]]:
    return {"kunci": f"menurut-{kunci}", "judul": judul, "definisi": definisi, "kepala": kepala}, rows


def _pyramid(lingkup: LingkupAngka, angka: Ikhtisar, tanggal: date) -> Bagan:
    return Bagan(
        kunci="menurut-umur-kelamin",
        judul="Menurut umur dan jenis kelamin",
        definisi="Umur genap dalam tahun, yang tertua di atas.",
        pada=tanggal,
        kepala="Umur",
        seri=tuple(row.label for row in angka.kelamin),
        baris=tuple(BarisBagan(age.label, (age.laki_laki, age.perempuan)) for age in angka.piramida),
        bentuk=Bentuk.PIRAMIDA,
        kaki=BarisBagan("Jumlah", tuple(angka.kelamin)),
        tautan=_more(lingkup, "piramida"),
        unduh=_file(lingkup, "piramida"),
    )


# The same in the rekap, where it can be divided further and taken out.
REKAP = {
    "jenis": {"baris": "jenis"},
    "umur": {"baris": "umur"},
    "kelamin": {"baris": "kelamin"},
    "unit": {"baris": "cabang"},
    "piramida": {"baris": "umur", "kolom": "kelamin"},
}


def _query(lingkup: LingkupAngka, nama: str) -> str:
    unit = {"unit": str(lingkup.unit)} if lingkup.unit else {}
    return urlencode({"apa": "pegawai", **REKAP[nama], **unit})


def _more(lingkup: LingkupAngka, nama: str) -> tuple[tuple[str, str], ...]:
    return (("Olah di rekap", f"{reverse('rekap:rekap')}?{_query(lingkup, nama)}"),) if nama in REKAP else ()


def _file(lingkup: LingkupAngka, nama: str) -> str:
    """The same numbers as a file: the rekap counts them by the same conditions. None while looking as somebody else."""
    if nama not in REKAP or hanya_lihat.current() is not None:
        return ""
    return f"{reverse('rekap:unduh')}?{_query(lingkup, nama)}"
