"""Operations of a draft, applied in their order. One that does not fit leaves the structure as it was and says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jabatan.enums import JenisLangkah
from jabatan.rancang import kursi, pemangku, unit
from jabatan.rancang.bentuk import Langkah, Susunan
from jabatan.rancang.sebut import TidakDapat

TERAPKAN: dict[str, Callable[[Susunan, dict[str, Any]], None]] = {
    JenisLangkah.UNIT_BENTUK: unit.found_unit,
    JenisLangkah.UNIT_UBAH: unit.change_unit,
    JenisLangkah.UNIT_PINDAH: unit.move_unit,
    JenisLangkah.UNIT_GABUNG: unit.merge_units,
    JenisLangkah.UNIT_TUTUP: unit.close_unit,
    JenisLangkah.JABATAN_BENTUK: kursi.found_seat,
    JenisLangkah.JABATAN_UBAH: kursi.change_seat,
    JenisLangkah.JABATAN_PINDAH: kursi.move_seat,
    JenisLangkah.JABATAN_GABUNG: kursi.merge_seats,
    JenisLangkah.JABATAN_TUTUP: kursi.end_seat,
    JenisLangkah.PEMANGKU_PINDAH: pemangku.move_holders,
}


@dataclass(frozen=True)
class Hasil:
    """The structure in the end, and the sentence of each operation that did not fit, by its place."""

    susunan: Susunan
    galat: dict[int, str]


def terapkan(dasar: Susunan, langkah: Sequence[Langkah]) -> Hasil:
    now, refused = dasar.salin(), {}
    for satu in langkah:
        before = now.salin()  # cheap: the parts themselves never change
        try:
            TERAPKAN[satu.jenis](now, satu.isi)
        except TidakDapat as problem:
            now, refused[satu.urut] = before, problem.kalimat
    return Hasil(now, refused)
