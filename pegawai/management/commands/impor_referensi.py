"""manage.py impor_referensi [DAFTAR [BERKAS]]: bring in BKN's reference lists, the shipped ones or a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from asn_portal.core.errors import DomainError
from pegawai.referensi import all_referensi, read_list, referensi
from pegawai.services.referensi import compare, load_list, load_shipped


class Command(BaseCommand):
    help = "Memuat daftar rujukan BKN; yang sudah dimuat dilewati. Dapat diulang tanpa akibat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "daftar", nargs="?", help="nama daftar, misalnya pendidikan; tanpa ini semua yang disertakan"
        )
        parser.add_argument("berkas", nargs="?", type=Path, help="berkas CSV atau JSON dari BKN")
        parser.add_argument("--per", type=date.fromisoformat, help="keadaan daftar per tanggal (2026-11-01)")
        parser.add_argument("--periksa", action="store_true", help="hanya melaporkan yang akan berubah")

    def handle(self, *args: Any, **options: Any) -> None:
        name, path = options["daftar"], options["berkas"]
        daftar = referensi(name) if name else None
        if name and daftar is None:
            known = ", ".join(satu.jenis for satu in all_referensi())
            raise CommandError(f"Daftar {name} tidak dikenal. Yang dikenal: {known}.")
        if path is None:
            for muatan in load_shipped(hanya=[name] if name else []):
                self.tell(muatan.jenis, muatan.ringkasan)
            return
        assert daftar is not None
        if not path.is_file():
            raise CommandError(f"Berkas {path} tidak ada.")
        per = options["per"] or timezone.localdate()
        try:
            if options["periksa"]:
                self.tell(daftar.jenis, compare(daftar, read_list(daftar, path.read_bytes())))
            else:
                self.tell(daftar.jenis, load_list(daftar, path.read_bytes(), nama=path.name, per=per).ringkasan)
        except DomainError as refused:
            raise CommandError(refused.pesan) from refused

    def tell(self, jenis: str, counts: dict[str, Any]) -> None:
        line = f"{jenis}: {counts['isi']} baris, {counts['baru']} baru, {counts['berubah']} berubah, {counts['hilang']} hilang"
        self.stdout.write(line)
        for row in counts["sebut_hilang"] if counts["hilang"] else []:
            self.stdout.write(f"  hilang: {row[0]} {row[1]}")
