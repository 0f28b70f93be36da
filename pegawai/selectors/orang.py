"""One person: where he stands, what may be done with the record, who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Func, OuterRef, Q, QuerySet, Subquery

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, PenugasanPeran, RincianUnit
from asn_portal.core.permissions import akses, can_open_surat_tugas
from asn_portal.core.permissions.lihat import can_view_as
from asn_portal.core.services.jejak import Pembaca
from pegawai import permissions
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import members_below


def person_of(pengguna: Pengguna) -> Pegawai | None:
    """The record of this account; None for an account without a person."""
    return Pegawai.objects.filter(pengguna=pengguna).first()


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
    permissions.know_reach(pengguna, pegawai)
    return {
        "nomor": permissions.can_see_numbers(pengguna, pegawai),
        "pribadi": permissions.can_see_data_pribadi(pengguna, pegawai),
        "buka_nik": permissions.can_reveal_data_pribadi(pengguna, pegawai),
        "pindah": permissions.can_move_pegawai(pengguna, pegawai),
        "atasan": permissions.can_set_atasan(pengguna, pegawai),
        "lapor": permissions.can_report(pengguna, pegawai),
        "periksa": can_open_surat_tugas(pengguna, pegawai.pk),
        "lihat": pegawai.pengguna is not None and can_view_as(pengguna, pegawai.pengguna),
    }


def unit_history(pegawai: Pegawai) -> QuerySet[KeanggotaanUnit]:
    """Every membership as known now, newest first, with the unit's name at its beginning (`nama`)."""
    begins = Func(OuterRef("berlaku"), function="lower", output_field=DateField())
    name = RincianUnit.objects.kini().filter(unit_id=OuterRef("unit_id"), berlaku__contains=begins).values("nama")[:1]
    rows = KeanggotaanUnit.objects.kini().filter(pegawai=pegawai)
    return rows.annotate(nama=Subquery(name)).order_by("-berlaku")


def atasan_history(pegawai: Pegawai) -> QuerySet[HubunganAtasan]:
    return HubunganAtasan.objects.kini().filter(pegawai=pegawai).select_related("atasan").order_by("-berlaku")


def hr_of(pegawai: Pegawai, tanggal: date) -> list[Pengguna]:
    """Both HRs of a person: every operator whose subtree holds the unit, and HR of the province; never the person."""
    member = KeanggotaanUnit.objects.pada(tanggal).filter(pegawai=pegawai).values_list("unit_id", flat=True).first()
    path = core_selectors.path_of(member, tanggal) if member else None
    labels = [int(label) for label in path.split(".")] if path else []
    roles = PenugasanPeran.objects.pada(tanggal).filter(
        Q(peran=Peran.ADMIN_BKD) | Q(peran=Peran.ADMIN_UNIT, unit__nomor__in=labels),
        unit__instansi_id=pegawai.instansi_id,
    )
    return list(
        Pengguna.objects.filter(pk__in=roles.values("pengguna_id"), is_active=True).exclude(pk=pegawai.pengguna_id)
    )


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
    case = permissions.case_of(pengguna, pegawai)
    return Pembaca(
        pengguna, role.peran if role else Peran.PEGAWAI, unit, rutin=False, surat_tugas_id=case.pk if case else None
    )


def _member_below(pegawai: Pegawai, jalur: str, tanggal: date) -> bool:
    return members_below([jalur], tanggal).filter(pegawai=pegawai).exists()
