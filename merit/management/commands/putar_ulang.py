"""manage.py putar_ulang <nomor>: compute a run again from its cut-off and compare the fingerprints. Writes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from merit.models import BERISI, Putaran
from merit.services.hitung import recompute
from merit.susunan import read_susunan


class Command(BaseCommand):
    help = "Menghitung lagi sebuah putaran merit dari batas datanya dan membandingkan sidiknya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("putaran", type=int, help="nomor putaran")

    def handle(self, *args: Any, **options: Any) -> None:
        putaran = Putaran.objects.select_related("versi__instrumen").filter(nomor=options["putaran"]).first()
        if putaran is None or putaran.status not in BERISI:
            raise CommandError(f"Putaran {options['putaran']} tidak ada atau belum selesai dihitung.")
        if read_susunan(putaran.versi.isi).sidik() != putaran.versi.sidik:
            raise CommandError("Isi instrumen tidak sama dengan sidiknya.")
        sidik, beda = recompute(putaran)
        self.stdout.write(f"Putaran {putaran.nomor}: {putaran.versi}, keadaan {putaran.pada}, {putaran.jumlah} pegawai")
        self.stdout.write(f"Sidik tersimpan : {putaran.sidik}")
        self.stdout.write(f"Sidik dihitung  : {sidik}")
        if beda or sidik != putaran.sidik:
            raise CommandError(f"Tidak sama: {beda} baris berbeda.")
        self.stdout.write(self.style.SUCCESS("Sama."))
