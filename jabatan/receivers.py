"""What happens on the map when the organisation changes, and when somebody leaves the service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.dispatch import receiver

from asn_portal.core.signals import unit_ending
from jabatan.models import DiLuarPeta, Penempatan
from jabatan.services.atasan import follow_map
from jabatan.services.daftar import refresh_posts
from jabatan.services.kotak import move_duties
from jabatan.services.serah_terima import Pindahan, open_handover, open_handovers
from jabatan.services.susunan import end_seats_of, move_seats_of
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.potongan import Potongan, cut_from
from pegawai.signals import (
    atasan_berubah,
    pegawai_akan_berhenti,
    pegawai_berhenti,
    pegawai_kembali,
    unit_banyak_berubah,
    unit_berubah,
)


@receiver(unit_ending, dispatch_uid="jabatan.unit_berakhir")
def follow_ending_unit(sender: Any, unit_id: UUID, tanggal: date, pengganti_id: UUID | None, **_: Any) -> None:
    if pengganti_id is None:
        end_seats_of(unit_id, tanggal)
    else:
        move_seats_of(unit_id, pengganti_id, tanggal)


@receiver(pegawai_akan_berhenti, dispatch_uid="jabatan.akan_berhenti")
def leave_seats(sender: Any, pegawai_id: UUID, tanggal: date, **_: Any) -> list[Potongan]:
    """The seats are empty from that day on; pegawai keeps what is needed to take it back."""
    kinds = (Penempatan, DiLuarPeta)
    return [piece for kind in kinds for piece in cut_from(kind.objects.filter(pegawai_id=pegawai_id), tanggal)]


@receiver([pegawai_berhenti, pegawai_kembali], dispatch_uid="jabatan.berhenti")
def follow_leaver(sender: Any, pegawai_id: UUID, tanggal: date, **_: Any) -> None:
    """Those whom he led have the superior that the map now gives them."""
    seats = set(Penempatan.objects.filter(pegawai_id=pegawai_id).values_list("jabatan_id", flat=True))
    if seats:
        follow_map(seats, DateRange(tanggal, None, "[)"), orang=[pegawai_id])
        refresh_posts([pegawai_id])


@receiver(unit_berubah, dispatch_uid="jabatan.serah_terima")
def hand_over(sender: Any, pegawai: Pegawai, sebelum: KeanggotaanUnit, sesudah: KeanggotaanUnit, **_: Any) -> None:
    open_handover(pegawai, sebelum=sebelum, sesudah=sesudah)


@receiver(unit_banyak_berubah, dispatch_uid="jabatan.serah_terima_banyak")
def hand_over_many(sender: Any, pindahan: Sequence[tuple[Pegawai, KeanggotaanUnit, KeanggotaanUnit]], **_: Any) -> None:
    open_handovers([Pindahan(*one) for one in pindahan], antar_meja=True)


@receiver(atasan_berubah, dispatch_uid="jabatan.kotak")
def follow_superior(sender: Any, orang: Sequence[UUID], **_: Any) -> None:
    """Open duties go with the superior; those of later days follow at their beginning."""
    move_duties(orang)
