"""Penetapan angka kredit as an official paper: numbered, signed and checkable like every other (docs/keputusan/0020)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from kinerja import permissions
from kinerja.cetak_angka_kredit import determination_data
from kinerja.selectors.angka_kredit import credits_of
from pegawai.models import Pegawai
from pegawai.naskah import initials
from pegawai.permissions import can_draft_surat
from pegawai.selectors.surat import issuing_unit, unit_name

KUNCI = "penetapan_ak"


class IsiPenetapan(IsiNaskah):
    baris: tuple[tuple[str, str], ...]
    rincian: tuple[tuple[str, str, str, str, str], ...]
    kumulatif: tuple[str, str, str]
    ambang: tuple[tuple[str, str, str], ...]
    selisih: tuple[str, str]
    lebih: tuple[bool, bool]
    dapat: bool
    tujuan: str


def _person(pengguna: Any, pegawai_id: UUID) -> Pegawai | None:
    return permissions.people_with_credits(pengguna).filter(pk=pegawai_id).first()


def may_determine(pengguna: Any, pegawai_id: UUID) -> bool:
    """HR of scope draws it up, never about itself; the signatory of the day signs."""
    person = _person(pengguna, pegawai_id)
    return person is not None and can_draft_surat(pengguna, person)


def determine(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    person = permissions.people_with_credits(pengguna).get(pk=pegawai_id)
    found = credits_of(person, hari)
    if found.kini is None or not found.kini.konversi or person.unit_kini_id is None:
        raise DomainError(
            "Belum ada angka kredit yang dapat ditetapkan untuk jabatan ini. Tunggu predikat tahunan yang final.",
            galat="tanpa_angka_kredit",
        )
    data = determination_data(found, hari)
    isi = IsiPenetapan(
        instansi=data["instansi"], kota=data["kota"], unit_kop=unit_name(issuing_unit(person.unit_kini_id, hari), hari),
        baris=tuple((label, value) for label, value in data["orang"] if value),
        rincian=tuple(tuple(row) for row in data["rincian"]), kumulatif=tuple(data["kumulatif"]),
        ambang=tuple(tuple(row) for row in data["ambang"]), selisih=tuple(data["selisih"]), lebih=tuple(data["lebih"]),
        dapat=data["dapat"], tujuan=data["tujuan"],
    )  # fmt: skip
    return Susunan(
        isi,
        person.unit_kini_id,
        issuing_unit(person.unit_kini_id, hari),
        person.nama_lengkap,
        initials(person.nama),
        person.pk,
    )


register_jenis_naskah(
    JenisNaskah(
        KUNCI, "Penetapan angka kredit", KUNCI, "KP.08", "pak", IsiPenetapan, determine, may_determine,
        lambda pk: reverse("kinerja:angka_kredit", args=[pk]),
    )
)  # fmt: skip
