"""Corrections of placements: what the letter says, and a placement that should never have been."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, write_period
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from jabatan import permissions
from jabatan.enums import JenisPenempatan
from jabatan.models import Penempatan, RincianJabatan
from jabatan.services.penempatan import Keputusan, follow_placement, tell_person
from jabatan.services.syarat_tempat import seat_on_day
from jabatan.services.tolakan import save_or_say
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.services.penempatan import hold_agency, place_member

# Ended in the same change as the placement was written: one transaction, which takes no longer.
SENAPAS = timedelta(seconds=5)
KEPT = ("tunggal", "sub_jabatan", "dasar", "dasar_rangkap", "sk_nomor", "sk_tanggal", "tanggal_pelantikan")


def hold_placement(penempatan_id: UUID, by: Pengguna) -> tuple[Penempatan, Pegawai, RincianJabatan]:
    """The placement as known now with its person and seat, held until the change is done; HR of the seat only."""
    hold_agency(by.instansi_id)
    row = Penempatan.objects.select_related("jabatan").get(pk=penempatan_id, jabatan__instansi_id=by.instansi_id)
    person = Pegawai.objects.select_for_update(of=("self",)).get(pk=row.pegawai_id)
    seat = seat_on_day(row.jabatan, row.mulai)
    require(permissions.can_place(by, person, seat.unit_id))
    if not row.tercatat.upper_inf:
        raise DomainError(
            "Penempatan itu sudah diubah sejak halaman ini dibuka. Muat ulang halamannya.", galat="sudah_berubah"
        )
    return row, person, seat


@perubahan
def correct_penempatan(
    penempatan_id: UUID,
    *,
    keputusan: Keputusan,
    alasan: str,
    by: Pengguna,
    sub_jabatan: str = "",
    dasar_rangkap: str = "",
) -> Penempatan:
    """Letter, inauguration, field: what is written about it. Who, where and when stay."""
    row, person, seat = hold_placement(penempatan_id, by)
    values = keputusan.values() | {
        "tunggal": row.tunggal, "sub_jabatan": sub_jabatan, "dasar_rangkap": dasar_rangkap or row.dasar_rangkap,
    }  # fmt: skip
    keys = {"pegawai": person, "jabatan": row.jabatan, "jenis": row.jenis}
    written: Penempatan = save_or_say(lambda: write_period(Penempatan, keys=keys, berlaku=row.berlaku, values=values))
    record_jejak(
        written, "penempatan_diperbaiki", by=by, subjek_id=person.pk, unit_id=seat.unit_id, alasan=alasan,
        rincian={"jabatan": seat.nama},
    )  # fmt: skip
    follow_placement(person, set(), row.berlaku)
    return written


@perubahan
def undo_penempatan(penempatan_id: UUID, *, alasan: str, by: Pengguna) -> Penempatan:
    """As if it had never been written: the own post of before and its unit come back for these days."""
    row, person, seat = hold_placement(penempatan_id, by)
    keys = {"pegawai": person, "jabatan": row.jabatan, "jenis": row.jenis}
    write_period(Penempatan, keys=keys, berlaku=row.berlaku, values=None)
    seats, acting = {row.jabatan_id}, []
    if row.jenis == JenisPenempatan.DEFINITIF:
        seats |= _give_back(row, person, alasan, seat)
        acting = _act_again(row)
    record_jejak(
        row, "penempatan_dibatalkan", by=by, subjek_id=person.pk, unit_id=seat.unit_id, alasan=alasan,
        rincian={"jabatan": seat.nama, "mulai": row.mulai.isoformat()},
    )  # fmt: skip
    follow_placement(person, seats, DateRange(row.mulai, None, "[)"), orang=acting)
    tell_person(person, by, f"Penempatan Anda sebagai {seat.nama} mulai {tanggal(row.mulai)} dibatalkan.", alasan)
    return row


def _act_again(row: Penempatan) -> list[UUID]:
    """The Plt. or Pj. whom this placement ended goes on, unless somebody has changed his time since; who they are."""
    since = row.tercatat.lower
    ended = Penempatan.objects.filter(
        jabatan_id=row.jabatan_id, jenis__in=(JenisPenempatan.PLT, JenisPenempatan.PJ), berlaku__overlap=row.berlaku,
        tercatat__endswith__gte=since, tercatat__endswith__lte=since + SENAPAS,
    )  # fmt: skip
    people = []
    for old in ended:
        keys = {"jabatan_id": old.jabatan_id, "jenis": old.jenis, "pegawai_id": old.pegawai_id}
        rest = Penempatan.objects.kini().filter(**keys, berlaku__overlap=old.berlaku).first()
        if (rest is None) == (old.mulai >= row.mulai) and (rest is None or rest.berlaku.upper == row.mulai):
            values = {name: getattr(old, name) for name in KEPT}
            save_or_say(lambda old=old, keys=keys, values=values: write_period(
                Penempatan, keys=keys, berlaku=old.berlaku, values=values
            ))  # fmt: skip
            people.append(old.pegawai_id)
    return people


def _give_back(row: Penempatan, person: Pegawai, alasan: str, seat: RincianJabatan) -> set[UUID]:
    """The post that ended the day before goes on; the unit follows it."""
    before = Penempatan.objects.kini().filter(
        pegawai=person, jenis=JenisPenempatan.DEFINITIF, berlaku__endswith=row.mulai
    ).select_related("jabatan").first()  # fmt: skip
    if before is None:
        return set()
    masa = DateRange(before.mulai, row.berlaku.upper, "[)")
    values: dict[str, Any] = {name: getattr(before, name) for name in KEPT} | {"jabatan": before.jabatan}
    keys = {"pegawai": person, "jenis": JenisPenempatan.DEFINITIF}
    save_or_say(lambda: write_period(Penempatan, keys=keys, berlaku=masa, values=values))
    own = seat_on_day(before.jabatan, row.mulai)
    member = KeanggotaanUnit.objects.pada(row.mulai).filter(pegawai=person).first()
    if member is not None and member.unit_id == seat.unit_id != own.unit_id and member.mulai == row.mulai:
        place_member(person, unit=own.unit, mulai=row.mulai, sampai=member.sampai, dasar=alasan[:200])
    return {before.jabatan_id}
