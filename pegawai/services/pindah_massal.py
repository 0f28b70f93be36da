"""Many people change their unit on one day, as another app has decided: written in sets. Part of the caller's change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Min

from asn_portal.core.models import PenugasanPeran
from asn_portal.core.models.dasar import Isian, write_periods
from asn_portal.core.services.peran import end_roles_of_leaver
from asn_portal.mutu.services import recount_after_change
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.daftar import refresh_list_columns


@dataclass(frozen=True)
class Pindah:
    """Somebody's membership before and from that day on."""

    pegawai: Pegawai
    sebelum: KeanggotaanUnit | None
    sesudah: KeanggotaanUnit


def place_members(ke: Mapping[UUID, UUID], *, mulai: date, dasar: str) -> list[Pindah]:
    """The unit of each of these people from `mulai` up to what is already planned for later. The caller holds the agency
    and the people, and knows that the units exist."""
    people = {row.pk: row for row in Pegawai.objects.filter(pk__in=ke).select_related("pengguna")}
    known = KeanggotaanUnit.objects.kini().filter(pegawai_id__in=ke)
    planned = known.filter(berlaku__startswith__gt=mulai).values("pegawai_id").annotate(n=Min("berlaku__startswith"))
    later = dict(planned.values_list("pegawai_id", "n"))
    before = {row.pegawai_id: row for row in known.filter(berlaku__contains=mulai)}
    isian = [
        Isian(pk, DateRange(mulai, later.get(pk), "[)"), {"unit_id": unit, "dasar": dasar})
        for pk, unit in ke.items()
        if pk not in before or before[pk].unit_id != unit
    ]
    written = write_periods(KeanggotaanUnit, kunci="pegawai_id", isian=isian)
    refresh_list_columns(list(written))
    moves = [Pindah(people[pk], before.get(pk), row) for pk, row in written.items()]
    _end_roles(moves, mulai)
    for move in moves:
        recount_after_change(move.pegawai.instansi_id, move.pegawai.pk)
    return moves


def _end_roles(moves: list[Pindah], mulai: date) -> None:
    """Few people hold roles: those are done one by one, as ever."""
    accounts = {move.pegawai.pengguna_id for move in moves} - {None}
    holders = set(PenugasanPeran.objects.kini().filter(pengguna_id__in=accounts).values_list("pengguna_id", flat=True))
    for move in moves:
        if move.pegawai.pengguna_id in holders and move.sebelum is not None:
            end_roles_of_leaver(
                move.pegawai.pengguna_id, dari_unit=move.sebelum.unit_id, ke_unit=move.sesudah.unit_id, mulai=mulai
            )
