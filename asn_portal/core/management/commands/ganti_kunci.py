"""manage.py ganti_kunci: after a new first key in ASN_KUNCI_SANDI, or a new ASN_KUNCI_SIDIK."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from asn_portal.core.services.kunci import rotate_keys


class Command(BaseCommand):
    help = "Menyandikan ulang semua kolom rahasia dengan kunci pertama pada ASN_KUNCI_SANDI."

    def handle(self, *args: Any, **options: Any) -> None:
        for kolom, jumlah in rotate_keys().items():
            self.stdout.write(f"{kolom}: {jumlah} baris disandikan ulang")
        self.stdout.write("Kunci lama boleh dihapus dari ASN_KUNCI_SANDI.")
