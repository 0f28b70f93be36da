"""The lists of this app: what can be filtered, and in which orders they can stand."""

from __future__ import annotations

from datetime import date

from asn_portal.core.daftar import Daftar, Kolom, Kueri, Urutan, register_daftar
from asn_portal.core.models import Pengguna
from pelatihan.enums import BentukPelatihan, JalurPelatihan, RumpunPelatihan, StatusAngkatan, StatusMagang


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    known = {
        "jalur": JalurPelatihan.choices, "bentuk": BentukPelatihan.choices, "rumpun": RumpunPelatihan.choices,
        "keadaan": StatusAngkatan.choices,
    }  # fmt: skip
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    words += [str(dict(choices)[kueri[name]]) for name, choices in known.items() if kueri.get(name) in dict(choices)]
    return [*words, "Pendaftaran dibuka"] if kueri.get("dibuka") == "1" else words


PROGRAM = Daftar(
    nama="program-pelatihan",
    judul="Katalog pelatihan",
    halaman="pelatihan:program_list",
    kueri=frozenset({"q", "jalur", "bentuk", "rumpun", "dibuka"}),
    kata=_words,
    kolom=(
        Kolom("judul", "Program"),
        Kolom("bentuk", "Bentuk"),
        Kolom("rumpun", "Rumpun"),
        Kolom("jp", "JP"),
        Kolom("biaya", "Biaya"),
        Kolom("terdekat", "Angkatan terdekat"),
    ),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Judul, A sampai Z"),
        Urutan("terdekat", "Angkatan terdekat lebih dulu", oleh="terdekat"),
        Urutan("-jp", "JP terbanyak lebih dulu", oleh="jp", turun=True),
        Urutan("biaya", "Biaya terendah lebih dulu", oleh="biaya"),
    ),
)
ANGKATAN = Daftar(
    nama="angkatan-pelatihan",
    judul="Angkatan pelatihan",
    halaman="pelatihan:angkatan_list",
    kueri=frozenset({"q", "keadaan"}),
    kata=_words,
    kolom=(
        Kolom("program", "Program"),
        Kolom("tanggal", "Tanggal"),
        Kolom("penyelenggara", "Penyelenggara"),
        Kolom("terisi", "Terisi"),
        Kolom("menunggu", "Menunggu tempat"),
        Kolom("diajukan", "Menunggu atasan"),
        Kolom("keadaan", "Keadaan"),
    ),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Yang paling baru lebih dulu"),
        Urutan("mulai", "Yang paling lama lebih dulu", oleh="mulai"),
        Urutan("program", "Judul program", oleh="program__judul"),
        Urutan("-diajukan", "Terbanyak menunggu atasan", oleh="diajukan", turun=True),
    ),
)


def _offer_words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    words = [f'Memuat "{kueri["q"]}"'] if kueri.get("q") else []
    return words + [str(label) for value, label in StatusMagang.choices if value == kueri.get("keadaan")]


MAGANG = Daftar(
    nama="magang",
    judul="Magang",
    halaman="pelatihan:magang_list",
    kueri=frozenset({"q", "keadaan"}),
    kata=_offer_words,
    kolom=(
        Kolom("judul", "Magang"),
        Kolom("tempat", "Tempat"),
        Kolom("tanggal", "Tanggal"),
        Kolom("tutup", "Lamaran ditutup"),
        Kolom("terisi", "Terisi"),
        Kolom("pelamar", "Pelamar"),
        Kolom("keadaan", "Keadaan"),
    ),
    pilih_kolom=True,
    urutan=(
        Urutan("", "Yang paling baru lebih dulu"),
        Urutan("tutup", "Yang paling cepat ditutup", oleh="tutup"),
        Urutan("judul", "Judul, A sampai Z", oleh="judul"),
        Urutan("-pelamar", "Pelamar terbanyak lebih dulu", oleh="pelamar", turun=True),
    ),
)
register_daftar(PROGRAM, ANGKATAN, MAGANG)
