"""Holders of seats: who goes along, who is left without a seat, who acts no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.rancang.bentuk import Kursi, Susunan
from jabatan.rancang.garis import pass_on
from jabatan.rancang.sebut import TidakDapat, kursi_of, seat_free


def move_holders(s: Susunan, isi: dict[str, Any]) -> None:
    to = kursi_of(s, isi, "ke")
    own = {d.orang: d for d in s.duduk.values() if d.jenis == JenisPenempatan.DEFINITIF}
    wanted = [own.get(UUID(str(pk))) for pk in isi["orang"]]
    moved = [d for d in wanted if d is not None]
    if not moved or len(moved) < len(wanted):
        raise TidakDapat(
            "Ada orang yang tidak mempunyai jabatan definitif dalam unit yang ditata. Pilih orangnya lagi."
        )
    if to.jenis in (JenisJabatan.TUGAS_TAMBAHAN, JenisJabatan.PEJABAT_NEGARA):
        raise TidakDapat(f"{to.nama} tidak diisi dengan penempatan definitif. Pilih jabatan lain.")
    for sitting in moved:
        s.put_duduk(replace(sitting, kursi=to.id))
        s.anggota[sitting.orang] = to.unit
    if to.tunggal and len([d for d in s.pemangku(to.id) if d.jenis == JenisPenempatan.DEFINITIF]) > 1:
        raise TidakDapat(
            f"{to.nama} hanya dipegang satu orang. Pindahkan dulu pemangkunya yang sekarang, atau pilih jabatan lain."
        )
    end_acting(s, to.id)


def take_in(s: Susunan, seat: Kursi) -> None:
    """The seat comes to its new unit; one that is called the same there takes up its holders and its need."""
    same = next(
        (
            k
            for k in s.kursi_di(seat.unit)
            if k.id != seat.id
            and (k.nama, k.induk, k.jenis, k.jenjang) == (seat.nama, seat.induk, seat.jenis, seat.jenjang)
        ),
        None,
    )
    if same is not None and not seat.tunggal:
        merge(s, seat, same)
        return
    seat_free(s, seat)
    s.put_kursi(seat)
    take_members(s, seat.id, seat.unit)


def merge(s: Susunan, seat: Kursi, to: Kursi) -> None:
    if not to.tunggal:
        s.put_kursi(replace(to, kebutuhan=to.kebutuhan + seat.kebutuhan))
    taken = to.tunggal and any(d.jenis == JenisPenempatan.DEFINITIF for d in s.pemangku(to.id))
    for sitting in s.pemangku(seat.id):
        if sitting.jenis == JenisPenempatan.DEFINITIF and not taken:
            s.put_duduk(replace(sitting, kursi=to.id))
            s.anggota[sitting.orang] = to.unit
    close_seat(s, seat, to.id)


def close_seat(s: Susunan, seat: Kursi, atas: UUID | None) -> None:
    """The seat ends: what reports to it goes to `atas`, its holder has no seat, who acted there acts no longer."""
    pass_on(s, seat.id, atas)
    for sitting in s.pemangku(seat.id):
        if sitting.jenis == JenisPenempatan.DEFINITIF:
            s.put_duduk(replace(sitting, kursi=None))
        else:
            s.drop_duduk(sitting.id)
    s.drop_kursi(seat.id)


def take_members(s: Susunan, kursi: UUID, unit: UUID) -> None:
    for sitting in s.pemangku(kursi):
        if sitting.jenis == JenisPenempatan.DEFINITIF:
            s.anggota[sitting.orang] = unit


def end_acting(s: Susunan, kursi: UUID) -> None:
    """A Plt. or Pj. ends when the holder comes."""
    for sitting in s.pemangku(kursi):
        if sitting.jenis in (JenisPenempatan.PLT, JenisPenempatan.PJ):
            s.drop_duduk(sitting.id)
