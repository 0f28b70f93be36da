"""What the committee and HR look at beside the list: people side by side, closed gates, and adverse impact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet, Value

from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.kelompok_kecil import hide_in_line, hide_small
from asn_portal.core.models import Pengguna
from asn_portal.core.selectors.unit import unit_names
from asn_portal.core.sql import fetch
from merit import permissions
from merit.enums import StatusNilai
from merit.gerbang import Gerbang, daftar_gerbang
from merit.models import Nilai, Putaran
from merit.selectors import putaran as selectors
from merit.selectors.penjelasan import Penjelasan, explain_row
from merit.selectors.uji import KELAMIN, UMUR
from pegawai.models import Pegawai

# Side by side more than four do not fit on a page.
TERBANYAK = 4


@dataclass(frozen=True)
class Sebelah:
    """One column of a comparison."""

    pegawai: Pegawai
    unit: str
    penjelasan: Penjelasan


@dataclass(frozen=True)
class BarisSebelah:
    """One component of everybody: (what was found, what it adds); None where nothing was found."""

    nama: str
    sumbu: str
    sel: tuple[tuple[str, Decimal | None, bool], ...]


def side_by_side(
    putaran: Putaran, orang: Sequence[UUID], pengguna: Pengguna
) -> tuple[list[Sebelah], list[BarisSebelah]]:
    """Those of these people whose rows this account may read, on the same evidence; at most four."""
    rows = permissions.visible_rows(pengguna, putaran).filter(pegawai_id__in=list(orang)[:TERBANYAK])
    people = {row.pegawai_id: row for row in rows.select_related("pegawai")}
    units = unit_names({row.unit_id for row in people.values() if row.unit_id}, putaran.pada)
    columns = [
        Sebelah(people[pk].pegawai, units.get(people[pk].unit_id, ""), found)
        for pk in dict.fromkeys(orang)
        if pk in people and (found := explain_row(putaran, pk, pengguna)) is not None
    ]
    return columns, _lines(columns)


def _lines(columns: list[Sebelah]) -> list[BarisSebelah]:
    if not columns:
        return []
    first = columns[0].penjelasan
    lines = []
    for place, sumbu in enumerate(first.sumbu):
        for at, butir in enumerate(sumbu.butir):
            mine = [column.penjelasan.sumbu[place].butir[at] for column in columns]
            best = max((one.sumbangan for one in mine if one.sumbangan is not None), default=None)
            cells = tuple(
                (one.kata or "Belum ada datanya", one.sumbangan, one.sumbangan is not None and one.sumbangan == best)
                for one in mine
            )
            lines.append(BarisSebelah(butir.komponen.nama, sumbu.nama, cells))
    return lines


def _holds(kode: str) -> Func:
    """The column is text[], which Django compares only with its own kind of text."""
    return Func(
        Value(kode), F("gerbang"), template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField()
    )


def gated(pengguna: Pengguna, putaran: Putaran, kode: str) -> QuerySet[Nilai]:
    """Who is no candidate, whatever the score. By name only for those who read everybody; discipline stays in the file."""
    rows = permissions.visible_rows(pengguna, putaran).filter(status=StatusNilai.TIDAK_MEMENUHI)
    rows = rows.filter(_holds(kode)) if kode in daftar_gerbang else rows
    return rows.select_related("pegawai").order_by("pegawai__nama", "pegawai_id")


def gate_counts(pengguna: Pengguna, putaran: Putaran) -> list[tuple[Gerbang, int | None]]:
    """How many each gate holds back. To those who read candidates only, no number from which fewer than five could be read
    or worked out.
    """
    mine = selectors.figures(pengguna, putaran).filter(status=StatusNilai.TIDAK_MEMENUHI)
    everybody = permissions.can_see_everybody(pengguna)
    counts = [(gate, _count_of(mine, kode)) for kode, gate in daftar_gerbang.items()]
    hidden = set() if everybody else hide_in_line([n for _, n in counts], MIN_AGREGAT)
    return [(gate, None if at in hidden else n) for at, (gate, n) in enumerate(counts)]


def _count_of(rows: QuerySet[Nilai], kode: str) -> int:
    return rows.filter(_holds(kode)).count()


# -- adverse impact ------------------------------------------------------------------------------------------------

# The four-fifths rule of thumb: a rate below 80 percent of the highest one asks for a second look, nothing more.
EMPAT_PERLIMA = Decimal("0.8")
DAMPAK = """
SELECT KELOMPOK, count(*), count(*) FILTER (WHERE nilai.kotak >= %(mulai)s)
  FROM merit_nilai AS nilai JOIN pegawai_pegawai AS p ON p.id = nilai.pegawai_id
 WHERE nilai.putaran = %(nomor)s AND nilai.status = 'lengkap' AND (%(semua)s OR nilai.unit_id = ANY(%(unit)s::uuid[]))
 GROUP BY 1 ORDER BY 1
"""
KELOMPOK = {
    "kelamin": "p.jenis_kelamin",
    "umur": """CASE WHEN p.tanggal_lahir > %(pada)s::date - interval '35 years' THEN '1'
                    WHEN p.tanggal_lahir > %(pada)s::date - interval '45 years' THEN '2'
                    WHEN p.tanggal_lahir > %(pada)s::date - interval '55 years' THEN '3' ELSE '4' END""",
    "unit": "coalesce(nilai.perangkat_id::text, '')",
}
JUDUL = {"kelamin": "Menurut jenis kelamin", "umur": "Menurut umur", "unit": "Menurut perangkat daerah"}


@dataclass(frozen=True)
class Kelompok:
    """A group: people with a box, those in 7 to 9, the share, and the share against the highest one. None: not told."""

    nama: str
    orang: int | None
    atas: int | None
    persen: Decimal | None
    banding: Decimal | None

    @property
    def perhatian(self) -> bool:
        return self.banding is not None and self.banding < EMPAT_PERLIMA


@dataclass(frozen=True)
class Dampak:
    kunci: str
    judul: str
    baris: tuple[Kelompok, ...]

    @property
    def perhatian(self) -> list[str]:
        return [one.nama for one in self.baris if one.perhatian]


def adverse_impact(pengguna: Pengguna, putaran: Putaran) -> list[Dampak]:
    """Three queries, as sums; groups below five persons, and what would give them away, are hidden."""
    everybody = permissions.can_see_everybody(pengguna)
    units = [] if everybody else list(selectors.units_counted(pengguna))
    return [Dampak(kunci, JUDUL[kunci], _groups(putaran, kunci, everybody, units)) for kunci in KELOMPOK]


def _groups(putaran: Putaran, kunci: str, semua: bool, units: list[UUID]) -> tuple[Kelompok, ...]:
    rows = fetch(
        DAMPAK.replace("KELOMPOK", KELOMPOK[kunci], 1), nomor=putaran.nomor, pada=putaran.pada, semua=semua, unit=units,
        mulai=permissions.MULAI_CALON,
    )  # fmt: skip
    names = {"kelamin": KELAMIN, "umur": UMUR}.get(kunci) or _unit_words([key for key, *_ in rows], putaran)
    table = [[above, count - above] for _, count, above in rows]
    hidden = hide_small(table, MIN_AGREGAT)
    known = [
        None if {(line, 0), (line, 1)} & hidden or not count else Decimal(above) / count
        for line, (_, count, above) in enumerate(rows)
    ]
    most = max((rate for rate in known if rate is not None), default=Decimal(0))
    return tuple(
        Kelompok(
            names.get(key, "Tanpa perangkat daerah"), None if rate is None and count < MIN_AGREGAT else count,
            None if rate is None else above, None if rate is None else rate * 100,
            None if rate is None or not most else rate / most,
        )
        for (key, count, above), rate in zip(rows, known, strict=True)
    )  # fmt: skip


def _unit_words(keys: list[str], putaran: Putaran) -> dict[str, str]:
    names = unit_names([UUID(key) for key in keys if key], putaran.pada)
    return {str(key): nama for key, nama in names.items()}
