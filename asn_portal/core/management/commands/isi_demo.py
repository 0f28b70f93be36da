"""manage.py isi_demo: fill an empty database with invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from asn_portal.core import demo
from asn_portal.core.audit import perubahan, record_jejak

BAWAAN = {"pegawai": 2000, "benih": 1}


class Command(BaseCommand):
    help = "Mengisi basis data kosong dengan data contoh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pegawai", type=int, help=f"banyaknya pegawai (bawaan: {BAWAAN['pegawai']})")
        parser.add_argument("--benih", type=int, help="benih acak: benih yang sama memberi data yang sama (bawaan: 1)")
        parser.add_argument(
            "--tanggal", type=date.fromisoformat, help="hari ini bagi data contoh (TTTT-BB-HH; bawaan: hari ini)"
        )
        parser.add_argument("--hanya", metavar="APP", help="hanya satu aplikasi, di atas data contoh yang sudah ada")

    def handle(self, *args: Any, **options: Any) -> None:
        hanya = options["hanya"]
        given = {name: options[name] for name in ("pegawai", "benih", "tanggal") if options[name] is not None}
        refuse(hanya)
        wanted = demo.Demo(
            **({**BAWAAN, "tanggal": timezone.localdate()} | _former(given) | given), lapor=self.stdout.write
        )
        fill(wanted, hanya)
        self.stdout.write(
            f"Data contoh terisi: {wanted.pegawai} pegawai, benih {wanted.benih}, tanggal {wanted.tanggal}."
        )


def refuse(hanya: str | None) -> None:
    """Only empty tables are filled, and never those of a real province."""
    if settings.PRODUCTION:
        raise CommandError("Data contoh tidak diisi dalam mode produksi: sandi akunnya diketahui umum.")
    if hanya is None:
        if not demo.is_empty():
            raise CommandError("Basis data sudah berisi. Data contoh hanya untuk basis data kosong.")
        return
    known = demo.daftar_pengisi
    if hanya not in known:
        raise CommandError(f"Tidak ada data contoh untuk {hanya!r}. Pilih salah satu: {', '.join(known)}.")
    if not known[hanya].is_kosong():
        raise CommandError(f"Data {hanya} sudah berisi. Data contoh hanya untuk tabel kosong.")
    below = list(known)[: list(known).index(hanya)]
    if missing := [app for app in below if known[app].is_kosong()]:
        raise CommandError(f"Isi dulu data contoh {missing[0]}: data {hanya} bertumpu padanya.")


def _former(given: dict[str, Any]) -> dict[str, Any]:
    """What the demo data that are there were made with; the same again, or they would not fit together."""
    there = demo.loaded()
    if there is None:
        return {}
    made = {"pegawai": there.pegawai, "benih": there.benih, "tanggal": there.tanggal}
    if given.items() - made.items():
        words = " ".join(f"--{name} {value}" for name, value in made.items())
        raise CommandError(
            f"Data contoh yang sudah ada dibuat dengan {words}. Pakai yang sama, atau tidak usah disebut."
        )
    return made


@transaction.atomic
def fill(wanted: demo.Demo, hanya: str | None = None) -> None:
    """Everything or nothing."""
    try:
        wanted.check()
    except demo.TidakMuat as refused:
        raise CommandError(str(refused)) from refused
    with demo.untraced(), demo.unlinked():
        demo.load(wanted, hanya=hanya)
    _record(wanted, hanya)


@perubahan
def _record(wanted: demo.Demo, hanya: str | None) -> None:
    rincian = {
        "pegawai": wanted.pegawai,
        "benih": wanted.benih,
        "tanggal": wanted.tanggal.isoformat(),
        "hanya": hanya or "",
    }
    record_jejak(None, demo.AKSI, by=None, rincian=rincian)
