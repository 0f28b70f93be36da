"""Lists of this app that are not taken out as files: task teams."""

from __future__ import annotations

from datetime import date

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna
from jabatan.enums import StatusTim


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    return [*words, str(StatusTim(kueri["status"]).label)] if kueri.get("status") in StatusTim.values else words


TIM = Daftar(
    nama="tim-khusus",
    judul="Tim khusus",
    halaman="jabatan:tim_list",
    kueri=frozenset({"q", "status"}),
    kata=_words,
    kolom=(
        Kolom("tim", "Tim"),
        Kolom("masa", "Masa"),
        Kolom("lingkup", "Lingkup"),
        Kolom("anggota", "Anggota"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Yang terakhir selesai lebih dulu"),
        Urutan("nama", "Nama, A sampai Z", oleh="nama"),
        Urutan("mulai", "Yang pertama mulai lebih dulu", oleh="mulai"),
        Urutan("-anggota", "Anggota terbanyak lebih dulu", oleh="n", turun=True),
    ),
    pilih_kolom=True,
)

register_daftar(TIM)
