"""What learning does when one of its papers is signed or withdrawn."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from asn_portal.berkas.models import Naskah
from asn_portal.berkas.signals import naskah_dicabut, naskah_terkirim
from asn_portal.core.models import Pengguna
from pelatihan.selectors.naskah import KEPUTUSAN_BELAJAR, PENETAPAN_LULUS, PENETAPAN_SERTIFIKAT
from pelatihan.services.naskah import note_signed, note_withdrawn

JENIS = (KEPUTUSAN_BELAJAR, PENETAPAN_LULUS, PENETAPAN_SERTIFIKAT)


@receiver(naskah_terkirim, dispatch_uid="pelatihan.naskah_ditandatangani")
def follow_signed(sender: Any, naskah: Naskah, **_: Any) -> None:
    if naskah.jenis in JENIS:
        note_signed(naskah)


@receiver(naskah_dicabut, dispatch_uid="pelatihan.naskah_dicabut")
def follow_withdrawn(sender: Any, naskah: Naskah, oleh: Pengguna | None = None, **_: Any) -> None:
    if naskah.jenis in JENIS:
        note_withdrawn(naskah, by=oleh)
