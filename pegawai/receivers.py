"""What people do when the organisation changes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from django.dispatch import receiver

from asn_portal.berkas.models import Naskah
from asn_portal.berkas.signals import naskah_dicabut, naskah_terkirim
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna, UnitKerja, periode
from asn_portal.core.signals import unit_ending
from asn_portal.mutu.services import recount_after_change
from pegawai.models import KeanggotaanUnit, Pegawai
from pegawai.selectors.keputusan_kp import KEPUTUSAN_BERSAMA, PETIKAN_KP
from pegawai.services.catat_kp import follow_extract, follow_shared, undo_shared
from pegawai.services.penempatan import place_member
from pegawai.services.penerimaan import note_spmt
from pegawai.services.terbit_perjanjian import JENIS_NASKAH, issue_contract
from pegawai.services.terbit_surat import TERBITAN, note_signed, undo_signed


@receiver(unit_ending, dispatch_uid="pegawai.unit_berakhir")
def follow_ending_unit(sender: Any, unit_id: UUID, tanggal: date, pengganti_id: UUID | None, by: Any, **_: Any) -> None:
    """Members go to the unit that takes over; without one the unit must be empty."""
    rows = KeanggotaanUnit.objects.kini().filter(unit_id=unit_id, berlaku__overlap=periode(tanggal))
    if not rows.exists():
        return
    if pengganti_id is None:
        raise DomainError(
            "Unit ini masih mempunyai pegawai. Pindahkan dulu, atau gabungkan ke unit lain.", galat="unit_masih_berisi"
        )
    unit = UnitKerja.objects.get(pk=pengganti_id)
    people = {
        person.pk: person
        for person in Pegawai.objects.select_for_update(of=("self",)).filter(pk__in=rows.values("pegawai_id"))
    }
    for row in list(rows):
        # Only the part of the membership that the unit does not live to see; plans before and after it stay.
        place_member(
            people[row.pegawai_id], unit=unit, mulai=max(row.mulai, tanggal), sampai=row.sampai,
            dasar="Penggabungan unit",
        )  # fmt: skip


@receiver(naskah_terkirim, dispatch_uid="pegawai.perjanjian_ditandatangani")
def follow_signed_contract(sender: Any, naskah: Naskah, **_: Any) -> None:
    """What was signed stands in the file: a contract, a day of starting, a rise of pay or of rank."""
    if naskah.jenis == JENIS_NASKAH:
        issue_contract(naskah)
    elif naskah.jenis == "spmt":
        note_spmt(naskah)
    elif naskah.jenis in TERBITAN:
        note_signed(naskah)
    elif naskah.jenis == KEPUTUSAN_BERSAMA:
        follow_shared(naskah)
    elif naskah.jenis == PETIKAN_KP:
        follow_extract(naskah)


@receiver(naskah_dicabut, dispatch_uid="pegawai.naskah_dicabut")
def follow_withdrawn_letter(sender: Any, naskah: Naskah, oleh: Pengguna, **_: Any) -> None:
    if naskah.jenis in TERBITAN:
        undo_signed(naskah, by=oleh)
    elif naskah.jenis == KEPUTUSAN_BERSAMA:
        undo_shared(naskah, by=oleh)
    elif naskah.jenis == PETIKAN_KP:
        follow_extract(naskah)


CONTACT = frozenset({"email", "telepon"})


@receiver(post_save, sender=Pengguna, dispatch_uid="pegawai.kontak_akun")
def follow_contact(sender: Any, instance: Pengguna, update_fields: frozenset[str] | None, **_: Any) -> None:
    """E-mail and phone live with the account: the person's findings are counted anew."""
    if not CONTACT.intersection(update_fields or ()):
        return
    for instansi_id, pk in Pegawai.objects.filter(pengguna=instance).values_list("instansi_id", "pk"):
        recount_after_change(instansi_id, pk)
