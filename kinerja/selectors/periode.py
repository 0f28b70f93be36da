"""Years of performance: windows as they hold for a unit, and where somebody's performance is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from kinerja.enums import SumberKinerja, TahapKinerja
from kinerja.models import PenetapanSumber, PeriodeKinerja
from pegawai.enums import KelompokJabatan
from pegawai.models import Pegawai
from pegawai.rekap import AWAL_JABATAN


@dataclass(frozen=True)
class Tenggat:
    """A window as it holds for one unit; `tambahan` are the days given back that `batas` already contains."""

    buka: date
    batas: date
    tambahan: int = 0

    def is_open(self, hari: date) -> bool:
        return self.buka <= hari

    def is_late(self, hari: date) -> bool:
        return hari > self.batas


# The row of the nearest unit at or above the asked one; without such a row that of everybody.
NEAREST = """
SELECT DISTINCT ON (tenggat.tahap, tenggat.nomor) tenggat.tahap, tenggat.nomor, tenggat.buka, tenggat.batas,
       coalesce((SELECT sum(tambahan.hari) FROM kinerja_tambahanwaktu AS tambahan WHERE tambahan.tenggat_id = tenggat.id), 0)::int
FROM kinerja_tenggatkinerja AS tenggat
LEFT JOIN core_jalurunit AS letak ON letak.unit_id = tenggat.unit_id AND letak.berlaku @> %(hari)s::date
LEFT JOIN core_jalurunit AS sini ON sini.unit_id = %(unit)s AND sini.berlaku @> %(hari)s::date
WHERE tenggat.periode_id = %(periode)s AND (tenggat.unit_id IS NULL OR letak.jalur @> sini.jalur)
ORDER BY tenggat.tahap, tenggat.nomor, nlevel(letak.jalur) DESC NULLS LAST
"""


def windows_of(periode: PeriodeKinerja, unit_id: UUID | None, hari: date) -> dict[tuple[str, int], Tenggat]:
    """Every window of the year for somebody of this unit, by stage and number."""
    return {
        (tahap, nomor): Tenggat(buka, batas + timedelta(days=days), days)
        for tahap, nomor, buka, batas, days in fetch(NEAREST, periode=periode.pk, unit=unit_id, hari=hari)
    }


def planning_window(periode: PeriodeKinerja, unit_id: UUID | None, hari: date) -> Tenggat | None:
    return windows_of(periode, unit_id, hari).get((TahapKinerja.RENCANA, 0))


def years_of(pengguna: Pengguna) -> list[PeriodeKinerja]:
    return list(PeriodeKinerja.objects.visible_to(pengguna).order_by("-tahun"))


@cache
def _as_pattern(like: str) -> re.Pattern[str]:
    """A LIKE pattern of the register of posts, for one name."""
    return re.compile(".*".join(map(re.escape, like.split("%"))), re.DOTALL)


def kelompok_of(jabatan: str) -> str:
    """What kind of post a name tells; empty for somebody without one. The same patterns as in figures."""
    if not jabatan:
        return ""
    for kelompok, patterns in AWAL_JABATAN.items():
        if any(_as_pattern(like).fullmatch(jabatan) for like in patterns):
            return str(kelompok)
    return str(KelompokJabatan.PELAKSANA.value)


def sumber_of(pegawai: Pegawai, periode: PeriodeKinerja) -> SumberKinerja:
    """Where this person plans and is rated in that year: what is set for the kind of post, else for all others."""
    rows = dict(PenetapanSumber.objects.filter(periode=periode).values_list("kelompok", "sumber"))
    found = rows.get(kelompok_of(pegawai.jabatan_kini)) or rows.get("") or SumberKinerja.PORTAL
    return SumberKinerja(found)
