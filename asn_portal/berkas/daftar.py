"""The lists of this app: what can be filtered, which columns there are, in which orders they can stand."""

from __future__ import annotations

from datetime import date

from asn_portal.berkas.enums import StatusNaskah
from asn_portal.berkas.naskah import all_jenis_naskah
from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna

LIHAT = {"buatan": "Buatan saya", "lingkup": "Semua di lingkup saya"}


def _naskah_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    kinds = {jenis.kunci: jenis.label for jenis in all_jenis_naskah()}
    words = [LIHAT.get(kueri.get("lihat", ""), "Menunggu saya")]
    words += [kinds[kueri["jenis"]]] if kueri.get("jenis") in kinds else []
    words += [str(StatusNaskah(kueri["status"]).label)] if kueri.get("status") in StatusNaskah.values else []
    return words + ([f'Nomor memuat "{kueri["nomor"]}"'] if kueri.get("nomor") else [])


NASKAH = Daftar(
    nama="naskah",
    judul="Naskah",
    halaman="berkas:naskah_list",
    kueri=frozenset({"lihat", "jenis", "status", "nomor"}),
    kata=_naskah_words,
    kolom=(
        Kolom("naskah", "Naskah"),
        Kolom("nomor", "Nomor"),
        Kolom("penanda_tangan", "Penanda tangan"),
        Kolom("dibuat", "Dibuat"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Terbaru lebih dulu"),
        Urutan("dibuat", "Terlama lebih dulu", oleh="dibuat_pada"),
        Urutan("-tanggal", "Tanggal naskah, terbaru lebih dulu", oleh="tanggal", turun=True),
        Urutan("penanda_tangan", "Penanda tangan", oleh="nama_penanda_tangan"),
        Urutan("pembuat", "Pembuat", oleh="pembuat__nama"),
    ),
    pilih_kolom=True,
)


def _nomor_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    return [f"Tahun {kueri.get('tahun', hari.year)}"]


NOMOR = Daftar(
    nama="nomor-naskah",
    judul="Buku nomor naskah",
    halaman="berkas:nomor_list",
    kueri=frozenset({"tahun"}),
    kata=_nomor_words,
    kolom=(
        Kolom("urut", "Urut"),
        Kolom("nomor", "Nomor"),
        Kolom("unit", "Unit penerbit"),
        Kolom("jenis", "Jenis"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Unit penerbit dan jenis"),
        Urutan("unit", "Nama unit penerbit", oleh="nama_unit"),
        Urutan("jenis", "Jenis naskah", oleh="register__jenis"),
        Urutan("-urut", "Nomor urut terbesar lebih dulu", oleh="urut", turun=True),
    ),
    pilih_kolom=True,
)

register_daftar(NASKAH, NOMOR)
