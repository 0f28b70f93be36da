"""The contract of a renewal round, and the SPMT of a new colleague, as official papers."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from asn_portal.berkas.enums import Retensi
from asn_portal.berkas.jenis import JenisDokumen, register_jenis_dokumen
from asn_portal.berkas.naskah import IsiNaskah, JenisNaskah, Susunan, register_jenis_naskah
from asn_portal.core.errors import DomainError
from pegawai import permissions
from pegawai.enums import PutusanPerjanjian, StatusButir, StatusPutaran
from pegawai.models import ButirPutaran, Pegawai
from pegawai.naskah import initials
from pegawai.selectors.penerimaan import spmt_texts
from pegawai.selectors.perpanjangan import contract_texts
from pegawai.selectors.surat import issuing_unit
from pegawai.services.penerimaan import LABEL_SPMT
from pegawai.services.terbit_perjanjian import JENIS_NASKAH, LABEL


class IsiPerjanjian(IsiNaskah):
    jenis: str
    orang: tuple[tuple[str, str], ...]
    kerja: tuple[tuple[str, str], ...]
    masa: str
    lama: str
    nama: str
    nomor_induk: str


def _agreed(pegawai_id: UUID) -> ButirPutaran | None:
    rows = ButirPutaran.objects.filter(pegawai_id=pegawai_id, status=StatusButir.DISETUJUI)
    rows = rows.filter(putusan=PutusanPerjanjian.DIPERPANJANG, putaran__status=StatusPutaran.DIBUKA)
    return rows.order_by("-mulai").first()


def may_contract(pengguna: Any, pegawai_id: UUID) -> bool:
    """HR of the province, for somebody whose renewal was agreed; never for oneself."""
    person = Pegawai.objects.visible_to(pengguna).filter(pk=pegawai_id).first()
    allowed = (
        person is not None and permissions.can_decide_round(pengguna) and permissions.can_draft_surat(pengguna, person)
    )
    return allowed and _agreed(pegawai_id) is not None


def contract(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    row = _agreed(pegawai_id)
    if row is None:
        raise DomainError("Perpanjangan orang ini belum disetujui dalam putaran.", galat="belum_disetujui")
    unit_id = row.pegawai.unit_kini_id
    if unit_id is None:
        raise DomainError("Pegawai ini belum tercatat di unit mana pun. Tempatkan dulu.", galat="tanpa_unit")
    values = contract_texts([row.pk], hari)[row.pk]
    person = row.pegawai
    return Susunan(
        IsiPerjanjian(**values),
        unit_id,
        issuing_unit(unit_id, hari),
        person.nama_lengkap,
        initials(person.nama),
        person.pk,
    )


class IsiSPMT(IsiNaskah):
    baris: tuple[tuple[str, str], ...]
    kalimat: str
    nama: str


def may_state(pengguna: Any, pegawai_id: UUID) -> bool:
    """HR of scope, for somebody whose appointment is recorded."""
    person = Pegawai.objects.visible_to(pengguna).filter(pk=pegawai_id).first()
    return person is not None and permissions.can_draft_surat(pengguna, person)


def statement(pengguna: Any, pegawai_id: UUID, hari: date) -> Susunan:
    person = Pegawai.objects.visible_to(pengguna).get(pk=pegawai_id)
    if person.unit_kini_id is None:
        raise DomainError("Pegawai ini belum tercatat di unit mana pun. Tempatkan dulu.", galat="tanpa_unit")
    values = spmt_texts([person.pk], hari)[person.pk]
    unit = person.unit_kini_id
    return Susunan(
        IsiSPMT(**values), unit, issuing_unit(unit, hari), person.nama_lengkap, initials(person.nama), person.pk
    )


register_jenis_dokumen(JenisDokumen("spmt", "Surat pernyataan melaksanakan tugas", Retensi.PERSEORANGAN))
register_jenis_naskah(
    JenisNaskah(
        JENIS_NASKAH, LABEL, JENIS_NASKAH, "KP.03", "perjanjian_kerja", IsiPerjanjian, contract, may_contract,
        lambda pk: reverse("pegawai:pegawai_detail", args=[pk]),
    ),
    JenisNaskah(
        "spmt", LABEL_SPMT, "spmt", "KP.04", "spmt", IsiSPMT, statement, may_state,
        lambda pk: reverse("pegawai:pegawai_detail", args=[pk]),
    ),
)  # fmt: skip
