"""manage.py periksa_jejak: seal what is open, then check the whole trace against its seals."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from asn_portal.core.services import jejak


class Command(BaseCommand):
    help = "Menyegel lalu memeriksa jejak audit; kode keluar 1 bila ada yang berubah atau hilang."

    def handle(self, *args: Any, **options: Any) -> None:
        jejak.seal(timezone.now())
        findings = list(jejak.check())
        for finding in findings:
            self.stdout.write(finding)
        if findings:
            sys.exit(1)
        self.stdout.write("utuh")
