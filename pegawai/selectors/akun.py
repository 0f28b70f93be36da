"""Accounts of the people whom HR looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from asn_portal.core.enums import PERAN_DUA_LANGKAH
from asn_portal.core.izin import Sumber
from asn_portal.core.models import KodeAktivasi, Pengguna, PenugasanPeran, RincianUnit, periode
from asn_portal.core.models.unit import AnakDari
from asn_portal.core.permissions import akses
from asn_portal.core.selectors import name_on
from pegawai.enums import StatusAkun
from pegawai.models import Pegawai
from pegawai.selectors.direktori import named


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


def account_rows(pengguna: Pengguna, now: datetime, *, kata: str, status: str) -> QuerySet[Pegawai]:
    """What the list of accounts shows under these filters, by the alphabet."""
    people = accounts_in_scope(pengguna, now)
    if kata:
        people = named(people, kata, timezone.localdate(now))
    if status in StatusAkun.values:
        people = people.filter(status_akun=status)
    return people.annotate(nama_unit=name_on(timezone.localdate(now), "unit_kini_id")).order_by("nama", "pk")


@dataclass(frozen=True)
class Kemajuan:
    """Activation of one unit with everything below it."""

    nama: str
    aktif: int
    jumlah: int


def activation_progress(pengguna: Pengguna, tanggal: date) -> list[Kemajuan]:
    """One level below each unit of the scope: how many accounts are active, of how many people; the most behind first."""
    own = {reached.peran.jalur for reached in akses(pengguna).reach(Sumber.AKUN_PERAN, "w") if reached.peran.jalur}
    roots = [path for path in own if not any(path.startswith(f"{other}.") for other in own)]
    progress = [row for path in roots for row in _below(pengguna, path, tanggal)]
    return sorted(progress, key=lambda row: (row.aktif / row.jumlah, row.nama))


def _below(pengguna: Pengguna, jalur: str, tanggal: date) -> list[Kemajuan]:
    people = Pegawai.objects.visible_to(pengguna, Sumber.AKUN_PERAN, "w").filter(
        unit_kini__jalurunit__berlaku__contains=tanggal, unit_kini__jalurunit__jalur__di_bawah=[jalur]
    )
    active = Q(pengguna__diaktifkan_pada__isnull=False, pengguna__is_active=True)
    counted = {
        nomor: (jumlah, aktif)
        for nomor, jumlah, aktif in people.order_by()
        .annotate(anak=AnakDari("unit_kini__jalurunit__jalur", depth=len(jalur.split("."))))
        .values_list("anak")
        .annotate(jumlah=Count("pk"), aktif=Count("pk", filter=active))
    }
    names = RincianUnit.objects.pada(tanggal).filter(unit__nomor__in=list(counted)).values_list("unit__nomor", "nama")
    return [Kemajuan(nama, counted[nomor][1], counted[nomor][0]) for nomor, nama in names]
