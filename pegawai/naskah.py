"""Official papers about people and units, and who may sign them as the records hold it today."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import (
    IsiNaskah,
    JenisNaskah,
    Pejabat,
    Susunan,
    register_identitas,
    register_jenis_naskah,
    register_pejabat,
)
from asn_portal.core import kripto
from asn_portal.core.errors import DomainError
from asn_portal.core.models import UnitKerja
from asn_portal.core.permissions import visible_units
from pegawai import permissions
from pegawai.models import Pegawai
from pegawai.selectors.surat import (
    issuing_unit,
    officials_of,
    petikan_unit_data,
    surat_keterangan_data,
    unit_name,
)
from pegawai.services.identitas import KOLOM_NIK

# More than so many persons at once is an export, with its own questions.
ORANG_TERBANYAK = 100


class IsiKeterangan(IsiNaskah):
    baris: tuple[tuple[str, str], ...]
    kalimat: str


class IsiPetikan(IsiNaskah):
    orang: tuple[tuple[str, str], ...]
    kalimat: str


def initials(nama: str) -> str:
    """All that a public page may show of a person: `S. A.`"""
    return " ".join(f"{word[0].upper()}." for word in nama.split() if word[0].isalpha())[:20]


def _person(pengguna: Any, pegawai_id: UUID) -> Pegawai | None:
    return Pegawai.objects.visible_to(pengguna).filter(pk=pegawai_id).first()


def _unit(pengguna: Any, unit_id: UUID) -> UnitKerja | None:
    return visible_units(pengguna).filter(pk=unit_id).first()


def may_certify(pengguna: Any, pegawai_id: UUID) -> bool:
    person = _person(pengguna, pegawai_id)
    return person is not None and permissions.can_draft_surat(pengguna, person)


def may_extract(pengguna: Any, unit_id: UUID) -> bool:
    unit = _unit(pengguna, unit_id)
    return unit is not None and permissions.can_draft_petikan(pengguna, unit)


def certify(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    person = Pegawai.objects.visible_to(pengguna).get(pk=pegawai_id)
    unit_id, values = surat_keterangan_data(person, hari)
    if unit_id is None:
        raise DomainError("Pegawai ini belum tercatat di unit mana pun. Tempatkan dulu.", galat="tanpa_unit")
    return Susunan(
        IsiKeterangan(**values),
        unit_id,
        issuing_unit(unit_id, hari),
        person.nama_lengkap,
        initials(person.nama),
        person.pk,
    )


def extract(pengguna: Any, unit_id: UUID, hari: date) -> Susunan:
    """Names and positions of those who are in the unit itself."""
    unit = visible_units(pengguna).get(pk=unit_id)
    values = petikan_unit_data(pengguna, unit, hari)
    count = len(values["orang"])
    if not count:
        raise DomainError("Tidak ada pegawai yang langsung di unit ini. Pilih unit di bawahnya.", galat="unit_kosong")
    if count > ORANG_TERBANYAK:
        raise DomainError(
            f"Unit ini berisi {count} orang; petikan paling banyak {ORANG_TERBANYAK}. Buat petikan unit di bawahnya.",
            galat="terlalu_banyak",
        )
    return Susunan(IsiPetikan(**values), unit.pk, issuing_unit(unit.pk, hari), unit_name(unit.pk, hari))


@register_pejabat
def officials(unit_id: UUID, subjek_id: UUID | None, hari: date) -> list[Pejabat]:
    return officials_of(unit_id, subjek_id, hari)


@register_identitas
def nik_of(pengguna: Any) -> str:
    """Read at the own signature only, and sent to nobody but the provider."""
    person = Pegawai.objects.filter(pengguna=pengguna).first()
    return kripto.decrypt(person.nik_sandi, kolom=KOLOM_NIK) if person is not None and person.nik_sandi else ""


register_jenis_dokumen(
    JenisDokumen("surat_keterangan", "Surat keterangan", Retensi.PERSEORANGAN, unggah_sendiri=False),
    JenisDokumen("petikan_direktori", "Petikan direktori", Retensi.PENDUKUNG, unggah_sendiri=False),
)
register_jenis_naskah(
    JenisNaskah(
        "surat_keterangan", "Surat keterangan", "surat_keterangan", "KP.01", "surat_keterangan", IsiKeterangan,
        certify, may_certify, lambda pk: reverse("pegawai:pegawai_detail", args=[pk]),
    ),
    JenisNaskah(
        "petikan_direktori", "Petikan direktori", "petikan_direktori", "KP.02", "petikan_direktori", IsiPetikan,
        extract, may_extract, lambda pk: reverse("pegawai:unit_orang", args=[pk]),
    ),
)  # fmt: skip
