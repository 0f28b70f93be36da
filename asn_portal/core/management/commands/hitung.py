"""manage.py hitung <aturan> '<json>': one answer of one rule, as JSON. Needs no database."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from asn_portal.core.kalender import KALENDER_BAWAAN
from asn_portal.core.regulasi import Ditolak, find_aturan, to_plain


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
            data = json.loads(options["masukan"])
        except json.JSONDecodeError as unreadable:
            raise CommandError(f"Masukan bukan JSON: {unreadable}") from unreadable
        if not isinstance(data, dict):
            raise CommandError("Masukan harus berupa objek JSON.")
        try:
            body = to_plain(vars(rule.answer(data, kalender=KALENDER_BAWAAN)))
        except Ditolak as refused:
            self.write({"galat": refused.galat, "pesan": refused.pesan})
            sys.exit(1)
        self.write(body)

    def write(self, body: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(body, ensure_ascii=False))
