"""python -m bench.hitung_bezetting: twenty years of placements behind today's, then bezetting as of any date by the portal
and by one bare statement; print times. Nothing of it is kept.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import date

import django
from django.db import connection, transaction
from django.utils import timezone

KALI, MASA_LALU, TAHUN = 7, 4, 5
# Behind each own post of today four earlier ones of five years each: the same seat where several sit, and before that time
# the seat as it is now (the organisation of the demo is younger than that).
PAST = """
INSERT INTO jabatan_penempatan (id, pegawai_id, jabatan_id, tunggal, jenis, sub_jabatan, dasar, dasar_rangkap, sk_nomor, berlaku, tercatat)
SELECT uuidv7(), p.pegawai_id, p.jabatan_id, p.tunggal, 'definitif', '', 'tolok ukur', '', '',
       daterange((lower(p.berlaku) - make_interval(years => %(tahun)s * n))::date,
                 (lower(p.berlaku) - make_interval(years => %(tahun)s * (n - 1)))::date),
       tstzrange(clock_timestamp(), NULL)
FROM jabatan_penempatan p CROSS JOIN generate_series(1, %(kali)s) n
WHERE p.jenis = 'definitif' AND NOT p.tunggal AND upper_inf(p.tercatat)
  AND NOT EXISTS (SELECT FROM jabatan_penempatan l WHERE l.pegawai_id = p.pegawai_id AND l.id <> p.id AND upper_inf(l.tercatat))
"""
OLDER = "UPDATE {tabel} SET berlaku = daterange((lower(berlaku) - make_interval(years => 25))::date, upper(berlaku))"
DATED = ("jabatan_rincianjabatan", "core_rincianunit", "core_jalurunit")
BARE = """
WITH letak AS (SELECT jalur FROM core_jalurunit WHERE unit_id = %(unit)s AND berlaku @> %(hari)s::date)
SELECT sum(k), sum(b) FROM (
    SELECT r.kebutuhan AS k, count(p.id) AS b
    FROM letak JOIN core_jalurunit bawah ON bawah.jalur <@ letak.jalur AND bawah.berlaku @> %(hari)s::date
    JOIN jabatan_rincianjabatan r ON r.unit_id = bawah.unit_id AND upper_inf(r.tercatat) AND r.berlaku @> %(hari)s::date
    JOIN jabatan_jabatan j ON j.id = r.jabatan_id AND j.jenis NOT IN ('pejabat_negara', 'tugas_tambahan')
    LEFT JOIN jabatan_penempatan p ON p.jabatan_id = r.jabatan_id AND p.jenis IN ('definitif', 'rangkap')
          AND upper_inf(p.tercatat) AND p.berlaku @> %(hari)s::date
    GROUP BY r.jabatan_id, r.kebutuhan
) kursi
"""


def timed(act: Callable[[], object]) -> float:
    """The middle of several runs, after one that warms up."""
    act()
    found = []
    for _ in range(KALI):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def fill() -> int:
    """The owner writes; triggers sleep meanwhile, since they trace and guard what people do."""
    with connection.cursor() as cursor:
        for tabel in (*DATED, "jabatan_penempatan"):
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
        for tabel in DATED:
            cursor.execute(OLDER.format(tabel=tabel))
        cursor.execute(PAST, {"tahun": TAHUN, "kali": MASA_LALU})
        rows = int(cursor.rowcount)
        cursor.execute("ANALYZE jabatan_penempatan, jabatan_rincianjabatan, core_jalurunit, core_rincianunit")
    return rows


def main() -> None:
    django.setup()
    from asn_portal.core.sql import fetch
    from bench.sesi import maps
    from jabatan.selectors.peta import draw_peta

    today = timezone.localdate()
    unit = maps()["provinsi"]
    days = {f"mundur_{n}": today.replace(year=today.year - n, day=1) for n in (0, 5, 10, 20)} | {
        "maju_1": today.replace(year=today.year + 1, day=1)
    }
    with transaction.atomic():
        rows = fill()
        found = {name: _measure(unit, day, draw_peta, fetch) for name, day in days.items()}
        transaction.set_rollback(True)
    print(json.dumps({"penempatan": rows, "hari": found}))


def _measure(
    unit: str, day: date, draw: Callable[..., object], fetch: Callable[..., list[tuple[int, int]]]
) -> dict[str, float]:
    from uuid import UUID

    drawn = draw(UUID(unit), day)
    k, b = fetch(BARE, unit=unit, hari=day)[0]
    total = getattr(getattr(drawn, "akar", None), "seluruhnya", None)
    if total is None or (total.k, total.b) != (k, b):
        raise RuntimeError(f"Bezetting per {day} berbeda: portal {total}, perintah polos {b}/{k}")
    return {
        "portal": round(timed(lambda: draw(UUID(unit), day)), 4),
        "polos": round(timed(lambda: fetch(BARE, unit=unit, hari=day)), 4),
        "b": int(b),
    }


if __name__ == "__main__":
    main()
