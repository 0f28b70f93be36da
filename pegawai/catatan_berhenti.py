"""What must be known before somebody leaves: told by the apps that know it, read by HR before it is recorded and decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class CatatanBerhenti:
    """A sentence, the rule it stands on, and the page where it is settled."""

    kalimat: str
    dasar: str
    url: str


Penyedia = Callable[[UUID, date], list[CatatanBerhenti]]
_penyedia: list[Penyedia] = []


def register_catatan_berhenti(penyedia: Penyedia) -> Penyedia:
    _penyedia.append(penyedia)
    return penyedia


def notes_before_leaving(pegawai_id: UUID, hari: date) -> list[CatatanBerhenti]:
    """For leaving on this day."""
    return [one for penyedia in _penyedia for one in penyedia(pegawai_id, hari)]
