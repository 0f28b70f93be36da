"""The kinds of duties: every app registers its own, so that one inbox can show, delegate and decide them all.

A kind tells how it is called, what happens after the decision, whose decision it can be, and whether many of its cases
may be decided at once. Deciding itself stays with the service of the app, which locks, asks the policy and traces.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

# Who of the cases (by id) this account may decide today, as the policy layer says.
Berhak = Callable[[Any, Collection[UUID]], set[UUID]]


@dataclass(frozen=True)
class Massal:
    """How many cases of one kind are decided together, after each was read."""

    tombol: str  # verb + object, with {n}: "Jawab {n} laporan"
    kalimat: str  # what this decision says about every case
    label_catatan: str
    # Decides one case: (id of the case, the note, by). Raises what its service raises.
    putuskan: Callable[[UUID, str, Any], Any]
    # Why a case has to be decided by itself: the sentence by id; cases without one carry no flag.
    peringatan: Callable[[Collection[UUID]], dict[UUID, str]]
    catatan_wajib: bool = True
    # A page of its own (by name), for a decision that needs more than a note.
    halaman: str = ""


@dataclass(frozen=True)
class IkutAtasan:
    """A kind that the superior decides: its open duties go to whoever that is today (the app that knows superiors moves
    them). `perbuatan` names the act in the table of what a Plt. or Plh. may decide.
    """

    perbuatan: str
    # About whom the cases are: the person's id by id of the case.
    tentang: Callable[[Collection[UUID]], dict[UUID, UUID]]


@dataclass(frozen=True)
class JenisTugas:
    kunci: str
    label: str
    berikutnya: str  # what happens once it is decided, as a sentence
    # May this account decide such cases at all? And which of these?
    berwenang: Callable[[Any], bool] = lambda _: False
    berhak: Berhak = lambda _, __: set()
    ikon: str = "check2-square"
    massal: Massal | None = None
    # Why many are never decided at once; for kinds without `massal`.
    sebab_satu: str = "Setiap tugas jenis ini diputuskan sendiri-sendiri di halamannya."
    # Some duties stay with the person they were given to.
    dapat_didelegasikan: bool = True
    ikut_atasan: IkutAtasan | None = None


LAIN = JenisTugas("", "Tugas lain", "Hasilnya tampak di halaman tugas itu.", dapat_didelegasikan=False)
_register: dict[str, JenisTugas] = {}


def register_jenis_tugas(*jenis: JenisTugas) -> None:
    _register.update({satu.kunci: satu for satu in jenis})


def jenis_tugas(kunci: str) -> JenisTugas:
    return _register.get(kunci, LAIN)


def all_jenis_tugas() -> list[JenisTugas]:
    """By label, as people choose them."""
    return sorted(_register.values(), key=lambda satu: satu.label)


# Accounts of the superiors of these accounts on a day, by account: told by the app that knows superiors.
AtasanPemegang = Callable[[Collection[UUID], Any], dict[UUID, UUID]]
_atasan: list[AtasanPemegang] = []


def register_atasan_pemegang(provider: AtasanPemegang) -> AtasanPemegang:
    """An upper app tells to whom the holders of duties answer (core knows no superior)."""
    _atasan.append(provider)
    return provider


def superiors_of(pemegang: Collection[UUID], tanggal: Any) -> dict[UUID, UUID]:
    """Accounts without an active superior are left out."""
    found: dict[UUID, UUID] = {}
    for provider in _atasan:
        found |= provider(pemegang, tanggal)
    return found
