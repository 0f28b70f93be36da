"""Masa larangan mengganti pejabat sekitar pemilihan kepala daerah, dihitung dari hari-hari pemilihan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field

from asn_portal.core.regulasi import Hasil, Keluaran, Masukan, Tampil, Tanggal, aturan, load_tabel
from asn_portal.core.regulasi.hitung import add_bulan

TABEL_LARANGAN = load_tabel(Path(__file__).parent / "tabel" / "larangan_mutasi.toml")
SEBELUM, SESUDAH = "Pasal 71 ayat (2)", "Pasal 162 ayat (3)"


@dataclass(frozen=True)
class Pemilihan:
    """The days of one election that the law counts from. `pelantikan` of the head of the region is known later."""

    nama: str
    penetapan: date
    akhir: date
    pelantikan: date | None
    dasar: str


@dataclass(frozen=True)
class Jendela:
    """Days (both included) on which an official is replaced only with the written permission of the minister."""

    mulai: date
    sampai: date
    pasal: str
    sebab: str
    pemilihan: str
    dasar: str

    def holds(self, tanggal: date) -> bool:
        return self.mulai <= tanggal <= self.sampai


class MasukanLarangan(Masukan):
    tanggal: Annotated[Tanggal, Field(title="Tanggal pelantikan"), Tampil(hari_ini=True)]


@aturan(
    judul="Masa larangan mutasi sekitar pemilihan kepala daerah",
    topik="jabatan",
    tabel=[TABEL_LARANGAN],
    galat={},
    keluaran={
        "dilarang": Keluaran("Dalam masa larangan", utama=True),
        "pasal": Keluaran("Menurut", polos=True),
    },
    contoh={"tanggal": "2025-03-01"},
)
def larangan_mutasi(masukan: MasukanLarangan) -> Hasil:
    """Apakah penggantian pejabat pada suatu tanggal memerlukan persetujuan tertulis Menteri Dalam Negeri.

    Dihitung dari pemilihan dalam tabel; putaran mutasi juga memakai pemilihan yang dicatat pengelola provinsi.
    Dasar: UU 10/2016 Pasal 71 ayat (2) dan Pasal 162 ayat (3).
    """
    window = ban_window(masukan.tanggal)
    return {"dilarang": window is not None, "pasal": window.pasal if window else None}


def known_elections() -> list[Pemilihan]:
    """Those of the table of the law. Dasar: UU 10/2016."""
    return [Pemilihan(**row) for row in TABEL_LARANGAN.terakhir.nilai["pemilihan"]]


def windows_of(satu: Pemilihan) -> list[Jendela]:
    """Six months before the candidates are determined until the end of the term; six months from the inauguration on.

    Dasar: UU 10/2016 Pasal 71 ayat (2) dan Pasal 162 ayat (3).
    """
    months = TABEL_LARANGAN.terakhir.nilai["bulan"]
    before = Jendela(
        add_bulan(satu.penetapan, -months), satu.akhir, SEBELUM,
        "enam bulan sebelum penetapan pasangan calon sampai akhir masa jabatan", satu.nama, satu.dasar,
    )  # fmt: skip
    if satu.pelantikan is None:
        return [before]
    end = add_bulan(satu.pelantikan, months)
    after = Jendela(
        satu.pelantikan, end, SESUDAH, "enam bulan sejak kepala daerah dilantik", satu.nama, satu.dasar
    )  # fmt: skip
    # One day is never in both: the new term begins where the old one ends.
    cut = min(before.sampai, satu.pelantikan - timedelta(days=1))
    return [Jendela(before.mulai, cut, before.pasal, before.sebab, before.pemilihan, before.dasar), after]


def ban_window(tanggal: date, dicatat: Sequence[Pemilihan] = ()) -> Jendela | None:
    """The window in which this day lies, of the table and of what the agency has recorded.

    Dasar: UU 10/2016 Pasal 71 ayat (2) dan Pasal 162 ayat (3).
    """
    windows = [window for one in (*known_elections(), *dicatat) for window in windows_of(one)]
    return next((window for window in windows if window.holds(tanggal)), None)


def is_covered(jenis: str) -> bool:
    """Is a seat of this kind one whose holder the law protects? Heads by tugas tambahan are (kepala sekolah, puskesmas).

    Dasar: UU 10/2016 Pasal 71 ayat (2); SE Mendagri 100.2.1.3/1575/SJ.
    """
    return jenis in TABEL_LARANGAN.terakhir.nilai["terkena"]
