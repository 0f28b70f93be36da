"""The two dated links of a person. These services alone write them; `jabatan` calls them when it places somebody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.core import selectors as core_selectors
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import JalurUnit, Pengguna, UnitKerja, periode, write_period
from asn_portal.core.permissions import require, same_agency
from asn_portal.core.services.peran import end_roles_of_leaver
from asn_portal.core.services.tugas import notify
from pegawai import permissions
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai
from pegawai.services.daftar import refresh_list_columns


@perubahan
def move_pegawai(pegawai_id: UUID, *, unit: UnitKerja, mulai: date, dasar: str, by: Pengguna) -> Pegawai:
    """From `mulai` on the person belongs to `unit`: access, lists and roles change together on that day."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_move_pegawai(by, pegawai) and same_agency(by, unit))
    ended = place_member(pegawai, unit=unit, mulai=mulai, dasar=dasar)
    record_jejak(
        pegawai, "pindah_unit", by=by, subjek_id=pegawai.pk, unit_id=unit.pk, alasan=dasar,
        rincian={"mulai": mulai.isoformat(), "peran_berakhir": ended},
    )  # fmt: skip
    if pegawai.pengguna is not None:
        nama = core_selectors.unit_names([unit.pk], mulai)[unit.pk]
        isi = f"Mulai {mulai:%d/%m/%Y} unit Anda {nama}. Dasar: {dasar}. Oleh {by.nama}. Bila keliru, laporkan dari halaman profil."
        notify(
            pegawai.pengguna,
            judul="Unit Anda berubah",
            isi=isi,
            url=reverse("pegawai:pegawai_detail", args=[pegawai.pk]),
        )
    return pegawai


def place_member(pegawai: Pegawai, *, unit: UnitKerja, mulai: date, dasar: str) -> list[str]:
    """Write the membership; returns the roles that end with the old one. Part of the caller's change."""
    if not JalurUnit.objects.filter(unit=unit, berlaku__contains=mulai).exists():
        raise DomainError(
            "Unit itu tidak ada pada tanggal tersebut. Pilih unit atau tanggal lain.", galat="unit_tidak_berlaku"
        )
    before = KeanggotaanUnit.objects.pada(mulai).filter(pegawai=pegawai).first()
    if before is not None and before.unit_id == unit.pk:
        raise DomainError("Pegawai ini sudah berada di unit itu pada tanggal tersebut.", galat="sudah_di_unit")
    write_period(
        KeanggotaanUnit, keys={"pegawai": pegawai}, berlaku=periode(mulai), values={"unit": unit, "dasar": dasar}
    )
    refresh_list_columns([pegawai.pk])
    if before is None or pegawai.pengguna_id is None:
        return []
    return end_roles_of_leaver(pegawai.pengguna_id, dari_unit=before.unit_id, ke_unit=unit.pk, mulai=mulai)


@perubahan
def set_atasan(
    pegawai_id: UUID, *, atasan: Pegawai, mulai: date, sampai: date | None, dasar: str, by: Pengguna
) -> HubunganAtasan:
    """HR decides the superior for a time, with a reason: an override of the position map."""
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    require(permissions.can_set_atasan(by, pegawai) and same_agency(by, atasan))
    row = place_atasan(pegawai, atasan=atasan, mulai=mulai, sampai=sampai, alasan=AlasanAtasan.KHUSUS, dasar=dasar)
    record_jejak(
        pegawai, "atasan_ditetapkan", by=by, subjek_id=pegawai.pk, unit_id=pegawai.unit_kini_id, alasan=dasar,
        rincian={"mulai": mulai.isoformat()},
    )  # fmt: skip
    if pegawai.pengguna is not None:
        isi = f"Mulai {mulai:%d/%m/%Y} atasan Anda {atasan.nama}. Alasan: {dasar}. Oleh {by.nama}. Bila keliru, laporkan dari halaman profil."
        notify(
            pegawai.pengguna,
            judul="Atasan Anda berubah",
            isi=isi,
            url=reverse("pegawai:pegawai_detail", args=[pegawai.pk]),
        )
    return row


def place_atasan(
    pegawai: Pegawai, *, atasan: Pegawai, mulai: date, sampai: date | None, alasan: AlasanAtasan, dasar: str
) -> HubunganAtasan:
    """Write the link; refuses oneself and a circle. Part of the caller's change."""
    if atasan.pk == pegawai.pk:
        raise DomainError("Seseorang tidak dapat menjadi atasannya sendiri.", galat="atasan_diri_sendiri")
    if pegawai.pk in chain_above(atasan.pk, mulai):
        raise DomainError(
            f"{pegawai.nama} adalah atasan {atasan.nama}; keduanya tidak dapat saling mengatasi.",
            galat="atasan_melingkar",
        )
    values: dict[str, Any] = {"atasan": atasan, "alasan": alasan, "dasar": dasar}
    row: HubunganAtasan = write_period(
        HubunganAtasan, keys={"pegawai": pegawai}, berlaku=periode(mulai, sampai), values=values
    )
    refresh_list_columns([pegawai.pk])
    return row


def chain_above(pegawai_id: UUID, tanggal: date) -> list[UUID]:
    """The superiors above a person on a day, nearest first."""
    chain: list[UUID] = []
    current: UUID | None = pegawai_id
    while current is not None:
        current = (
            HubunganAtasan.objects.pada(tanggal).filter(pegawai_id=current).values_list("atasan_id", flat=True).first()
        )
        if current in chain:
            break
        if current is not None:
            chain.append(current)
    return chain
