"""Operations on units: founded, changed, moved, merged, closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jabatan.rancang.bentuk import Susunan, Unit
from jabatan.rancang.garis import head_above
from jabatan.rancang.pemangku import close_seat, take_in
from jabatan.rancang.sebut import TidakDapat, key_of, name_free, not_root, unit_of


def found_unit(s: Susunan, isi: dict[str, Any]) -> None:
    above = unit_of(s, isi, "induk")
    name_free(s, isi["nama"], above.id)
    key = key_of(isi, "kunci")
    s.unit[key] = Unit(key, isi["nama"], isi.get("singkatan", ""), isi["jenis"], above.id)


def change_unit(s: Susunan, isi: dict[str, Any]) -> None:
    unit = unit_of(s, isi)
    name_free(s, isi["nama"], unit.induk, unit.id)
    s.unit[unit.id] = replace(unit, nama=isi["nama"], singkatan=isi.get("singkatan", ""))


def move_unit(s: Susunan, isi: dict[str, Any]) -> None:
    unit, above = unit_of(s, isi), unit_of(s, isi, "induk")
    not_root(s, unit, "dipindahkan")
    if s.di_bawah(above.id, unit.id):
        raise TidakDapat(
            f"{unit.nama} tidak dapat dipindahkan ke dirinya sendiri atau ke unit di bawahnya: garisnya akan melingkar. Pilih "
            "unit induk lain."
        )
    if unit.induk == above.id:
        raise TidakDapat(f"{unit.nama} sudah berada di bawah {above.nama}. Pilih unit induk lain.")
    name_free(s, unit.nama, above.id)
    s.unit[unit.id] = replace(unit, induk=above.id)
    head = s.kepala(unit.id)
    if head is not None:
        s.put_kursi(replace(head, induk=head_above(s, above.id)))


def merge_units(s: Susunan, isi: dict[str, Any]) -> None:
    unit, to = unit_of(s, isi), unit_of(s, isi, "ke")
    not_root(s, unit, "digabungkan")
    if s.di_bawah(to.id, unit.id):
        raise TidakDapat(
            f"{unit.nama} tidak dapat digabungkan ke dirinya sendiri atau ke unit di bawahnya. Pilih unit lain."
        )
    for child in s.anak(unit.id):
        name_free(s, child.nama, to.id)
        s.unit[child.id] = replace(child, induk=to.id)
    old, new = s.kepala(unit.id), head_above(s, to.id)
    for seat in s.kursi_di(unit.id):
        if not seat.kepala:
            above = new if old is not None and seat.induk == old.id else seat.induk
            take_in(s, replace(seat, unit=to.id, induk=above))
    if old is not None:
        close_seat(s, old, new)
    s.anggota.update({orang: to.id for orang, di in s.anggota.items() if di == unit.id})
    del s.unit[unit.id]


def close_unit(s: Susunan, isi: dict[str, Any]) -> None:
    unit = unit_of(s, isi)
    not_root(s, unit, "ditutup")
    children = s.anak(unit.id)
    if children:
        raise TidakDapat(
            f"{unit.nama} masih mempunyai unit di bawahnya, antara lain {children[0].nama}. Pindahkan, gabungkan, atau tutup "
            "dulu unit itu."
        )
    head = s.kepala(unit.id)
    for seat in sorted(s.kursi_di(unit.id), key=lambda k: k.kepala):
        close_seat(s, seat, head.induk if head else seat.induk)
    del s.unit[unit.id]
