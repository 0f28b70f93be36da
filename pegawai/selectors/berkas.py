"""A person's file as one account may see it: which tabs, which kinds, what is masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from asn_portal.core.models import Pengguna
from pegawai import permissions
from pegawai.jenis_riwayat import JUDUL_KELOMPOK, JenisRiwayat, Kelompok, all_jenis_riwayat
from pegawai.models import DataKepegawaian, DataPribadi, KontakPegawai, Pegawai
from pegawai.selectors.riwayat import Peristiwa, cells, entry_fields, holds, rows_of, timeline, words_of

LINI, DATA, PRIBADI = "lini", "data", "pribadi"
JUDUL = {LINI: "Lini masa", DATA: "Data kepegawaian", PRIBADI: "Data pribadi"}


@dataclass(frozen=True)
class Baris:
    """A row of a table of the file."""

    jenis: JenisRiwayat
    baris: Any
    judul: str
    isi: list[tuple[str, Any]]
    kini: bool


@dataclass(frozen=True)
class Bagian:
    """One kind within a tab. Masked: only how many rows there are."""

    jenis: JenisRiwayat
    jumlah: int
    baris: list[Baris]
    samar: bool
    boleh_ubah: bool
    boleh_usul: bool


def visible_kinds(pengguna: Pengguna, pegawai: Pegawai) -> list[JenisRiwayat]:
    return [jenis for jenis in all_jenis_riwayat() if permissions.can_see_riwayat(pengguna, pegawai, jenis)]


def tabs(pengguna: Pengguna, pegawai: Pegawai, kinds: Sequence[JenisRiwayat]) -> list[tuple[str, str]]:
    groups = {jenis.kelompok for jenis in kinds}
    found = [(LINI, JUDUL[LINI]), (DATA, JUDUL[DATA])]
    found += [(group.value, JUDUL_KELOMPOK[group]) for group in Kelompok if group in groups]
    if permissions.can_see_data_pribadi(pengguna, pegawai):
        found.append((PRIBADI, JUDUL[PRIBADI]))
    return found


def lini(
    pengguna: Pengguna, pegawai: Pegawai, kinds: Sequence[JenisRiwayat], *, hari: date, asked: date | None,
    saat: datetime | None,
) -> dict[int, list[Peristiwa]]:  # fmt: skip
    """What is shown without opening anything, by year, newest first."""
    shown = [jenis for jenis in kinds if not permissions.is_masked(pengguna, pegawai, jenis)]
    years: dict[int, list[Peristiwa]] = {}
    for event in timeline(rows_of(pegawai.pk, shown, hari=asked, saat=saat), shown, hari):
        years.setdefault(event.baris.mulai.year, []).append(event)
    return years


def sections(
    pengguna: Pengguna, pegawai: Pegawai, kinds: Sequence[JenisRiwayat], *, hari: date, asked: date | None,
    saat: datetime | None, terbuka: bool,
) -> list[Bagian]:  # fmt: skip
    """The kinds of a tab with their rows. One query, however many kinds."""
    found = rows_of(pegawai.pk, kinds, hari=asked, saat=saat)
    own = permissions.is_self(pengguna, pegawai)
    shown = []
    for jenis in kinds:
        rows = found[jenis.kunci]
        if not rows and jenis.hanya and pegawai.jenis not in jenis.hanya:
            continue
        masked = not terbuka and permissions.is_masked(pengguna, pegawai, jenis)
        table = [] if masked else [
            Baris(jenis, row, jenis.judul_baris(row), cells(jenis, row, jenis.kolom), holds(row, hari)) for row in rows
        ]  # fmt: skip
        may_write = permissions.can_write_riwayat(pengguna, pegawai, jenis)
        may_propose = own and permissions.can_propose_riwayat(pengguna, pegawai, jenis)
        shown.append(Bagian(jenis, len(rows), table, masked, may_write, may_propose))
    return shown


def summary(pegawai: Pegawai, hari: date) -> dict[str, Any]:
    """The few facts that people look for first."""
    kinds = {jenis.kunci: jenis for jenis in all_jenis_riwayat() if jenis.kunci in RINGKAS}
    rows = rows_of(pegawai.pk, list(kinds.values()), hari=hari)
    found = {kunci: next((row for row in rows[kunci] if holds(row, hari)), None) for kunci in kinds}
    degrees = sorted(rows["pendidikan"], key=lambda row: (row.tingkat_id or "", row.mulai))
    titles = {kunci: kinds[kunci].judul_baris(row) for kunci, row in found.items() if row is not None}
    return {
        "baris": found, "judul": titles, "pendidikan": degrees[-1] if degrees else None,
        "kepegawaian": DataKepegawaian.objects.filter(pk=pegawai.pk).first(),
    }  # fmt: skip


RINGKAS = ("golongan", "kgb", "perjanjian", "kedudukan", "pendidikan")


def once_data(model: type[Any], pegawai: Pegawai) -> list[tuple[str, Any]]:
    """Labels and values of a table that holds one row a person, without what is encrypted; empty ones say so. One query."""
    return values_of(once_row(model, pegawai))


def once_row(model: type[Any], pegawai: Pegawai) -> Any:
    """The row with the entries it names, or an empty one."""
    named = [field.name for field in entry_fields(model)]
    rows = model.objects.filter(pk=pegawai.pk)
    return (rows.select_related(*named) if named else rows).first() or model(pegawai=pegawai)


def values_of(row: Any) -> list[tuple[str, Any]]:
    return [
        (_capital(str(field.verbose_name)), words_of(getattr(row, field.name)))
        for field in row._meta.concrete_fields
        if field.name not in HIDDEN and not field.name.endswith(("_sandi", "_sidik", "_sah"))
    ]


HIDDEN = frozenset({"pegawai", "satuan_kerja", "klogad", "spmu", "siasn_id"})
SEKALI: dict[str, list[type[Any]]] = {DATA: [DataKepegawaian], PRIBADI: [DataPribadi, KontakPegawai]}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
