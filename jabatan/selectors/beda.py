"""The difference of a unit's map between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asn_portal.core import selectors as core_selectors
from asn_portal.core.sql import fetch

SHOWN = 150

DIFFERENCE = """
WITH dulu AS (
    SELECT r.jabatan_id, r.nama, r.kelas, r.kebutuhan, u.nama AS unit,
           (SELECT count(*) FROM jabatan_penempatan p
            WHERE p.jabatan_id = r.jabatan_id AND p.jenis IN ('definitif', 'rangkap', 'tugas_tambahan') AND upper_inf(p.tercatat)
              AND p.berlaku @> %(dari)s::date) AS b
    FROM core_jalurunit letak
    JOIN jabatan_rincianjabatan r ON r.unit_id = letak.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(dari)s::date
    JOIN core_rincianunit u ON u.unit_id = r.unit_id AND upper_inf(u.tercatat) AND u.berlaku @> %(dari)s::date
    WHERE letak.jalur <@ %(jalur_dari)s::ltree AND letak.berlaku @> %(dari)s::date
), kini AS (
    SELECT r.jabatan_id, r.nama, r.kelas, r.kebutuhan, u.nama AS unit,
           (SELECT count(*) FROM jabatan_penempatan p
            WHERE p.jabatan_id = r.jabatan_id AND p.jenis IN ('definitif', 'rangkap', 'tugas_tambahan') AND upper_inf(p.tercatat)
              AND p.berlaku @> %(ke)s::date) AS b
    FROM core_jalurunit letak
    JOIN jabatan_rincianjabatan r ON r.unit_id = letak.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(ke)s::date
    JOIN core_rincianunit u ON u.unit_id = r.unit_id AND upper_inf(u.tercatat) AND u.berlaku @> %(ke)s::date
    WHERE letak.jalur <@ %(jalur_ke)s::ltree AND letak.berlaku @> %(ke)s::date
)
SELECT coalesce(kini.jabatan_id, dulu.jabatan_id), dulu.nama, kini.nama, dulu.unit, kini.unit, dulu.kelas, kini.kelas,
       dulu.b, kini.b, dulu.kebutuhan, kini.kebutuhan, count(*) OVER ()
FROM dulu FULL JOIN kini USING (jabatan_id)
WHERE (dulu.nama, dulu.unit, dulu.kelas, dulu.kebutuhan, dulu.b)
      IS DISTINCT FROM (kini.nama, kini.unit, kini.kelas, kini.kebutuhan, kini.b)
ORDER BY coalesce(kini.unit, dulu.unit), coalesce(kini.nama, dulu.nama), 1 LIMIT %(batas)s
"""


@dataclass(frozen=True)
class Beda:
    """One seat that is not the same on both days: what it was and what it is. None: it was not, or is no more, there."""

    jabatan_id: UUID
    nama: tuple[str | None, str | None]
    unit: tuple[str | None, str | None]
    kelas: tuple[int | None, int | None]
    b: tuple[int | None, int | None]
    k: tuple[int | None, int | None]

    @property
    def perubahan(self) -> str:
        """In a word what has happened."""
        if self.nama[0] is None:
            return "Jabatan baru"
        if self.nama[1] is None:
            return "Tidak ada lagi"
        changed = [word for word, pair in self._pairs() if pair[0] != pair[1]]
        return ", ".join(changed).capitalize()

    def _pairs(self) -> tuple[tuple[str, tuple[object, object]], ...]:
        return (
            ("nama", self.nama), ("unit", self.unit), ("kelas", self.kelas), ("pejabat", self.b), ("kebutuhan", self.k),
        )  # fmt: skip


def compare(unit_id: UUID, dari: date, ke: date) -> tuple[list[Beda], int]:
    """Seats of the unit that differ between the two days (the first 150), and how many there are in all."""
    paths = core_selectors.path_of(unit_id, dari), core_selectors.path_of(unit_id, ke)
    known = paths[0] or paths[1]
    if known is None:
        return [], 0
    rows = fetch(DIFFERENCE, dari=dari, ke=ke, jalur_dari=paths[0] or known, jalur_ke=paths[1] or known, batas=SHOWN)
    found = [Beda(row[0], row[1:3], row[3:5], row[5:7], row[7:9], row[9:11]) for row in rows]
    return found, rows[0][11] if rows else 0
