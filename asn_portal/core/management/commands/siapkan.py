"""manage.py siapkan: everything ./run needs before it serves, in one process."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from asn_portal.core import demo, selectors
from asn_portal.core.management.commands.isi_demo import fill
from asn_portal.core.models import Detak, Pengguna
from asn_portal.core.permissions import akses

STAMP = ".sidik"


class Command(BaseCommand):
    help = "Migrasi, berkas statis, dan data contoh bila basis data kosong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pegawai", type=int, default=2000)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        Detak.objects.all().delete()  # who was alive before this start says nothing about now
        self.collect_static()
        call_command("impor_referensi", stdout=StringIO())
        if settings.DEMO and demo.is_empty():
            self.stdout.write("Mengisi data contoh ...")
            fill(demo.Demo(options["pegawai"], 1, timezone.localdate(), lapor=self.stdout.write))
        if settings.DEMO:
            self.tell_accounts()

    def collect_static(self) -> None:
        """Only when a file has changed: the slow half of a start otherwise."""
        digest = hashlib.sha256()
        for finder in get_finders():
            for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
                digest.update(f"{path}:{storage.size(path)}:{storage.get_modified_time(path)}".encode())
        stamp = Path(settings.STATIC_ROOT) / STAMP
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(digest.hexdigest())

    def tell_accounts(self) -> None:
        """One line per demo account, which the launcher shows when the page answers."""
        for user in Pengguna.objects.filter(username__endswith=".demo").order_by("username"):
            mine = akses(user)
            peran = selectors.main_role(mine)
            unit = next((row.nama_unit for row in mine.daftar if row.peran.label == peran and row.nama_unit), "")
            words = f"{peran}, {unit}" if unit else peran
            self.stdout.write(f"akun\t{user.username:<16} {user.nama}: {words}")
        self.stdout.write(f"akun\tkata sandi semua akun demo: {settings.DEMO_PASSWORD}")
