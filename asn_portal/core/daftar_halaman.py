"""The lists of this app: what can be filtered, which columns there are, in which orders they can stand."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, Func

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.enums import Peran, StatusTiket, TujuanTiket
from asn_portal.core.forms.dasar import read_date
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import Pengguna
from asn_portal.core.tampilan import AKSI
from asn_portal.core.templatetags.bentuk import tanggal


def _named(kueri: Kueri) -> list[str]:
    return [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []


def _chosen(kueri: Kueri, **choices: list[tuple[str, str]]) -> list[str]:
    return [str(dict(known)[kueri[name]]) for name, known in choices.items() if kueri.get(name) in dict(known)]


def _tiket_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    return _named(kueri) + _chosen(kueri, status=StatusTiket.choices, tujuan=TujuanTiket.choices)


TIKET = Daftar(
    nama="tiket-masuk",
    judul="Permintaan bantuan",
    halaman="core:tiket_masuk",
    kueri=frozenset({"q", "status", "umur", "tujuan"}),
    kata=_tiket_words,
    kolom=(
        Kolom("nomor", "Nomor dan isi"),
        Kolom("pengirim", "Pengirim"),
        Kolom("unit", "Unit"),
        Kolom("tujuan", "Ditujukan kepada"),
        Kolom("sejak", "Menunggu sejak"),
        Kolom("status", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Yang paling lama menunggu lebih dulu"),
        Urutan("-nomor", "Nomor terbaru lebih dulu", oleh="nomor", turun=True),
        Urutan("pengirim", "Nama pengirim", oleh="pengguna__nama"),
        Urutan("unit", "Unit", oleh="nama_unit"),
    ),
    pilih_kolom=True,
)


def _peran_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    return _named(kueri) + _chosen(kueri, peran=Peran.choices)


def _bound(side: str) -> Func:
    return Func("berlaku", function=side, output_field=DateField())


PERAN = Daftar(
    nama="peran",
    judul="Peran",
    halaman="core:peran_list",
    kueri=frozenset({"q", "peran"}),
    kata=_peran_words,
    kolom=(
        Kolom("nama", "Nama"),
        Kolom("peran", "Peran"),
        Kolom("unit", "Unit"),
        Kolom("mulai", "Mulai"),
        Kolom("sampai", "Sampai"),
        Kolom("sk", "SK"),
    ),
    urutan=(
        Urutan("", "Peran"),
        Urutan("nama", "Nama", oleh="pengguna__nama"),
        Urutan("unit", "Unit", oleh="nama_unit"),
        Urutan("-mulai", "Yang paling baru mulai lebih dulu", oleh=_bound("lower"), turun=True),
        Urutan("sampai", "Yang paling dulu berakhir", oleh=_bound("upper")),
    ),
    pilih_kolom=True,
)

AKUN = Daftar(
    nama="akun-sistem",
    judul="Akun sistem",
    halaman="core:akun_lain_list",
    kueri=frozenset({"q"}),
    kata=lambda _pengguna, kueri, _hari: _named(kueri),
    kolom=(
        Kolom("nama", "Nama"),
        Kolom("akun", "Nama akun"),
        Kolom("diaktifkan", "Diaktifkan"),
        Kolom("keadaan", "Keadaan"),
    ),
    urutan=(
        Urutan("", "Nama, A sampai Z"),
        Urutan("-nama", "Nama, Z sampai A", oleh="nama", turun=True),
        Urutan("akun", "Nama akun", oleh="username"),
        Urutan("-diaktifkan", "Yang paling baru diaktifkan", oleh="diaktifkan_pada", turun=True),
        Urutan("keadaan", "Yang nonaktif lebih dulu", oleh="is_active"),
    ),
    pilih_kolom=True,
)


def _jejak_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = _named(kueri) + ([str(AKSI.get(kueri["aksi"], kueri["aksi"]))] if kueri.get("aksi") else [])
    for name in ("dari", "sampai"):
        if day := read_date(kueri.get(name)):
            words.append(f"{name.capitalize()} {tanggal(day)}")
    return words


# Millions of rows, paged by key: they stand by time, the newest first, and in no other order.
JEJAK = Daftar(
    nama="jejak",
    judul="Jejak",
    halaman="core:jejak_list",
    kueri=frozenset({"q", "aksi", "dari", "sampai"}),
    kata=_jejak_words,
    kolom=(
        Kolom("aksi", "Tindakan"),
        Kolom("tentang", "Tentang"),
        Kolom("waktu", "Waktu"),
        Kolom("oleh", "Oleh"),
        Kolom("alasan", "Alasan"),
    ),
    pilih_kolom=True,
)

KEADAAN_TUGAS = (("lewat", "Lewat batas"), ("delegasi", "Didelegasikan kepada saya"), ("belum_dibuka", "Belum dibuka"))


def _tugas_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    kind = jenis_tugas(kueri["jenis"]).label if kueri.get("jenis") else ""
    return ([kind] if kind else []) + _chosen(kueri, keadaan=list(KEADAAN_TUGAS))


# Each duty is a card with everything needed to decide it: an order, but no columns.
TUGAS = Daftar(
    nama="tugas",
    judul="Tugas saya",
    halaman="core:tugas_list",
    kueri=frozenset({"jenis", "keadaan"}),
    kata=_tugas_words,
    urutan=(
        Urutan("", "Batas terdekat lebih dulu"),
        Urutan("-datang", "Yang baru datang lebih dulu", oleh="dibuat_pada", turun=True),
        Urutan("datang", "Yang paling lama menunggu lebih dulu", oleh="dibuat_pada"),
        Urutan("jenis", "Jenis tugas", oleh="jenis"),
    ),
)

register_daftar(TIKET, PERAN, AKUN, JEJAK, TUGAS)
