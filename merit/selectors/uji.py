"""Ruang uji: what a draft would change, on real data, as sums. No names; groups below the minimum are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_small
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from merit.mesin import ask
from merit.models import VersiInstrumen

# Both versions over the same people, counted by what they are; nothing about a person leaves the database.
DUA = """
SELECT KELOMPOK AS kelompok, coalesce(baru.kotak, 0) AS kini, coalesce(lama.kotak, 0) AS dulu, baru.status, lama.status, count(*),
       sum(baru.total), sum(lama.total), count(baru.total), count(lama.total)
  FROM (BARU) AS baru JOIN (LAMA) AS lama ON lama.pegawai_id = baru.pegawai_id JOIN pegawai_pegawai AS p ON p.id = baru.pegawai_id
 GROUP BY 1, 2, 3, 4, 5
"""
KELOMPOK = {
    "unit": "coalesce(baru.perangkat_id::text, '')",
    "kelamin": "p.jenis_kelamin",
    "umur": """CASE WHEN p.tanggal_lahir > %(pada)s::date - interval '35 years' THEN '1'
                    WHEN p.tanggal_lahir > %(pada)s::date - interval '45 years' THEN '2'
                    WHEN p.tanggal_lahir > %(pada)s::date - interval '55 years' THEN '3' ELSE '4' END""",
}
UMUR = {"1": "Di bawah 35 tahun", "2": "35 sampai 44 tahun", "3": "45 sampai 54 tahun", "4": "55 tahun ke atas"}
KELAMIN = {"l": "Laki-laki", "p": "Perempuan"}


@dataclass(frozen=True)
class Baris:
    """A group: how many are complete, in 7 to 9, now and with the draft. None: too few to be told."""

    nama: str
    orang: int | None
    lengkap_dulu: int | None
    lengkap_kini: int | None
    atas_dulu: int | None
    atas_kini: int | None


@dataclass(frozen=True)
class Uji:
    kotak: tuple[tuple[int, int | None, int | None], ...]
    unit: tuple[Baris, ...]
    kelamin: tuple[Baris, ...]
    umur: tuple[Baris, ...]
    pindah: int | None
    jumlah: int


def replay(draf: VersiInstrumen, lama: VersiInstrumen) -> Uji:
    """The draft and the version in force over everybody, as things stand today."""
    groups = {nama: _count(draf, lama, sql) for nama, sql in KELOMPOK.items()}
    everybody = groups["kelamin"]
    moved = sum(n for _, now, then, *_, n in everybody if now != then)
    names = unit_names({key for key, *_ in groups["unit"] if key}, timezone.localdate())
    words = {str(key): nama for key, nama in names.items()}
    return Uji(
        kotak=tuple((n, _told(_in(everybody, 2, n)), _told(_in(everybody, 1, n))) for n in range(9, 0, -1)),
        unit=_lines(groups["unit"], words), kelamin=_lines(groups["kelamin"], KELAMIN), umur=_lines(groups["umur"], UMUR),
        pindah=_told(moved), jumlah=sum(row[-1] for row in everybody),
    )  # fmt: skip


def _told(jumlah: int) -> int | None:
    return jumlah if jumlah == 0 or jumlah >= MIN_AGREGAT else None


def _in(rows: list[tuple[Any, ...]], place: int, kotak: int) -> int:
    return sum(row[-1] for row in rows if row[place] == kotak)


def _count(draf: VersiInstrumen, lama: VersiInstrumen, kelompok: str) -> list[tuple[Any, ...]]:
    now = timezone.now()
    shared = {"instansi_id": draf.instrumen.instansi_id, "pada": timezone.localdate(now), "diketahui": now}
    new, old = ask(draf.susunan, **shared), ask(lama.susunan, **shared)
    # Both ask with the same names: those of the draft get another one.
    renamed, values = new.sql, {}
    for nama, value in new.nilai.items():
        renamed = renamed.replace(f"%({nama})s", f"%(uji_{nama})s")
        values[f"uji_{nama}"] = value
    statement = DUA.replace("KELOMPOK", kelompok, 1).replace("BARU", renamed, 1).replace("LAMA", old.sql, 1)
    rows = fetch(statement, **old.nilai, **values)
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]


def _lines(rows: list[tuple[Any, ...]], words: dict[str, str]) -> tuple[Baris, ...]:
    table, keys = [], sorted({row[0] for row in rows}, key=str)
    for key in keys:
        mine = [row for row in rows if row[0] == key]
        table.append(
            [
                sum(row[5] for row in mine),
                sum(row[5] for row in mine if row[4] == "lengkap"), sum(row[5] for row in mine if row[3] == "lengkap"),
                sum(row[5] for row in mine if row[2] >= 7), sum(row[5] for row in mine if row[1] >= 7),
            ]
        )  # fmt: skip
    hidden = hide_small(table, MIN_AGREGAT)
    return tuple(
        Baris(
            words.get(key, "Tanpa perangkat daerah"),
            *(None if (line, place) in hidden else cell for place, cell in enumerate(cells)),
        )
        for line, (key, cells) in enumerate(zip(keys, table, strict=True))
    )
