"""Questions that pages ask about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import PERAN_DUA_LANGKAH, Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import JalurUnit, KodeAktivasi, Pengguna, PenugasanPeran, periode
from asn_portal.core.permissions import akses
from asn_portal.core.permissions.lihat import can_view_as
from asn_portal.core.services.jejak import Pembaca
from pegawai import permissions
from pegawai.enums import StatusAkun
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import members_below


def person_of(pengguna: Pengguna) -> Pegawai | None:
    """The record of this account; None for an account without a person."""
    return Pegawai.objects.filter(pengguna=pengguna).first()


def directory(pengguna: Pengguna, *, kata: str, unit_id: UUID | None, tanggal: date) -> QuerySet[Pegawai]:
    """Name, position and unit of everybody this account may see, as a list page needs it."""
    people = Pegawai.objects.visible_to(pengguna)
    if kata:
        people = people.cari(kata)
    if unit_id:
        paths = JalurUnit.objects.pada(tanggal).filter(unit_id=unit_id).values_list("jalur", flat=True)
        units = JalurUnit.objects.pada(tanggal).filter(jalur__di_bawah=list(paths)).values("unit_id")
        people = people.filter(unit_kini_id__in=units)
    nama_unit = core_selectors.name_on(tanggal, "unit_kini_id")
    return people.annotate(nama_unit=nama_unit).order_by("nama", "pk")


@dataclass(frozen=True)
class Tempat:
    """Where a person stands on a day."""

    keanggotaan: KeanggotaanUnit | None
    unit: str
    atasan: HubunganAtasan | None


def place_on(pegawai: Pegawai, tanggal: date) -> Tempat:
    """Unit and superior on a day, with the rows that say so."""
    member = (
        KeanggotaanUnit.objects.pada(tanggal)
        .filter(pegawai=pegawai)
        .annotate(nama=core_selectors.name_on(tanggal))
        .first()
    )
    superior = HubunganAtasan.objects.pada(tanggal).filter(pegawai=pegawai).select_related("atasan").first()
    return Tempat(member, member.nama or "" if member else "", superior)


def profile_actions(pengguna: Pengguna, pegawai: Pegawai) -> dict[str, bool]:
    """What this account may see of the person and do with the record."""
    return {
        "nomor": permissions.can_see_numbers(pengguna, pegawai),
        "pribadi": permissions.can_see_data_pribadi(pengguna, pegawai),
        "buka_nik": permissions.can_reveal_data_pribadi(pengguna, pegawai),
        "pindah": permissions.can_move_pegawai(pengguna, pegawai),
        "atasan": permissions.can_set_atasan(pengguna, pegawai),
        "lapor": permissions.can_report(pengguna, pegawai),
        "lihat": pegawai.pengguna is not None and can_view_as(pengguna, pegawai.pengguna),
    }


def unit_history(pegawai: Pegawai) -> list[KeanggotaanUnit]:
    """Every membership as known now, newest first, with the unit's name at its beginning."""
    rows = list(KeanggotaanUnit.objects.kini().filter(pegawai=pegawai).order_by("-berlaku"))
    for row in rows:
        row.nama = core_selectors.unit_names([row.unit_id], row.mulai).get(row.unit_id, "")
    return rows


def atasan_history(pegawai: Pegawai) -> QuerySet[HubunganAtasan]:
    return HubunganAtasan.objects.kini().filter(pegawai=pegawai).select_related("atasan").order_by("-berlaku")


def hr_of(pegawai: Pegawai, tanggal: date) -> list[Pengguna]:
    """HR of the person's unit (all operators whose subtree holds it); where there is none, HR of the province."""
    member = KeanggotaanUnit.objects.pada(tanggal).filter(pegawai=pegawai).values_list("unit_id", flat=True).first()
    path = core_selectors.path_of(member, tanggal) if member else None
    roles = PenugasanPeran.objects.pada(tanggal).filter(pengguna__is_active=True, unit__instansi_id=pegawai.instansi_id)
    roles = roles.exclude(pengguna_id=pegawai.pengguna_id)
    if path is not None:
        above = [".".join(path.split(".")[: depth + 1]) for depth in range(len(path.split(".")))]
        units = JalurUnit.objects.pada(tanggal).filter(jalur__in=above).values("unit_id")
        operators = roles.filter(peran=Peran.ADMIN_UNIT, unit_id__in=units)
        if operators.exists():
            return list(Pengguna.objects.filter(pk__in=operators.values("pengguna_id")))
    return list(Pengguna.objects.filter(pk__in=roles.filter(peran=Peran.ADMIN_BKD).values("pengguna_id")))


def reader_of(pengguna: Pengguna, pegawai: Pegawai) -> Pembaca:
    """Who reads, as the owner of the data will see it: role and unit, never the name. The role is one that reaches
    this person: HR of the unit before HR of the province.
    """
    mine = akses(pengguna)
    rows = [j.peran for j in mine.reach(Sumber.DATA_PRIBADI) if j.peran.peran != Peran.PEGAWAI]
    near = [row for row in rows if row.jalur and _member_below(pegawai, row.jalur, mine.tanggal)]
    role = max(near, key=lambda row: len((row.jalur or "").split(".")), default=rows[0] if rows else None)
    person = person_of(pengguna)
    unit = place_on(person, mine.tanggal).unit if person else (role.nama_unit if role else "")
    return Pembaca(pengguna, role.peran if role else Peran.PEGAWAI, unit, rutin=False)


def _member_below(pegawai: Pegawai, jalur: str, tanggal: date) -> bool:
    return members_below([jalur], tanggal).filter(pegawai=pegawai).exists()


# -- accounts of a unit ------------------------------------------------------------------------------------


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
