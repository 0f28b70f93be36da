"""The list of units of the foundation, described from above: the foundation knows nothing of spreadsheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import JenisUnit
from asn_portal.core.forms.dasar import read_date
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, every_row, register_daftar


def _shown(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Any]:
    """Units by name on the day of the page; without a name every unit, of which the page first shows the upper two levels."""
    day = read_date(kueri.get("pada")) or hari
    return core_selectors.units_in_words(pengguna, kueri.get("q", ""), day)


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f"Keadaan {tanggal(read_date(kueri.get('pada')) or hari)}"]
    return [*words, f'Nama memuat "{kueri["q"]}"'] if kueri.get("q") else words


register_daftar(
    DaftarEkspor(
        nama="unit",
        judul="Unit kerja",
        halaman="core:unit_list",
        kueri=frozenset({"q", "pada"}),
        kolom=(
            Kolom("nama", "Nama unit", ("nama",)),
            Kolom("singkatan", "Singkatan", ("singkatan",)),
            Kolom("jenis", "Jenis", ("jenis",), lambda jenis: str(JenisUnit(jenis).label)),
            Kolom("induk", "Di bawah", ("nama_induk",)),
            Kolom("sejak", "Berlaku sejak", ("sejak",), bawaan=False),
        ),
        tampil=_shown,
        sumber=always(Sumber.UNIT),
        batasi=every_row,
        kata=_words,
        pilih_kolom=True,
        urutan=(
            Urutan("", "Nama"),
            Urutan("-nama", "Nama, Z sampai A", oleh="nama", turun=True),
            Urutan("singkatan", "Singkatan", oleh="singkatan"),
            Urutan("jenis", "Jenis unit", oleh="jenis"),
            Urutan("induk", "Unit di atasnya", oleh="nama_induk"),
            Urutan("-sejak", "Yang paling baru lebih dulu", oleh="sejak", turun=True),
        ),
    )
)
