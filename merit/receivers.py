"""Instruments of new installations, winners of signed awards. The live view is the business of the database (migration 0003)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models.signals import post_migrate
from django.dispatch import receiver

from asn_portal.berkas.models import Naskah
from asn_portal.berkas.signals import naskah_terkirim
from asn_portal.core.models import Instansi
from merit.naskah import KEPUTUSAN
from merit.services.instrumen import ensure_instruments
from merit.services.penghargaan import note_signed


def install_everywhere(**_: Any) -> None:
    for instansi in Instansi.objects.all():
        ensure_instruments(instansi)


@receiver(naskah_terkirim, dispatch_uid="merit.penghargaan_ditandatangani")
def follow_signed_award(sender: Any, naskah: Naskah, **_: Any) -> None:
    """What was signed stands in the files of the winners."""
    if naskah.jenis == KEPUTUSAN:
        note_signed(naskah, UUID(naskah.data["ajang"]))


def connect_installation(config: Any) -> None:
    post_migrate.connect(install_everywhere, sender=config, dispatch_uid="merit.instrumen")
