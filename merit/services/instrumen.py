"""Instruments: those that come with the portal, drafts, and publication by a second person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Instansi, Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.templatetags.bentuk import tanggal
from merit import permissions
from merit.bawaan import BAWAAN, Bawaan
from merit.enums import StatusVersi
from merit.models import Instrumen, VersiInstrumen
from merit.susunan import read_susunan

CHANGED = "Draf ini sudah diterbitkan atau dibuang. Muat ulang halaman."


def ensure_instruments(instansi: Instansi) -> None:
    """Every agency has those that come with the portal; what it has already is left alone."""
    have = set(Instrumen.objects.filter(instansi=instansi).values_list("kode", flat=True))
    for bawaan in BAWAAN:
        if bawaan.kode not in have:
            _install(instansi, bawaan)


@perubahan
def _install(instansi: Instansi, bawaan: Bawaan) -> None:
    instrumen = Instrumen.objects.create(instansi=instansi, kode=bawaan.kode, nama=bawaan.nama, jenis=bawaan.jenis)
    susunan = read_susunan(bawaan.isi())
    VersiInstrumen.objects.create(
        instrumen=instrumen, nomor=1, status=StatusVersi.TERBIT, isi=susunan.model_dump(mode="json"), sidik=susunan.sidik(),
        dasar=bawaan.tabel.terakhir.dasar_hukum, keyakinan=bawaan.tabel.keyakinan, catatan=bawaan.tabel.catatan,
        berlaku=DateRange(bawaan.tabel.terakhir.berlaku_sejak, None, "[)"), diterbitkan_pada=timezone.now(),
    )  # fmt: skip
    record_jejak(instrumen, "instrumen_dipasang", by=None)


@perubahan
def start_draft(instrumen_id: UUID, *, by: Pengguna) -> VersiInstrumen:
    """A draft that says what the newest version says; one at a time."""
    instrumen = Instrumen.objects.select_for_update().get(pk=instrumen_id)
    require(permissions.can_draft(by) and by.instansi_id == instrumen.instansi_id)
    rows = instrumen.daftar_versi.order_by("-nomor")
    if rows.filter(status=StatusVersi.DRAF).exists():
        raise DomainError("Instrumen ini sudah mempunyai draf. Lanjutkan draf itu.", galat="draf_ada")
    latest = rows.first()
    source = rows.filter(status=StatusVersi.TERBIT).first()
    assert latest is not None
    assert source is not None
    versi = VersiInstrumen.objects.create(
        instrumen=instrumen, nomor=latest.nomor + 1, isi=source.isi, sidik=source.sidik, dasar=source.dasar,
        keyakinan=source.keyakinan, catatan=source.catatan, disusun_oleh=by,
    )  # fmt: skip
    record_jejak(versi, "draf_instrumen_dibuat", by=by)
    return versi


def _draft(versi_id: UUID) -> VersiInstrumen:
    versi = VersiInstrumen.objects.select_for_update(of=("self",)).select_related("instrumen").get(pk=versi_id)
    if versi.status != StatusVersi.DRAF:
        raise TransitionError(CHANGED, galat="status_berubah")
    return versi


@perubahan
def save_draft(versi_id: UUID, *, isi: dict[str, Any], dasar: str, alasan: str, by: Pengguna) -> VersiInstrumen:
    """What the draft says; refused with one sentence when it could never be used. Whoever wrote last is its author."""
    versi = _draft(versi_id)
    require(permissions.can_draft(by) and by.instansi_id == versi.instrumen.instansi_id)
    susunan = read_susunan(isi)
    versi.isi, versi.sidik, versi.dasar, versi.alasan = susunan.model_dump(mode="json"), susunan.sidik(), dasar, alasan
    versi.disusun_oleh = by
    versi.save(update_fields=["isi", "sidik", "dasar", "alasan", "disusun_oleh"])
    record_jejak(versi, "draf_instrumen_disimpan", by=by, alasan=alasan)
    return versi


@perubahan
def drop_draft(versi_id: UUID, *, by: Pengguna) -> VersiInstrumen:
    versi = _draft(versi_id)
    require(permissions.can_draft(by) and by.instansi_id == versi.instrumen.instansi_id)
    versi.status = StatusVersi.DIBUANG
    versi.save(update_fields=["status"])
    record_jejak(versi, "draf_instrumen_dibuang", by=by)
    return versi


@perubahan
def publish_version(versi_id: UUID, *, mulai: date, by: Pengguna) -> VersiInstrumen:
    """In force from a day on; the version before ends there. By another one than who drafted."""
    versi = _draft(versi_id)
    require(permissions.can_publish_version(by, versi))
    before = (
        versi.instrumen.daftar_versi.select_for_update().filter(status=StatusVersi.TERBIT).order_by("-nomor").first()
    )
    assert before is not None
    if mulai <= before.berlaku.lower:
        raise DomainError(
            f"Versi sebelumnya berlaku sejak {tanggal(before.berlaku.lower)}. Pilih tanggal sesudahnya.",
            galat="tanggal_mundur",
        )
    read_susunan(versi.isi)
    with transaction.atomic():
        before.berlaku = DateRange(before.berlaku.lower, mulai, "[)")
        before.save(update_fields=["berlaku"])
        versi.status, versi.berlaku = StatusVersi.TERBIT, DateRange(mulai, None, "[)")
        versi.diterbitkan_oleh, versi.diterbitkan_pada = by, timezone.now()
        versi.save(update_fields=["status", "berlaku", "diterbitkan_oleh", "diterbitkan_pada"])
    record_jejak(versi, "instrumen_diterbitkan", by=by, alasan=versi.alasan, rincian={"mulai": mulai.isoformat()})
    return versi
