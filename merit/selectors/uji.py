"""Ruang uji: what a draft would change, on real data, as sums. No names; groups below the minimum are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_in_line, hide_small
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from merit.mesin import ask
from merit.models import VersiInstrumen
from merit.permissions import MULAI_CALON

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
    names = unit_names({key for key, *_ in groups["unit"] if key}, timezone.localdate())
    words = {str(key): nama for key, nama in names.items()}
    return Uji(
        kotak=_boxes(everybody),
        unit=_lines(groups["unit"], words), kelamin=_lines(groups["kelamin"], KELAMIN), umur=_lines(groups["umur"], UMUR),
        pindah=_moved(everybody), jumlah=sum(row[-1] for row in everybody),
    )  # fmt: skip


def _boxes(rows: list[tuple[Any, ...]]) -> tuple[tuple[int, int | None, int | None], ...]:
    """Boxes before and after. How many are complete stands in the other tables: what is hidden must not follow from that."""
    columns = []
    for place in (2, 1):
        counts = [sum(row[-1] for row in rows if row[place] == n) for n in range(9, 0, -1)]
        hidden = hide_in_line(counts, MIN_AGREGAT)
        columns.append([None if at in hidden else count for at, count in enumerate(counts)])
    return tuple(zip(range(9, 0, -1), *columns, strict=True))


def _moved(rows: list[tuple[Any, ...]]) -> int | None:
    """Neither so few who moved nor so few who stayed are told."""
    moved = sum(n for _, now, then, *_, n in rows if now != then)
    stayed = sum(row[-1] for row in rows) - moved
    return None if 0 < moved < MIN_AGREGAT or 0 < stayed < MIN_AGREGAT else moved


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
    """A group hidden as a whole, or one whose parts (incomplete, below box 7, in 7 to 9) would follow from what is shown."""
    keys = sorted({row[0] for row in rows}, key=str)
    people = [sum(row[5] for row in rows if row[0] == key) for key in keys]
    closed = hide_in_line(people, MIN_AGREGAT)
    before, after = _parts(rows, keys, 4, 2), _parts(rows, keys, 3, 1)
    return tuple(
        Baris(words.get(key, "Tanpa perangkat daerah"), None, None, None, None, None)
        if line in closed
        else Baris(
            words.get(key, "Tanpa perangkat daerah"), people[line], before[line][0], after[line][0], before[line][1],
            after[line][1],
        )
        for line, key in enumerate(keys)
    )  # fmt: skip


def _parts(
    rows: list[tuple[Any, ...]], keys: list[Any], status: int, kotak: int
) -> list[tuple[int | None, int | None]]:
    """Of every group how many are complete and how many stand in 7 to 9 (None: not told)."""
    table = []
    for key in keys:
        mine = [row for row in rows if row[0] == key]
        whole = sum(row[5] for row in mine if row[status] == "lengkap")
        above = sum(row[5] for row in mine if row[kotak] >= MULAI_CALON)
        table.append([sum(row[5] for row in mine) - whole, whole - above, above])
    hidden = hide_small(table, MIN_AGREGAT)
    return [
        (None if (line, 0) in hidden else below + above, None if (line, 2) in hidden else above)
        for line, (_, below, above) in enumerate(table)
    ]
