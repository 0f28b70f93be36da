"""Leave outside the State's account: which months of it move what is counted in years of service. One person, and everybody.

The pure rule is pegawai.aturan.cuti; tests/pegawai/test_cuti_luar.py holds both speeds to the same answers.
"""

from __future__ import annotations

from uuid import UUID

from pegawai.aturan.cuti import SEHARI, Masa
from pegawai.models import RiwayatCLTN

# Kinds of absence (BKN): without pay, with its extension.
JENIS_CLTN = ["1", "5"]
TIDAK_DIHITUNG = [f"cltn:{kode}" for kode in JENIS_CLTN]


def absences_of(pegawai_id: UUID) -> list[Masa]:
    """Leaves outside the State's account, each until the day before he was active again. Study is service and none of them."""
    rows = RiwayatCLTN.objects.kini().filter(pegawai_id=pegawai_id, jenis_cltn_id__in=TIDAK_DIHITUNG)
    return [(row.mulai, row.tanggal_aktif - SEHARI if row.tanggal_aktif else row.sampai) for row in rows if row.sampai]


# The same of many: one multirange for each who was ever away, in which leaves that touch are one. Needs %(jenis_cltn)s.
LUAR = """
SELECT baris.pegawai_id,
       range_agg(daterange(lower(baris.berlaku), greatest(coalesce(baris.tanggal_aktif, upper(baris.berlaku)), lower(baris.berlaku))))
           AS luar
  FROM pegawai_riwayatcltn AS baris
 WHERE upper_inf(baris.tercatat) AND split_part(baris.jenis_cltn_id, ':', 2) = ANY(%(jenis_cltn)s) {hanya}
 GROUP BY baris.pegawai_id
"""

# Months between two days that do not count: a leave that begins before the day, moved by those before it, counts whole.
_BULAN = """CASE WHEN orang.luar IS NULL THEN 0 ELSE (
    SELECT coalesce(sum(urut.bulan) FILTER (WHERE urut.kena), 0) FROM (
        SELECT satu.bulan, bool_and(satu.mulai < ({genap} + make_interval(months => satu.sebelum))::date)
                   OVER (ORDER BY satu.mulai) AS kena
          FROM (SELECT masa.mulai, masa.bulan, coalesce(sum(masa.bulan) OVER (ORDER BY masa.mulai
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS sebelum
                  FROM (SELECT lower(pergi.hari) AS mulai,
                               (12 * (extract(year FROM upper(pergi.hari)) - extract(year FROM lower(pergi.hari)))
                                + extract(month FROM upper(pergi.hari)) - extract(month FROM lower(pergi.hari)))::int
                                + (extract(day FROM upper(pergi.hari)) > extract(day FROM lower(pergi.hari)))::int AS bulan
                          FROM unnest(orang.luar * datemultirange(daterange({dasar}, NULL))) AS pergi (hari)) AS masa
               ) AS satu
    ) AS urut)::int END"""


def uncounted(dasar: str, genap: str) -> str:
    """Months that move `genap`, which is reckoned from `dasar` (both SQL of a date); needs orang.luar. Zero for nearly all."""
    return _BULAN.replace("{dasar}", dasar).replace("{genap}", genap)
