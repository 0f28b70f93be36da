"""Movement between two runs as sums, and how an instrument's results have gone over time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from asn_portal.core.bagan import Bagan, BarisBagan, Bentuk, Hitungan
from asn_portal.core.models import Pengguna
from asn_portal.core.sql import fetch
from asn_portal.core.templatetags.bentuk import tanggal_pendek
from merit import permissions
from merit.enums import StatusNilai
from merit.models import Putaran
from merit.permissions import MULAI_CALON
from merit.selectors.penjelasan import total_of

BULAN = 12
# Everybody in both runs but the reader; who came or left stands beside.
GERAK = """
SELECT a.kotak, a.status, b.kotak, b.status, count(*) FILTER (WHERE a.pegawai_id IS NOT NULL AND b.pegawai_id IS NOT NULL),
       count(*) FILTER (WHERE a.pegawai_id IS NULL), count(*) FILTER (WHERE b.pegawai_id IS NULL)
  FROM (SELECT pegawai_id, kotak, status FROM merit_nilai WHERE putaran = %(lama)s AND pegawai_id IS DISTINCT FROM %(saya)s) AS a
  FULL JOIN (SELECT pegawai_id, kotak, status FROM merit_nilai WHERE putaran = %(baru)s AND pegawai_id IS DISTINCT FROM %(saya)s) AS b
    ON b.pegawai_id = a.pegawai_id
 GROUP BY 1, 2, 3, 4
"""
TREN = """
SELECT putaran, avg(total) FILTER (WHERE status = 'lengkap'), count(*) FILTER (WHERE kotak >= %(calon)s)
  FROM merit_nilai WHERE putaran = ANY(%(nomor)s) GROUP BY putaran
"""


@dataclass(frozen=True)
class Arus:
    """So many went from here to there; `persen` of the largest flow."""

    dari: str
    ke: str
    jumlah: int
    persen: int


@dataclass(frozen=True)
class Gerak:
    tetap: int
    masuk: int
    keluar: int
    arus: tuple[Arus, ...]

    @property
    def pindah(self) -> int:
        return sum(satu.jumlah for satu in self.arus)


@dataclass(frozen=True)
class Titik:
    """One run of the line: how complete, the average, and how many stand in the boxes of candidates."""

    putaran: Putaran
    lengkap: int
    rata_rata: Decimal | None
    calon: int
    persen_calon: int


def place_words(kotak: int | None, status: str) -> str:
    return f"Kotak {kotak}" if kotak else str(StatusNilai(status).label)


def movement(lama: Putaran, baru: Putaran, saya: UUID | None) -> Gerak:
    still = came = left = 0
    flows: list[tuple[str, str, int]] = []
    for a_kotak, a_status, b_kotak, b_status, both, new, gone in fetch(
        GERAK, lama=lama.nomor, baru=baru.nomor, saya=saya
    ):
        came, left = came + new, left + gone
        if not both:
            continue
        if (a_kotak, a_status) == (b_kotak, b_status):
            still += both
        else:
            flows.append((place_words(a_kotak, a_status), place_words(b_kotak, b_status), both))
    largest = max((count for *_, count in flows), default=1)
    ordered = sorted(flows, key=lambda flow: (-flow[2], flow[0], flow[1]))
    return Gerak(still, came, left, tuple(Arus(dari, ke, n, round(100 * n / largest)) for dari, ke, n in ordered))


def trend(pengguna: Pengguna, putaran: Putaran) -> list[Titik]:
    """The latest runs of the same instrument and cohort that this account reads, the oldest first; one for each day."""
    rows = permissions.visible_runs(pengguna).berisi().select_related("versi__instrumen")
    alike = rows.filter(
        versi__instrumen_id=putaran.versi.instrumen_id, kohort=putaran.kohort, unit_id=putaran.unit_id
    ).order_by("-pada", "-nomor")
    runs: dict[object, Putaran] = {}
    for row in alike[: 2 * BULAN]:
        runs.setdefault(row.pada, row)
    chosen = sorted(runs.values(), key=lambda row: row.pada)[-BULAN:]
    sums = {row[0]: row[1:] for row in fetch(TREN, nomor=[row.nomor for row in chosen], calon=MULAI_CALON)}
    points = []
    for row in chosen:
        mean, pool = sums.get(row.nomor, (None, 0))
        points.append(
            Titik(
                row, round(100 * row.lengkap / row.jumlah), None if mean is None else total_of(row.versi.susunan, round(mean)),
                pool, round(100 * pool / row.lengkap) if row.lengkap else 0,
            )
        )  # fmt: skip
    return points


# Points of a band, and the last band that holds the highest score too.
LEBAR, TERATAS = 5, 19
SEBARAN = """
SELECT putaran, least(%(teratas)s, total / (%(lebar)s * CASE putaran WHEN %(baru)s THEN %(skala_baru)s ELSE %(skala_lama)s END))::int,
       count(*)::int
  FROM merit_nilai WHERE putaran = ANY(%(nomor)s) AND status = 'lengkap' GROUP BY 1, 2
"""


def distribution(lama: Putaran, baru: Putaran) -> Bagan:
    """How many complete rows have a score in each band of five points, in both runs: a curve and its table."""
    counts = {
        (nomor, band): n
        for nomor, band, n in fetch(
            SEBARAN, nomor=[lama.nomor, baru.nomor], baru=baru.nomor, lebar=LEBAR, teratas=TERATAS, skala_baru=_scale(baru),
            skala_lama=_scale(lama),
        )
    }  # fmt: skip
    names = (tanggal_pendek(lama.pada), tanggal_pendek(baru.pada))
    lines = tuple(
        BarisBagan(
            f"{band * LEBAR} sampai {(band + 1) * LEBAR - (band < TERATAS)}",
            tuple(Hitungan(nama, counts.get((run.nomor, band), 0)) for nama, run in zip(names, (lama, baru), strict=True)),
        )
        for band in range(min((band for _, band in counts), default=0), TERATAS + 1)
    )  # fmt: skip
    return Bagan(
        "bagan-sebaran", "Sebaran skor", "Pegawai yang datanya lengkap, menurut skornya dalam selang lima.", baru.pada, "Skor", names,
        lines, Bentuk.KURVA, semua=True,
    )  # fmt: skip


def _scale(putaran: Putaran) -> int:
    susunan = putaran.versi.susunan
    return int(susunan.sumbu[0].skala * len(susunan.sumbu))
