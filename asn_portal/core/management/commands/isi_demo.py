"""manage.py isi_demo: fill an empty database with invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from asn_portal.core import demo
from asn_portal.core.audit import perubahan, record_jejak


class Command(BaseCommand):
    help = "Mengisi basis data kosong dengan data contoh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pegawai", type=int, default=2000, help="banyaknya pegawai")
        parser.add_argument("--benih", type=int, default=1, help="benih acak: benih yang sama memberi data yang sama")
        parser.add_argument(
            "--tanggal", type=date.fromisoformat, default=None, help="hari ini bagi data contoh (TTTT-BB-HH)"
        )
        parser.add_argument("--hanya", default=None, help="hanya satu aplikasi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hanya"] is None and not demo.is_empty():
            raise CommandError("Basis data sudah berisi. Data contoh hanya untuk basis data kosong.")
        filled = demo.Demo(options["pegawai"], options["benih"], options["tanggal"] or timezone.localdate())
        fill(filled, options["hanya"])
        self.stdout.write(f"Data contoh terisi: {len(filled.accounts)} akun.")


@transaction.atomic
def fill(filled: demo.Demo, hanya: str | None) -> None:
    with demo.untraced():
        demo.load(filled, hanya=hanya)
    _record(filled)


@perubahan
def _record(filled: demo.Demo) -> None:
    record_jejak(None, "data_contoh_diisi", by=None, rincian={"benih": filled.benih, "pegawai": filled.pegawai})
