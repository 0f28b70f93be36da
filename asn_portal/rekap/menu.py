"""The menu entry."""

from asn_portal.core.navigasi import Butir, only, register_menu
from asn_portal.rekap.unit import PEMBACA

register_menu(
    Butir("rekap:rekap", "Rekap", "table", "Angka", only(*PEMBACA), kata="pivot hitung jumlah tabel statistik piramida kota")
)  # fmt: skip
