"""Operations in words, with the names that units, seats and people have on either side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jabatan.enums import JenisLangkah as J
from jabatan.rancang.bentuk import Kursi, Susunan, Unit

KALIMAT = {
    J.UNIT_BENTUK: "Bentuk {nama} di bawah {induk}",
    J.UNIT_UBAH: "Ganti nama {unit} menjadi {nama}",
    J.UNIT_PINDAH: "Pindahkan {unit} ke bawah {induk}",
    J.UNIT_GABUNG: "Gabungkan {unit} ke {ke}",
    J.UNIT_TUTUP: "Tutup {unit}",
    J.JABATAN_BENTUK: "Bentuk jabatan {nama} di {unit}",
    J.JABATAN_UBAH: "Ubah {jabatan}: {isi}",
    J.JABATAN_PINDAH: "Pindahkan {jabatan} ke {unit}",
    J.JABATAN_GABUNG: "Gabungkan {jabatan} ke {ke}",
    J.JABATAN_TUTUP: "Tutup {jabatan}",
    J.PEMANGKU_PINDAH: "Pindahkan {siapa} ke {ke}",
}
KUNCI = ("unit", "induk", "ke", "jabatan")
LABEL = {"nama": "nama", "kelas": "kelas", "kebutuhan": "kebutuhan", "eselon": "eselon"}


def kalimat(jenis: str, isi: Mapping[str, Any], sides: tuple[Susunan, ...]) -> str:
    words = {name: _named(isi, name, sides) for name in KUNCI if name in isi}
    found = KALIMAT[J(jenis)]
    return found.format(
        **words, nama=isi.get("nama", ""), isi=_changes(isi), siapa=_people(isi.get("orang", []), sides)
    )


def _named(isi: Mapping[str, Any], name: str, sides: tuple[Susunan, ...]) -> str:
    pk = UUID(str(isi[name]))
    for side in sides:
        if (unit := side.unit.get(pk)) is not None:
            return unit.nama
        if (seat := side.kursi.get(pk)) is not None:
            return _with_unit(seat, sides)
    # On neither side: founded and taken away again within the draft, or gone from the map since.
    return str(isi.get("sebutan", {}).get(str(pk), "yang sudah tidak ada"))


def _with_unit(seat: Kursi, sides: tuple[Susunan, ...]) -> str:
    where: Unit | None = next((s.unit[seat.unit] for s in sides if seat.unit in s.unit), None)
    return f"{seat.nama} ({where.nama})" if where else seat.nama


def _people(orang: list[Any], sides: tuple[Susunan, ...]) -> str:
    names = [next((s.orang[UUID(str(pk))] for s in sides if UUID(str(pk)) in s.orang), "") for pk in orang]
    return names[0] if len(names) == 1 and names[0] else f"{len(names)} orang"


def _changes(isi: Mapping[str, Any]) -> str:
    told = [f"{label} {isi[key] or 'kosong'}" for key, label in LABEL.items() if key in isi]
    return ", ".join(told + (["atasan lain"] if isi.get("induk_jabatan") else []))
