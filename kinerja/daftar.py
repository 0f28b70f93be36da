"""Lists of this app that are not taken out as files: work teams."""

from __future__ import annotations

from datetime import date

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna

KEADAAN_TIM = (("berjalan", "Berjalan"), ("ditutup", "Ditutup"))


def _words(_pengguna: Pengguna, kueri: Kueri, _hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    return [*words, *(label for name, label in KEADAAN_TIM if name == kueri.get("keadaan"))]


TIM_KERJA = Daftar(
    nama="tim-kerja",
    judul="Tim kerja",
    halaman="kinerja:tim_kerja_list",
    kueri=frozenset({"q", "keadaan"}),
    kata=_words,
    kolom=(
        Kolom("tim", "Tim"),
        Kolom("ketua", "Ketua"),
        Kolom("masa", "Masa"),
        Kolom("anggota", "Anggota"),
        Kolom("keadaan", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Yang berjalan lebih dulu"),
        Urutan("nama", "Nama, A sampai Z", oleh="nama"),
        Urutan("ketua", "Nama ketua, A sampai Z", oleh="ketua__nama"),
        Urutan("-anggota", "Anggota terbanyak lebih dulu", oleh="banyak", turun=True),
    ),
    pilih_kolom=True,
)

register_daftar(TIM_KERJA)
