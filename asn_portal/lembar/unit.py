"""The list of units of the foundation, described from above: the foundation knows nothing of spreadsheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import DateField, Func, QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import JenisUnit
from asn_portal.core.forms.dasar import read_date
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, always, every_row, register_daftar


def _shown(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Any]:
    """Units by name on the day of the page; without a name every unit, of which the page shows the upper two levels."""
    day = read_date(kueri.get("pada")) or hari
    if kueri.get("q"):
        rows = core_selectors.units_named(pengguna, kueri["q"], day)
    else:
        rows = core_selectors.units_on(pengguna, day).annotate(nama_induk=core_selectors.name_on(day, "induk_id"))
    return rows.annotate(sejak=Func("berlaku", function="lower", output_field=DateField()))


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
    )
)
