"""manage.py hitung <aturan> '<json>': one answer of one rule, as JSON.

Needs no database; rules about working days use the holiday lists entered in the portal where one answers.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from asn_portal.core import selectors
from asn_portal.core.kalender import KALENDER_BAWAAN, Kalender
from asn_portal.core.regulasi import Ditolak, TakTerbaca, find_aturan, parse_masukan, to_plain


class Command(BaseCommand):
    help = "Menghitung satu aturan; kode keluar 1 bila masukan ditolak."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("aturan")
        parser.add_argument("masukan", help="objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        rule = find_aturan(options["aturan"])
        if rule is None:
            raise CommandError(f"Aturan {options['aturan']} tidak dikenal. Daftarnya ada di Buku Aturan.")
        try:
            data = parse_masukan(options["masukan"])
        except TakTerbaca as unreadable:
            raise CommandError(unreadable.pesan) from unreadable
        try:
            body = to_plain(vars(rule.answer(data, kalender=self.kalender() if rule.butuh_kalender else None)))
        except Ditolak as refused:
            self.write({"galat": refused.galat, "pesan": refused.pesan})
            sys.exit(1)
        self.write(body)

    def kalender(self) -> Kalender:
        try:
            return selectors.kalender()
        except DatabaseError:
            self.stderr.write("Basis data tidak terbuka: memakai daftar hari libur bawaan saja.")
            return KALENDER_BAWAAN

    def write(self, body: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(body, ensure_ascii=False))
