"""The list of seats as a table: what the page of vacancies shows, and the whole map of a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, every_row, register_daftar
from jabatan.enums import JenisJabatan, Jenjang
from jabatan.selectors.daftar import JENIS, KEADAAN, read_saringan, seats_listed


def _shown(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Any]:
    return seats_listed(pengguna, read_saringan(kueri), hari)


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    asked = read_saringan(kueri)
    day = asked.pada or hari
    words = [f"Keadaan {tanggal(day)}", KEADAAN[asked.keadaan]]
    if asked.unit_id:
        words.append(core_selectors.unit_names([asked.unit_id], day).get(asked.unit_id, "Unit"))
    words += [JENIS[asked.jenis]] if asked.jenis else []
    return [*words, f'Nama memuat "{asked.kata}"'] if asked.kata else words


def _names_too(pengguna: Pengguna, kueri: Kueri) -> bool:
    """Names of holders: whoever may take out lists of people, of his own units (selectors.daftar)."""
    return bool(akses(pengguna).reach(Sumber.DATA_KEPEGAWAIAN, "x"))


def _level(slug: str) -> str:
    return str(Jenjang(slug).label) if slug else ""


JABATAN = DaftarEkspor(
    nama="jabatan",
    judul="Kekosongan dan kelebihan",
    halaman="jabatan:jabatan_list",
    kueri=frozenset({"q", "unit", "keadaan", "jenis", "pada"}),
    kolom=(
        Kolom("nama", "Jabatan", ("nama",)),
        Kolom("unit", "Unit", ("nama_unit",)),
        Kolom("jenis", "Jenis", ("jabatan__jenis",), lambda jenis: str(JenisJabatan(jenis).label)),
        Kolom("jenjang", "Jenjang", ("jabatan__jenjang",), _level, bawaan=False),
        Kolom("eselon", "Eselon", ("eselon",), bawaan=False),
        Kolom("kelas", "Kelas", ("kelas",)),
        Kolom("b", "B", ("b",)),
        Kolom("k", "K", ("kebutuhan",)),
        Kolom("selisih", "Selisih", ("selisih",)),
        Kolom("dasar", "Dasar kebutuhan", ("dasar_kebutuhan",), bawaan=False),
        Kolom("bup", "BUP", ("bup",), bawaan=False),
        Kolom("pemangku", "Pemangku", ("pemangku",), bawaan=False, boleh=_names_too),
    ),
    tampil=_shown,
    # Seats are the organisation itself, without persons: whoever sees the map may take it out.
    sumber=always(Sumber.UNIT),
    batasi=every_row,
    kata=_words,
    urutan=(
        Urutan("", "Yang paling kurang lebih dulu"),
        Urutan("-selisih", "Yang paling lebih lebih dulu", oleh="selisih", turun=True),
        Urutan("nama", "Nama jabatan", oleh="nama"),
        Urutan("unit", "Unit", oleh="nama_unit"),
        Urutan("-kelas", "Kelas tertinggi lebih dulu", oleh="kelas", turun=True),
    ),
)
register_daftar(JABATAN)
