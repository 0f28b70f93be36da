"""Plans of the demo province: two finished years, the running one, and the next that is being planned; then what was rated
elsewhere, and angka kredit.
"""

from asn_portal.core.demo import register_demo
from kinerja.demo.libur import has_no_list, load_libur
from kinerja.demo.luar import is_uncounted, load_luar
from kinerja.demo.muat import is_empty, load_kinerja
from kinerja.demo.sesudah import is_without_views, load_sesudah
from kinerja.demo.tim import is_without_teams, load_tim
from kinerja.demo.tpp import has_no_month, load_tpp

register_demo("hari_libur", load_libur, is_kosong=has_no_list)
register_demo("kinerja", load_kinerja, is_kosong=is_empty)
register_demo("angka_kredit", load_luar, is_kosong=is_uncounted)
register_demo("tim_kerja", load_tim, is_kosong=is_without_teams)
register_demo("sesudah_nilai", load_sesudah, is_kosong=is_without_views)
register_demo("masukan_tpp", load_tpp, is_kosong=has_no_month)
