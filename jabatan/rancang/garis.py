"""Lines of a structure: the head of a unit, to whom a seat reports, and who goes along when that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from jabatan.rancang.bentuk import Kursi, Susunan
from jabatan.rancang.sebut import TidakDapat, key_of


def head_above(s: Susunan, unit: UUID) -> UUID | None:
    """The head of the unit, else of the next one above that has one; beyond the draft what the root's head reports to."""
    for one in s.atas(unit):
        head = s.kepala(one.id)
        if head is not None:
            return head.id
    return next((k.induk for k in s.kursi_di(s.akar) if k.induk in s.luar), None)


def line_for(s: Susunan, unit: UUID, *, kepala: bool) -> UUID | None:
    """To whom a seat of the unit reports, unless somebody says otherwise."""
    if not kepala:
        return head_above(s, unit)
    above = s.unit[unit].induk
    if above is not None and above in s.unit:
        return head_above(s, above)
    old = s.kepala(unit)
    return old.induk if old else next((k.induk for k in s.kursi_di(unit) if k.induk in s.luar), None)


def line_of(s: Susunan, isi: dict[str, Any], unit: UUID, *, kepala: bool, kecuali: UUID | None = None) -> UUID | None:
    """The seat above that the operation names, or the usual one."""
    if not isi.get("induk_jabatan"):
        return line_for(s, unit, kepala=kepala)
    above = s.kursi.get(key_of(isi, "induk_jabatan"))
    if above is None:
        raise TidakDapat("Jabatan atasan yang dipilih tidak ada lagi dalam rancangan ini. Pilih jabatan atasan lain.")
    if not above.tunggal:
        raise TidakDapat("Atasan pada peta harus jabatan yang dipegang satu orang. Pilih jabatan kepala unitnya.")
    if kecuali is not None and reports_to(s, above.id, kecuali):
        raise TidakDapat(
            f"Garis pertanggungjawaban akan melingkar: {above.nama} berada di bawah jabatan ini. Pilih jabatan atasan lain."
        )
    return above.id


def reports_to(s: Susunan, dari: UUID, cari: UUID) -> bool:
    here: UUID | None = dari
    for _ in range(len(s.kursi) + 1):
        if here == cari:
            return True
        if here is None or here not in s.kursi:
            return False
        here = s.kursi[here].induk
    return True


def one_head(s: Susunan, unit: UUID, kecuali: UUID | None = None) -> None:
    head = s.kepala(unit)
    if head is not None and head.id != kecuali:
        raise TidakDapat(
            f"{s.unit[unit].nama} sudah mempunyai kepala, yaitu {head.nama}. Tutup atau pindahkan dulu jabatan itu."
        )


def lead(s: Susunan, head: Kursi) -> None:
    """What stood without a head in this unit, and the heads of the units below it, report to the new head."""
    below = {u.id for u in s.anak(head.unit)}
    for seat in s.kursi_bawah(head.induk):
        here = seat.unit == head.unit or (seat.kepala and seat.unit in below)
        if here and seat.id != head.id and seat.id not in s.luar:
            s.put_kursi(replace(seat, induk=head.id))


def pass_on(s: Susunan, dari: UUID, ke: UUID | None, di: UUID | None = None) -> None:
    """`di`: only what stands in this unit."""
    for seat in s.kursi_bawah(dari):
        if seat.id != ke and (di is None or seat.unit == di):
            s.put_kursi(replace(seat, induk=ke))
