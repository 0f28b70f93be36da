"""The inbox follows the map: open duties that a superior decides lie with whoever decides them today.

A Plt. or Plh. gets what the table lets him decide; the rest, and his own case, lies one level up. Moved inside every change
of superiors and once at the beginning of a day, for changes that were written earlier.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from asn_portal.core.jenis_tugas import JenisTugas, all_jenis_tugas
from asn_portal.core.models import Pengguna, Tugas
from asn_portal.core.services.tugas import Alamat, readdress_tugas
from jabatan.wewenang import Pemutus, deciders_of
from pegawai.models import Pegawai


def move_duties(orang: Collection[UUID] | None = None, hari: date | None = None) -> int:
    """About these people (None: about everybody); returns how many duties went to somebody else."""
    if orang is not None and not orang:
        return 0
    day = hari or timezone.localdate()
    return sum(_move_kind(kind, orang, day) for kind in all_jenis_tugas() if kind.ikut_atasan is not None)


@dataclass(frozen=True)
class _Terbuka:
    """An open duty and about whom it is."""

    tugas: Tugas
    pegawai_id: UUID


def _move_kind(jenis: JenisTugas, orang: Collection[UUID] | None, hari: date) -> int:
    found = _open_duties(jenis, orang)
    if not found or jenis.ikut_atasan is None:
        return 0
    deciders = deciders_of({one.pegawai_id for one in found}, jenis.ikut_atasan.perbuatan, hari)
    accounts = _accounts({one.atasan_id for one in deciders.values()} | {one.pegawai_id for one in found})
    moved = []
    for one in found:
        decider = deciders.get(one.pegawai_id)
        to = accounts.get(decider.atasan_id) if decider else None
        mine = accounts.get(one.pegawai_id)
        # What the person himself has to do stays with him, and what nobody decides today stays where it is.
        own = mine is not None and mine.pk == one.tugas.untuk_id
        if decider and to and to.is_active and not own and to.pk != one.tugas.untuk_id:
            moved.append(Alamat(one.tugas, to.pk, _why(decider)))
    return readdress_tugas(moved)


def _open_duties(jenis: JenisTugas, orang: Collection[UUID] | None) -> list[_Terbuka]:
    duties = list(Tugas.objects.filter(jenis=jenis.kunci, selesai_pada=None))
    if not duties or jenis.ikut_atasan is None:
        return []
    about = jenis.ikut_atasan.tentang([tugas.objek_id for tugas in duties])
    wanted = None if orang is None else set(orang)
    pairs = ((tugas, about.get(tugas.objek_id)) for tugas in duties)
    return [_Terbuka(tugas, pk) for tugas, pk in pairs if pk is not None and (wanted is None or pk in wanted)]


def _accounts(people: Collection[UUID]) -> dict[UUID, Pengguna]:
    rows = Pegawai.objects.filter(pk__in=people, pengguna__isnull=False).select_related("pengguna")
    return {row.pk: row.pengguna for row in rows}


def _why(decider: Pemutus) -> str:
    if decider.naik:
        return "Pelaksana di bawah Anda tidak berwenang memutuskannya, jadi naik satu tingkat kepada Anda."
    if decider.sebutan:
        return f"Anda {decider.sebutan} hari ini, dan perbuatan ini termasuk kewenangannya."
    return "Anda atasannya hari ini."
