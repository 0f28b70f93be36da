"""The quality of data as pages show it: figures of a scope now, of the units below it, and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from asn_portal.core.bagan import Hitungan, conceal
from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.models import Pengguna, RincianUnit
from asn_portal.core.sql import fetch
from asn_portal.mutu.aturan.indeks import TABEL_INDIKATOR, Indeks, Ukuran, daftar_ukuran, indeks_mutu
from asn_portal.mutu.indikator import Indikator, Lingkup, counted_indikator, find_indikator, populasi_mutu
from asn_portal.mutu.models import NilaiMutu, PutaranMutu, TemuanMutu

# A run that has taken no longer than this is still going on.
MASA_PUTARAN = timedelta(minutes=30)
BULAN_TREN, HARI_TREN = 12, 14

HEAD = """
WITH orang AS MATERIALIZED (
    SELECT sumber.id, letak.jalur
      FROM (POPULASI) AS sumber
      LEFT JOIN core_jalurunit AS letak ON letak.unit_id = sumber.unit_id AND letak.berlaku @> %(hari)s::date
     WHERE sumber.instansi_id = %(instansi)s LINGKUP
)
"""
# How many people, how many with a finding, and how many each indicator has found: one row each, without a code the sums.
COUNT = """HEAD
SELECT temuan.indikator, count(DISTINCT orang.id), count(*)
  FROM orang JOIN mutu_temuanmutu AS temuan ON temuan.orang_id = orang.id AND temuan.selesai_pada IS NULL
 GROUP BY GROUPING SETS ((temuan.indikator), ())
UNION ALL
SELECT '', count(*), 0 FROM orang
"""
# The same for each unit one level below (and the unit itself), by the number that stands in the path.
BELOW = """HEAD
, cabang AS MATERIALIZED (
    SELECT orang.id, subpath(orang.jalur, least(%(dalam)s, nlevel(orang.jalur)) - 1, 1)::text::bigint AS nomor
      FROM orang WHERE orang.jalur IS NOT NULL
)
SELECT cabang.nomor, '' AS indikator, count(*) FROM cabang GROUP BY 1
UNION ALL
SELECT cabang.nomor, temuan.indikator, count(*)
  FROM cabang JOIN mutu_temuanmutu AS temuan ON temuan.orang_id = cabang.id AND temuan.selesai_pada IS NULL
 GROUP BY 1, 2
"""


@dataclass(frozen=True)
class BarisIndikator:
    """One of BKN's indicators in a scope. Without `indikator`: no app counts it yet."""

    ukuran: Ukuran
    dimensi: str
    indikator: Indikator | None
    kena: Hitungan


@dataclass(frozen=True)
class BarisUnit:
    """A unit one level below, with everything below it."""

    unit_id: UUID
    nama: str
    orang: int
    temuan: int
    indeks: Indeks | None
    langsung: bool


@dataclass(frozen=True)
class Titik:
    """The figures of a day, as they were known then."""

    hari: date
    orang: int
    temuan: int
    indeks: Indeks | None


@dataclass(frozen=True)
class Keadaan:
    """Everything the page shows about a scope. `sedikit`: fewer persons than may be told."""

    lingkup: Lingkup
    orang: int
    bertemuan: int
    temuan: int
    indeks: Indeks | None
    baris: list[BarisIndikator]
    sedikit: bool = False

    @property
    def dihitung(self) -> list[BarisIndikator]:
        """The most frequent first."""
        rows = [row for row in self.baris if row.indikator is not None]
        return sorted(rows, key=lambda row: (-row.kena.jumlah, row.kena.samar))

    @property
    def kena(self) -> list[BarisIndikator]:
        return [row for row in self.dihitung if row.kena.jumlah or row.kena.samar]

    @property
    def bersih(self) -> list[BarisIndikator]:
        return [row for row in self.dihitung if not (row.kena.jumlah or row.kena.samar)]

    @property
    def belum(self) -> list[BarisIndikator]:
        return [row for row in self.baris if row.indikator is None]


def last_run(instansi_id: UUID) -> PutaranMutu | None:
    """The newest run that has ended."""
    rows = PutaranMutu.objects.filter(instansi_id=instansi_id).exclude(selesai_pada=None)
    return rows.order_by("-dimulai_pada").first()


def running(instansi_id: UUID) -> PutaranMutu | None:
    since = timezone.now() - MASA_PUTARAN
    return PutaranMutu.objects.filter(instansi_id=instansi_id, selesai_pada=None, dimulai_pada__gt=since).first()


def state(pengguna: Pengguna, lingkup: Lingkup, hari: date) -> Keadaan:
    """The figures of a scope as they stand now. One statement."""
    statement, values = _statement(COUNT, pengguna, lingkup, hari)
    counted = {kode: (orang, temuan) for kode, orang, temuan in fetch(statement, **values)}
    orang, (bertemuan, temuan) = counted.pop("")[0], counted.pop(None)
    kena = {kode: jumlah for kode, (_, jumlah) in counted.items()}
    if not lingkup.rinci and 0 < orang < MIN_AGREGAT:
        return Keadaan(lingkup, 0, 0, 0, None, [], sedikit=True)
    codes = [satu.kode for satu in counted_indikator(hari)]
    index = indeks_mutu(hari, orang, kena, codes)
    return Keadaan(lingkup, orang, bertemuan, temuan, index, _rows(lingkup, kena, orang, hari))


def _statement(text: str, pengguna: Pengguna, lingkup: Lingkup, hari: date) -> tuple[str, dict[str, Any]]:
    populasi = populasi_mutu()
    inside = "AND letak.jalur <@ %(jalur)s::ltree" if lingkup.unit_id else ""
    values = {
        **populasi.nilai(hari), "hari": hari, "instansi": pengguna.instansi_id, "jalur": lingkup.jalur or "",
        "dalam": len(lingkup.jalur.split(".")) + 1 if lingkup.jalur else 1,
    }  # fmt: skip
    return text.replace("HEAD", HEAD).replace("POPULASI", populasi.sql).replace("LINGKUP", inside), values


def _rows(lingkup: Lingkup, kena: dict[str, int], orang: int, hari: date) -> list[BarisIndikator]:
    measures = daftar_ukuran(hari)
    cells = [
        Hitungan(ukuran.nama, kena.get(ukuran.kode, 0), _people_url(lingkup, ukuran.kode) if lingkup.rinci else "")
        for ukuran in measures
    ]
    if not lingkup.rinci:
        cells = conceal(cells, MIN_AGREGAT, total=orang)
    return [
        BarisIndikator(ukuran, TABEL_INDIKATOR.label[ukuran.dimensi], find_indikator(ukuran.kode), cell)
        for ukuran, cell in zip(measures, cells, strict=True)
    ]


def _people_url(lingkup: Lingkup, kode: str) -> str:
    unit = {"unit": str(lingkup.unit_id)} if lingkup.unit_id else {}
    return f"{reverse(populasi_mutu().rinci)}?{urlencode({'indikator': kode, **unit})}"


def units_below(pengguna: Pengguna, lingkup: Lingkup, hari: date) -> list[BarisUnit]:
    """Worst first; only for those who may see persons (sums of a unit beside those of its parts could be subtracted)."""
    if not lingkup.rinci or lingkup.jalur is None:
        return []
    statement, values = _statement(BELOW, pengguna, lingkup, hari)
    people: dict[int, int] = {}
    hits: dict[int, dict[str, int]] = {}
    for nomor, kode, jumlah in fetch(statement, **values):
        if kode:
            hits.setdefault(nomor, {})[kode] = jumlah
        else:
            people[nomor] = jumlah
    codes = [satu.kode for satu in counted_indikator(hari)]
    here = int(lingkup.jalur.rsplit(".", 1)[-1])
    rows = RincianUnit.objects.pada(hari).filter(unit__nomor__in=list(people)).select_related("unit")
    found = [
        BarisUnit(
            row.unit_id, f"Langsung di {row.nama}" if row.unit.nomor == here else row.nama, people[row.unit.nomor],
            sum(hits.get(row.unit.nomor, {}).values()),
            indeks_mutu(hari, people[row.unit.nomor], hits.get(row.unit.nomor, {}), codes), row.unit.nomor == here,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.indeks.nilai if row.indeks else 0, row.nama))


def trend(pengguna: Pengguna, lingkup: Lingkup, hari: date) -> list[Titik]:
    """What the unit's figures were: the last days, and before them the last day of each month. Two statements."""
    rows = NilaiMutu.objects.filter(instansi_id=pengguna.instansi_id, unit_id=lingkup.unit_id, hari__lte=hari)
    rows = rows.filter(hari__gt=hari - timedelta(days=31 * BULAN_TREN)).select_related("putaran").order_by("-hari")
    recent = hari - timedelta(days=HARI_TREN)
    months: set[tuple[int, int]] = set()
    points: list[Titik] = []
    for row in rows:
        month = (row.hari.year, row.hari.month)
        if row.hari <= recent and month in months:
            continue
        months.add(month)
        if not lingkup.rinci and row.orang < MIN_AGREGAT:
            continue
        codes = [kode for kode, _ in row.putaran.rencana]
        index = indeks_mutu(row.hari, row.orang, row.kena, codes)
        points.append(Titik(row.hari, row.orang, sum(row.kena.values()), index))
    return points[::-1]


def findings_of(orang_id: UUID) -> list[TemuanMutu]:
    """Open findings about one person, in BKN's order."""
    rows = {row.indikator: row for row in TemuanMutu.objects.filter(orang_id=orang_id, selesai_pada=None)}
    return [rows[satu.kode] for satu in counted_indikator(timezone.localdate()) if satu.kode in rows]


def past_findings_of(orang_id: UUID) -> Sequence[TemuanMutu]:
    """What was put right about one person, newest first."""
    return TemuanMutu.objects.filter(orang_id=orang_id).exclude(selesai_pada=None).order_by("-selesai_pada")[:20]
