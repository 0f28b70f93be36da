"""The lists of this app that are not taken out: drafts, nomenclatures, changes of unit; filters, columns and orders."""

from __future__ import annotations

from datetime import date

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna
from jabatan.enums import StatusRancangan
from jabatan.selectors.syarat import BELUM, JENIS


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    keadaan = kueri.get("keadaan", "")
    words = [str(StatusRancangan(keadaan).label)] if keadaan in StatusRancangan.values else []
    return words + ([f'Judul memuat "{kueri["q"]}"'] if kueri.get("q") else [])


RANCANGAN = Daftar(
    nama="rancangan",
    judul="Ruang rancang",
    halaman="jabatan:rancangan_list",
    kueri=frozenset({"q", "keadaan"}),
    kata=_words,
    kolom=(
        Kolom("judul", "Rancangan"),
        Kolom("unit", "Unit yang ditata"),
        Kolom("mulai", "Berlaku mulai"),
        Kolom("langkah", "Langkah"),
        Kolom("penyusun", "Penyusun"),
        Kolom("keadaan", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Terbaru lebih dulu"),
        Urutan("mulai", "Tanggal berlaku", oleh="tanggal"),
        Urutan("unit", "Nama unit", oleh="nama_unit"),
        Urutan("judul", "Judul", oleh="judul"),
    ),
    pilih_kolom=True,
)


def _name_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Nama memuat "{kueri["q"]}"'] if kueri.get("q") else []
    words += [JENIS[kueri["jenis"]]] if kueri.get("jenis") in JENIS else []
    return words + ([BELUM[kueri["belum"]]] if kueri.get("belum") in BELUM else [])


NOMENKLATUR = Daftar(
    nama="nomenklatur",
    judul="Nomenklatur jabatan",
    halaman="jabatan:nomenklatur_list",
    kueri=frozenset({"q", "jenis", "belum"}),
    kata=_name_words,
    kolom=(
        Kolom("nama", "Jabatan"),
        Kolom("jenis", "Jenis"),
        Kolom("banyak", "Baris peta"),
        Kolom("k", "K"),
        Kolom("kelas", "Kelas"),
        Kolom("tercatat", "Sudah tercatat"),
    ),
    # The statement itself knows these words (selectors.syarat.URUT).
    urutan=(
        Urutan("", "Terbanyak di peta lebih dulu"),
        Urutan("nama", "Nama jabatan"),
        Urutan("jenis", "Jenis jabatan"),
        Urutan("-k", "Kebutuhan terbesar lebih dulu"),
        Urutan("-kelas", "Kelas tertinggi lebih dulu"),
    ),
    pilih_kolom=True,
)


def _moved_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    return [f'Nama memuat "{kueri["q"]}"'] if kueri.get("q") else []


SERAH_TERIMA = Daftar(
    nama="serah-terima",
    judul="Pegawai yang pindah",
    halaman="jabatan:serah_terima_list",
    kueri=frozenset({"q"}),
    kata=_moved_words,
    kolom=(Kolom("pegawai", "Pegawai"), Kolom("dari", "Dari"), Kolom("ke", "Ke"), Kolom("mulai", "Mulai")),
    urutan=(
        Urutan("", "Terbaru lebih dulu"),
        Urutan("nama", "Nama", oleh="pegawai__nama"),
        Urutan("dari", "Unit lama", oleh="dari"),
        Urutan("ke", "Unit baru", oleh="ke"),
    ),
    pilih_kolom=True,
)
register_daftar(RANCANGAN, NOMENKLATUR, SERAH_TERIMA)
