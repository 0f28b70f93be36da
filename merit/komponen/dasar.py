"""What a component of merit is: a question about people, put to the dated tables of the apps below.

The statement reads `orang` (merit.mesin), be it a province or one person, and yields at most one row for each of them:
(pegawai_id, skor, bukti, isi), the score in hundredths, the row it was read from, and what that row says. It joins its
register to `orang` and sorts once, so that the planner reads the register in one go for many and by its index for one. No
row, or no score, is missing data: that is said, and never becomes a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from merit.aturan.talenta import tabel

TABEL_PADANAN = tabel("padanan")
# Scores and weights are whole hundredths inside PostgreSQL: exact, and cheaper than numeric.
PERSERATUS = 100
# `pada` is the day the question is about, `diketahui` until when the portal knew what it answers with.
LAGI = "%(pada)s::date"


def known(baris: str) -> str:
    """The row was known then."""
    return f"{baris}.tercatat @> %(diketahui)s::timestamptz"


def true_then(baris: str) -> str:
    """The row was known then, and true on the day."""
    return f"{known(baris)} AND {baris}.berlaku @> {LAGI}"


class Parameter(BaseModel):
    """What an instrument may set in a component."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TanpaParameter(Parameter):
    """Nothing to set."""


Isi = Mapping[str, Any]


def each(statement: str) -> str:
    """A question about one `orang`, asked for each of them: where the answer needs several registers of a person at once."""
    return f"SELECT orang.id AS pegawai_id, satu.* FROM orang CROSS JOIN LATERAL ({statement}) AS satu"


@dataclass(frozen=True, kw_only=True)
class Komponen:
    kode: str
    nama: str
    # In plain words: what is looked at.
    definisi: str
    parameter: type[Parameter]
    sql: Callable[[Any], str]
    # Values of the statement, by names that begin with the code.
    nilai: Callable[[Any], dict[str, Any]] = lambda _: {}
    # The score again, by plain arithmetic on what was found (`isi`): holds the statement to the law.
    murni: Callable[[Isi, Any], Decimal | None]
    # What was found, in words.
    kata: Callable[[Isi], str]
    # Where the row stands and is put right: a part of the person's file, or the name of an address.
    alamat: str
    # What is missing where nothing was found, and who can mend it.
    kurang: str
    # Whom it cannot be asked of, as a condition on `orang`, and why in words. For them the other components of the axis share
    # its weight: a rule that does not hold for somebody is no missing data.
    tak_berlaku: str = ""
    alasan_tak_berlaku: str = ""


def hundredths(nilai: Decimal | int) -> int:
    return int(Decimal(nilai) * PERSERATUS)


def score_values(kode: str, skor: Mapping[str, Decimal | int]) -> dict[str, Any]:
    """`KODE_keadaan` and `KODE_skor`: states, and the score of each in hundredths."""
    return {f"{kode}_keadaan": list(skor), f"{kode}_skor": [hundredths(nilai) for nilai in skor.values()]}


def lookup(keys: str, values: str, jenis: str, of: str) -> str:
    """The value beside a key; NULL for a key that is not there."""
    return f"(%({values})s::{jenis}[])[array_position(%({keys})s::text[], {of})]"


def score_of(kode: str, keadaan: str) -> str:
    return lookup(f"{kode}_keadaan", f"{kode}_skor", "int", keadaan)


def matching(nama: str, bagian: str, awalan: str) -> dict[str, Any]:
    """Entries of a BKN list (`jenis_diklat:3`), and the state each stands for."""
    rows: Sequence[Mapping[str, Any]] = TABEL_PADANAN.terakhir.nilai[bagian]
    keys, states = [f"{awalan}{row['kode']}" for row in rows], [row["keadaan"] for row in rows]
    return {f"{nama}_kunci": keys, f"{nama}_arti": states}


daftar_komponen: dict[str, Komponen] = {}


def register_komponen(komponen: Komponen) -> Komponen:
    if komponen.kode in daftar_komponen:
        raise ValueError(f"komponen {komponen.kode} terdaftar dua kali")
    daftar_komponen[komponen.kode] = komponen
    return komponen


class ParameterSkor(Parameter):
    """Score of each state; a state that is not named has none."""

    skor: dict[str, Decimal]


def score_of_state(isi: Isi, parameter: ParameterSkor) -> Decimal | None:
    return parameter.skor.get(isi["keadaan"])
