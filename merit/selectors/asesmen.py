"""Results of assessors and nightly samples as pages ask for them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses
from merit.models import HasilAsesmen, SampelMerit
from pegawai.models import Pegawai

MALAM = 60


def assessments(pengguna: Pengguna, kata: str) -> QuerySet[HasilAsesmen]:
    """As known now, of the own agency, the latest first; nobody reads the own one in a list of others."""
    mine = akses(pengguna)
    rows = HasilAsesmen.objects.kini().filter(pegawai__instansi_id=mine.instansi_id).select_related("pegawai")
    if mine.orang_id is not None:
        rows = rows.exclude(pegawai_id=mine.orang_id)
    if kata:
        rows = rows.filter(Q(pegawai__nama__icontains=kata) | Q(pegawai__nip=kata) | Q(nomor__icontains=kata))
    return rows.order_by("-berlaku", "pk")


def find_person(pengguna: Pengguna, nomor: str) -> Pegawai | None:
    """By NIP or NRK, inside the own agency."""
    people = Pegawai.objects.filter(instansi_id=pengguna.instansi_id, ditarik_pada=None)
    return people.filter(Q(nip=nomor) | Q(nrk=nomor)).first()


def is_running(row: HasilAsesmen, hari: date) -> bool:
    return hari in row.berlaku


def samples() -> QuerySet[SampelMerit]:
    return SampelMerit.objects.order_by("-pada")[:MALAM]
