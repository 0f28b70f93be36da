"""What an operation names: the unit, the seat, and whether a name is still free there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jabatan.rancang.bentuk import Kursi, Susunan, Unit


class TidakDapat(Exception):
    """The operation does not fit the structure; the sentence says why, and what helps."""

    def __init__(self, kalimat: str) -> None:
        super().__init__(kalimat)
        self.kalimat = kalimat


def key_of(isi: dict[str, Any], nama: str) -> UUID:
    return UUID(str(isi[nama]))


def unit_of(s: Susunan, isi: dict[str, Any], nama: str = "unit") -> Unit:
    found = s.unit.get(key_of(isi, nama))
    if found is None:
        raise TidakDapat(
            "Unit yang dimaksud tidak ada pada tanggal berlakunya, atau sudah ditutup atau digabung dalam rancangan ini. "
            "Pilih unit lain."
        )
    return found


def kursi_of(s: Susunan, isi: dict[str, Any], nama: str = "jabatan") -> Kursi:
    found = s.kursi.get(key_of(isi, nama))
    if found is None:
        raise TidakDapat(
            "Jabatan yang dimaksud tidak ada pada tanggal berlakunya, atau sudah ditutup atau digabung dalam rancangan ini. "
            "Pilih jabatan lain."
        )
    if found.id in s.luar:
        raise TidakDapat(
            f"{found.nama} berada di luar unit yang ditata rancangan ini, jadi tidak dapat diubah di sini."
        )
    return found


def not_root(s: Susunan, unit: Unit, kata: str) -> None:
    if unit.id == s.akar:
        raise TidakDapat(
            f"{unit.nama} ialah unit yang ditata, jadi tidak dapat {kata} di sini. Buat rancangan untuk unit di atasnya."
        )


def name_free(s: Susunan, nama: str, induk: UUID | None, kecuali: UUID | None = None) -> None:
    same = next(
        (u for u in s.unit.values() if u.induk == induk and u.id != kecuali and u.nama.lower() == nama.lower()), None
    )
    if same is not None:
        raise TidakDapat(f"Di bawah unit itu sudah ada {same.nama}. Pilih nama lain.")


def seat_free(s: Susunan, kursi: Kursi) -> None:
    """No two rows of one name below the same seat in one unit."""
    for other in s.kursi_di(kursi.unit):
        if other.id != kursi.id and (other.nama, other.induk) == (kursi.nama, kursi.induk):
            raise TidakDapat(
                f"Di unit itu sudah ada jabatan {kursi.nama} di bawah atasan yang sama. Gabungkan ke jabatan itu, atau pilih "
                "nama lain."
            )
