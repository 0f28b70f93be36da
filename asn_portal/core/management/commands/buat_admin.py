"""manage.py buat_admin: one of the first two system admins, for a portal in which nobody can log in yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.services.pemasangan import install_admin


class Command(BaseCommand):
    help = "Membuat admin sistem pertama atau kedua dan mencetak kode aktivasinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bkn-id", required=True, help="id instansi pada BKN")
        parser.add_argument("--instansi", default="", help="nama instansi; wajib pada panggilan pertama")
        parser.add_argument("--akun", required=True, help="nama akun")
        parser.add_argument("--nama", required=True, help="nama lengkap pemegang akun")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = install_admin(
                bkn_id=options["bkn_id"],
                nama_instansi=options["instansi"],
                username=options["akun"],
                nama=options["nama"],
                now=timezone.now(),
            )
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Kode aktivasi {options['akun']}: {code[:5]}-{code[5:]}")
        self.stdout.write("Berlaku 14 hari, sekali pakai. Buka /aktivasi/ lalu masukkan nama akun dan kode ini.")
