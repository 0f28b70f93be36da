"""The acts of a profile for many chosen people: each by its own service, with its own lock, check, trace and notice. One
that may not go stays as it was, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja
from asn_portal.core.permissions import require
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.services.penempatan import move_pegawai, set_atasan

# One page of the list.
TERBANYAK = 100
TANPA_HAK = "Anda tidak berwenang melakukan ini pada orang ini."


@dataclass(frozen=True)
class HasilOrang:
    """What became of one of them; an empty sentence means that it was done."""

    pegawai: Pegawai
    kalimat: str = ""


def move_chosen(ids: Sequence[UUID], *, unit: UnitKerja, mulai: date, dasar: str, by: Pengguna) -> list[HasilOrang]:
    """The same unit from the same day on, by the same decree."""
    require(permissions.can_import_people(by))
    return _each(ids, by, lambda pk: move_pegawai(pk, unit=unit, mulai=mulai, dasar=dasar, by=by))


def lead_chosen(
    ids: Sequence[UUID], *, atasan: Pegawai, mulai: date, sampai: date | None, dasar: str, by: Pengguna
) -> list[HasilOrang]:
    """The same superior for all of them."""
    require(permissions.can_see_accounts(by))
    return _each(ids, by, lambda pk: set_atasan(pk, atasan=atasan, mulai=mulai, sampai=sampai, dasar=dasar, by=by))


def _each(ids: Sequence[UUID], by: Pengguna, act: Callable[[UUID], Any]) -> list[HasilOrang]:
    """Always in the same order, so that two acts over the same people wait for each other."""
    people = list(Pegawai.objects.visible_to(by).filter(pk__in=list(ids)[:TERBANYAK]).order_by("pk"))
    if not people:
        raise DomainError("Pilih paling sedikit satu orang.", galat="tanpa_pilihan")
    return [HasilOrang(person, _one(person.pk, act)) for person in people]


def _one(pegawai_id: UUID, act: Callable[[UUID], Any]) -> str:
    try:
        with transaction.atomic():
            act(pegawai_id)
    except DomainError as refused:
        return str(refused.pesan)
    except PermissionDenied:
        return TANPA_HAK
    return ""
