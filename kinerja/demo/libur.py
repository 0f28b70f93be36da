"""Lists of holidays for the finished years of the demo province, marked as examples: clocks of those years need them."""

from __future__ import annotations

from datetime import date, timedelta

from asn_portal.core.demo import Demo, salin
from asn_portal.core.demo.tulis import sejak
from asn_portal.core.enums import JenisLibur
from asn_portal.core.models import HariLibur, TahunLibur
from asn_portal.core.selectors.libur import daftar_libur

DASAR = "Contoh: hanya hari libur bertanggal tetap, bukan keputusan bersama"
TAHUN_SELESAI = 2
TETAP = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Hari Proklamasi Kemerdekaan RI"),
    (12, 25, "Kelahiran Yesus Kristus"),
)


def has_no_list() -> bool:
    return not TahunLibur.objects.exists()


def load_libur(demo: Demo) -> None:
    """Years whose list came with the project keep it; the next year has none until somebody enters it."""
    known = daftar_libur()
    running = demo.tanggal.year
    years = [year for year in range(running - TAHUN_SELESAI, running + 1) if year not in known]
    recorded = {year: sejak(demo.jam(date(year - 1, 10, 1))) for year in years}
    salin(
        TahunLibur, ("id", "berlaku", "tercatat", "dasar"),
        [
            (demo.id("tahun_libur", year), sejak(date(year, 1, 1), date(year + 1, 1, 1)), recorded[year], DASAR)
            for year in years
        ],
    )  # fmt: skip
    salin(
        HariLibur, ("id", "berlaku", "tercatat", "nama", "jenis"),
        [
            (
                demo.id("hari_libur", str(day)), sejak(day, day + timedelta(days=1)), recorded[day.year], f"{nama} (contoh)",
                JenisLibur.LIBUR_NASIONAL.value,
            )
            for year in years
            for day, nama in ((date(year, month, number), nama) for month, number, nama in TETAP)
        ],
    )  # fmt: skip
    demo.lapor(f"Hari libur contoh: {len(years)} tahun.")
