"""Deliberate data faults, as every real province has them. Pages about data quality are tested against this list."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asn_portal.core.demo import Demo
from pegawai.demo.gelar import SARJANA

if TYPE_CHECKING:
    from pegawai.demo.orang import Orang

BAGIAN_CACAT = 0.03


class Cacat(StrEnum):
    UNIT_KELIRU = "unit_keliru"
    TANPA_GELAR = "tanpa_gelar"
    TANPA_SUREL = "tanpa_surel"
    TANPA_ATASAN = "tanpa_atasan"


def spread(demo: Demo, people: list[Orang], *, protected: set[int]) -> None:
    """Three in a hundred records are faulty, each in one way, all ways about equally often. Leaders, people with a
    role, and the demo accounts are spared: through them the faults are found."""
    acak = demo.acak("cacat")
    units = sorted({demo.tim[kunci].unit for kunci in demo.ukuran})
    eligible = [p for p in people if not p.is_pemimpin and p.tokoh is None and p.nomor not in protected]
    acak.shuffle(eligible)
    kinds = list(Cacat)
    done = 0
    for person in eligible:
        if done == round(len(people) * BAGIAN_CACAT):
            return
        kind = kinds[done % len(kinds)]
        if kind == Cacat.TANPA_GELAR and not _has_degree(person):
            continue
        person.cacat = kind
        done += 1
        if kind == Cacat.UNIT_KELIRU:
            person.unit_keliru = acak.choice([unit for unit in units if unit != person.unit])


def _has_degree(person: Orang) -> bool:
    return bool(person.gelar_depan or person.gelar_belakang) and person.pendidikan in (*SARJANA, "S-3", "D-III")
