"""manage.py uji_aturan FILE.csv ...: run test cases of rules.

Needs no database, and uses the shipped holiday lists only: a case must not fail because somebody entered a year.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from asn_portal.core.kalender import KALENDER_BAWAAN
from asn_portal.core.regulasi import Ditolak, TakTerbaca, find_aturan, parse_masukan, same, to_plain

COLUMNS = {"id", "aturan", "masukan", "harapan", "sumber"}


class Command(BaseCommand):
    help = "Menjalankan contoh aturan dari berkas CSV dan membandingkan hasilnya."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        passed = failed = 0
        for path in options["berkas"]:
            for row in read_cases(path):
                problem = judge(row)
                if problem:
                    failed += 1
                    self.stdout.write(f"{row['id']} {row['aturan']}: {problem}")
                else:
                    passed += 1
        self.stdout.write(f"{passed} passed, {failed} failed")
        if failed:
            sys.exit(1)


def read_cases(path: Path) -> Iterator[dict[str, str]]:
    if not path.exists():
        raise CommandError(f"Berkas {path} tidak ada.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not set(reader.fieldnames or ()) >= COLUMNS:
            raise CommandError(f"Berkas {path} harus berkolom id, aturan, masukan, harapan, sumber.")
        yield from reader


def judge(row: dict[str, str]) -> str:
    """Empty when the rule answers as expected; otherwise what it said."""
    rule = find_aturan(row["aturan"])
    if rule is None:
        return "aturan tidak dikenal"
    try:
        expected, data = parse_masukan(row["harapan"]), parse_masukan(row["masukan"])
    except TakTerbaca:
        return "masukan atau harapan bukan objek JSON"
    try:
        found = to_plain(rule.answer(data, kalender=KALENDER_BAWAAN).hasil)
    except Ditolak as refused:
        found = {"galat": refused.galat}
    if same(expected, found):
        return ""
    return f"seharusnya {row['harapan']}, hasilnya {json.dumps(found, ensure_ascii=False)}"
