"""One person: where he stands, what may be done with the record, who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, Func, OuterRef, Q, QuerySet, Subquery

from asn_portal.core import selectors as core_selectors
from asn_portal.core.enums import Peran
from asn_portal.core.izin import Sumber
from asn_portal.core.models import Pengguna, PenugasanPeran, RincianUnit
from asn_portal.core.permissions import akses, can_open_surat_tugas
from asn_portal.core.services.jejak import Pembaca
from asn_portal.core.sql import fetch
from pegawai import permissions
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.models.pegawai import members_below


def person_of(pengguna: Pengguna) -> Pegawai | None:
    """The record of this account; None for an account without a person."""
    return Pegawai.objects.filter(pengguna=pengguna).first()


def own_person(pengguna: Pengguna, hari_ini: date) -> Pegawai:
    """The record of an account that has one, with today's unit (`nama_unit`) and superior. One query."""
    rows = Pegawai.objects.filter(pengguna=pengguna).select_related("atasan_kini")
    return rows.annotate(nama_unit=core_selectors.name_on(hari_ini, "unit_kini_id")).get()


@dataclass(frozen=True)
class Tempat:
    """Where a person stands on a day: the unit, the superior, and the rows that say so. What is not known is empty."""

    keanggotaan_id: UUID | None
    unit_id: UUID | None
    unit: str
    hubungan_id: UUID | None
    atasan_id: UUID | None
    atasan: str
    alasan: str
    dasar: str


PLACE = """
SELECT anggota.id, anggota.unit_id, rincian.nama, hubungan.id, hubungan.alasan, hubungan.dasar,
       atas.id, atas.nama, atas.gelar_depan, atas.gelar_belakang
FROM pegawai_pegawai AS orang
LEFT JOIN pegawai_keanggotaanunit AS anggota
       ON anggota.pegawai_id = orang.id AND upper_inf(anggota.tercatat) AND anggota.berlaku @> %(hari)s::date
LEFT JOIN core_rincianunit AS rincian
       ON rincian.unit_id = anggota.unit_id AND upper_inf(rincian.tercatat) AND rincian.berlaku @> %(hari)s::date
LEFT JOIN pegawai_hubunganatasan AS hubungan
       ON hubungan.pegawai_id = orang.id AND upper_inf(hubungan.tercatat) AND hubungan.berlaku @> %(hari)s::date
LEFT JOIN pegawai_pegawai AS atas ON atas.id = hubungan.atasan_id
WHERE orang.id = %(orang)s
"""


def place_on(pegawai: Pegawai, tanggal: date) -> Tempat:
    """Unit and superior on a day. One query."""
    member, unit_id, unit, link, alasan, dasar, atasan_id, nama, depan, belakang = fetch(
        PLACE, orang=pegawai.pk, hari=tanggal
    )[0]
    superior = Pegawai(nama=nama, gelar_depan=depan, gelar_belakang=belakang).nama_lengkap if link else ""
    reason = AlasanAtasan(alasan).label if link else ""
    return Tempat(member, unit_id, unit or "", link, atasan_id, superior, reason, dasar or "")


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
        "lihat": permissions.may_offer_view(pengguna, pegawai),
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
