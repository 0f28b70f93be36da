"""Accounts of the people whom HR looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import PERAN_DUA_LANGKAH
from asn_portal.core.izin import Sumber
from asn_portal.core.models import KodeAktivasi, Pengguna, PenugasanPeran, periode
from pegawai.enums import StatusAkun
from pegawai.models import Pegawai


def accounts_in_scope(pengguna: Pengguna, now: datetime) -> QuerySet[Pegawai]:
    """People whose accounts this HR looks after, with the state of each account as an annotation."""
    slips = KodeAktivasi.objects.filter(pengguna=OuterRef("pengguna_id"), dipakai_pada=None, dibatalkan_pada=None)
    status = Case(
        When(pengguna__is_active=False, then=Value(StatusAkun.NONAKTIF.value)),
        When(pengguna__diaktifkan_pada__isnull=False, then=Value(StatusAkun.AKTIF.value)),
        When(Exists(slips.filter(kedaluwarsa_pada__gt=now)), then=Value(StatusAkun.SLIP.value)),
        When(Exists(slips), then=Value(StatusAkun.SLIP_HABIS.value)),
        default=Value(StatusAkun.BELUM_ADA.value),
        output_field=CharField(),
    )
    people = Pegawai.objects.visible_to(pengguna, Sumber.AKUN_PERAN, "w")
    kedaluwarsa = Subquery(slips.values("kedaluwarsa_pada")[:1])
    # Whoever holds such a role gets a slip by two admins only, also the first one (core.services.akun).
    demanding = PenugasanPeran.objects.kini().filter(
        pengguna=OuterRef("pengguna_id"),
        peran__in=PERAN_DUA_LANGKAH,
        berlaku__overlap=periode(timezone.localdate(now)),
    )
    return people.annotate(status_akun=status, slip_sampai=kedaluwarsa, perlu_dua=Exists(demanding))


@dataclass(frozen=True)
class Kemajuan:
    """Activation of one unit."""

    unit_id: UUID
    nama: str
    aktif: int
    jumlah: int


def activation_progress(pengguna: Pengguna, tanggal: date) -> list[Kemajuan]:
    """Per unit of the scope: how many accounts are active, of how many people."""
    people = Pegawai.objects.visible_to(pengguna, Sumber.AKUN_PERAN, "w").exclude(unit_kini=None)
    rows = people.values("unit_kini_id").annotate(
        jumlah=Count("pk"),
        aktif=Count("pk", filter=Q(pengguna__diaktifkan_pada__isnull=False, pengguna__is_active=True)),
    )
    counted = list(rows)
    names = core_selectors.unit_names([row["unit_kini_id"] for row in counted], tanggal)
    progress = [
        Kemajuan(row["unit_kini_id"], names.get(row["unit_kini_id"], ""), row["aktif"], row["jumlah"])
        for row in counted
    ]
    return sorted(progress, key=lambda row: (row.aktif / row.jumlah, row.nama))
