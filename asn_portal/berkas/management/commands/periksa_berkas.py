"""manage.py periksa_berkas: is every document's file there, and is it the one that was stored?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from asn_portal.berkas.services.dokumen import damaged_files


class Command(BaseCommand):
    help = (
        "Membandingkan setiap dokumen dengan berkasnya, misalnya setelah pemulihan; kode keluar 1 bila ada yang hilang."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for dokumen_id, sebab in damaged_files():
            self.stdout.write(f"{dokumen_id} {sebab}")
            found += 1
        if found:
            sys.exit(1)
        self.stdout.write("utuh")
