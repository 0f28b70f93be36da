"""Early warnings as a list that can be taken out and kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from asn_portal.core import selectors as core_selectors
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna
from asn_portal.lembar.daftar import DaftarEkspor, Kolom, Kueri, Urutan, always, register_daftar
from pegawai.models import Peringatan
from pegawai.models.pegawai import full_name
from pegawai.peringatan import find_peringatan
from pegawai.selectors import peringatan as selectors


def _rows(pengguna: Pengguna, kueri: Kueri, hari: date) -> QuerySet[Peringatan]:
    saringan = selectors.read_peringatan(pengguna, kueri, hari)
    return selectors.as_shown(selectors.warned_rows(pengguna, saringan), hari).order_by("tanggal", "pk")


def _exportable(rows: QuerySet[Peringatan], pengguna: Pengguna, sumber: Sumber) -> QuerySet[Peringatan]:
    return rows.filter(pk__in=Peringatan.objects.visible_to(pengguna, "x").values("pk"))


def _words(pengguna: Pengguna, kueri: Kueri, hari: date) -> list[str]:
    saringan = selectors.read_peringatan(pengguna, kueri, hari)
    unit = saringan.unit_id
    names = core_selectors.unit_names([unit], hari) if unit else {}
    parts = [names.get(unit, "") if unit else "", saringan.jenis_kata, saringan.kelompok_kata, saringan.bulan_kata]
    return [part for part in parts if part]


def _title(jenis: str) -> str:
    kind = find_peringatan(jenis)
    return kind.judul if kind else jenis


def _meaning(jenis: str, rincian: Any) -> str:
    kind = find_peringatan(jenis)
    return kind.arti(rincian) if kind else ""


def _steps(jenis: str, rincian: Any) -> str:
    kind = find_peringatan(jenis)
    return kind.langkah_hr(rincian) if kind else ""


def _law(jenis: str) -> str:
    kind = find_peringatan(jenis)
    return kind.dasar if kind else ""


PERINGATAN = DaftarEkspor(
    nama="peringatan",
    judul="Peringatan dini",
    halaman="pegawai:peringatan_rows",
    kueri=frozenset({"unit", "langsung", "jenis", "kelompok", "bulan"}),
    kolom=(
        Kolom("tanggal", "Tanggal", ("tanggal",)),
        Kolom("nama", "Nama", ("pegawai__nama", "pegawai__gelar_depan", "pegawai__gelar_belakang"), full_name),
        Kolom("nip", "NIP", ("pegawai__nip",), nomor=True, dicatat=True),
        Kolom("jabatan", "Jabatan", ("pegawai__jabatan_kini",)),
        Kolom("unit", "Unit kerja", ("nama_unit",)),
        Kolom("jenis", "Peristiwa", ("jenis",), _title, dicatat=True),
        Kolom("arti", "Artinya", ("jenis", "rincian"), _meaning, dicatat=True),
        Kolom("langkah", "Yang perlu dilakukan", ("jenis", "rincian"), _steps),
        Kolom("dasar", "Dasar hukum", ("jenis",), _law, bawaan=False),
    ),
    tampil=_rows,
    sumber=always(Sumber.DATA_KEPEGAWAIAN),
    batasi=_exportable,
    kata=_words,
    orang="pegawai_id",
    biasa=("tanggal", "nama", "unit", "jenis", "langkah"),
    urutan=(
        Urutan("", "Yang terdekat lebih dulu"),
        Urutan("-tanggal", "Yang terjauh lebih dulu", oleh="tanggal", turun=True),
        Urutan("nama", "Nama pegawai", oleh="pegawai__nama"),
        Urutan("jenis", "Peristiwa", oleh="jenis"),
    ),
    pilih_kolom=True,
)
register_daftar(PERINGATAN)
