"""The plan of an agency for five years: written, shown to partners by a link, every comment answered, then determined."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, notify
from asn_portal.core.workflow import check_transition
from pelatihan import permissions
from pelatihan.aturan.alur_rencana import ALUR_RENCANA_INSTANSI
from pelatihan.enums import StatusRencanaInstansi
from pelatihan.kunci_konsultasi import fingerprint
from pelatihan.models import KomentarRencana, ProgramRencana, RencanaInstansi, TautanKonsultasi

S = StatusRencanaInstansi
TERBANYAK = 200
TIDAK_BERLAKU = "Tautan ini tidak berlaku lagi. Minta tautan baru kepada pengelola pelatihan yang mengundang Anda."


def _locked(rencana_id: UUID, by: Pengguna) -> RencanaInstansi:
    require(permissions.can_manage(by))
    return RencanaInstansi.objects.visible_to(by).select_for_update(of=("self",)).get(pk=rencana_id)


def _changeable(rencana_id: UUID, by: Pengguna) -> RencanaInstansi:
    row = _locked(rencana_id, by)
    if row.status == S.DITETAPKAN:
        raise TransitionError("Rencana ini sudah ditetapkan dan tidak diubah lagi.", galat="sudah_ditetapkan")
    return row


def _store(row: Any, kalimat: str, *, baru: bool) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=baru)
    except IntegrityError as refused:
        raise DomainError(kalimat, galat="sudah_ada") from refused


@perubahan
def save_rencana(rencana_id: UUID | None, *, isi: Mapping[str, Any], by: Pengguna) -> RencanaInstansi:
    require(permissions.can_manage(by))
    row = RencanaInstansi(instansi_id=by.instansi_id) if rencana_id is None else _changeable(rencana_id, by)
    for name, value in isi.items():
        setattr(row, name, value)
    if rencana_id is not None:
        outside = row.daftar_program.exclude(tahun__range=(row.tahun_awal, row.tahun_akhir)).count()
        if outside:
            raise DomainError(
                f"{outside} kegiatan berada di luar lima tahun itu. Pindahkan dulu kegiatannya.", galat="di_luar_masa"
            )
    _store(row, "Rencana yang dimulai pada tahun itu sudah ada. Buka yang sudah ada.", baru=rencana_id is None)
    record_jejak(row, "rencana_instansi_disimpan", by=by, rincian={"tahun_awal": row.tahun_awal})
    return row


@perubahan
def save_program(rencana_id: UUID, butir_id: UUID | None, *, isi: Mapping[str, Any], by: Pengguna) -> ProgramRencana:
    plan = _changeable(rencana_id, by)
    row = ProgramRencana(rencana=plan) if butir_id is None else plan.daftar_program.get(pk=butir_id)
    for name, value in isi.items():
        setattr(row, name, value)
    if not plan.tahun_awal <= row.tahun <= plan.tahun_akhir:
        raise DomainError(f"Pilih tahun {plan.tahun_awal} sampai {plan.tahun_akhir}.", galat="di_luar_masa")
    _store(row, "Kegiatan ini sudah ada pada tahun itu. Ubah yang sudah ada.", baru=butir_id is None)
    record_jejak(plan, "rencana_instansi_diisi", by=by, rincian={"kegiatan": row.judul, "tahun": row.tahun})
    return row


@perubahan
def drop_program(butir_id: UUID, *, by: Pengguna) -> RencanaInstansi:
    plan = _changeable(ProgramRencana.objects.values_list("rencana_id", flat=True).get(pk=butir_id), by)
    row = plan.daftar_program.get(pk=butir_id)
    if row.daftar_komentar.exists():
        raise DomainError(
            "Mitra sudah mengomentari kegiatan ini. Ubah isinya atau jelaskan dalam tanggapan, supaya komentarnya tetap terbaca.",
            galat="berkomentar",
        )
    record_jejak(plan, "rencana_instansi_dikurangi", by=by, rincian={"kegiatan": row.judul})
    row.delete()
    return plan


@perubahan
def open_consultation(rencana_id: UUID, *, by: Pengguna) -> RencanaInstansi:
    plan = _locked(rencana_id, by)
    check_transition(ALUR_RENCANA_INSTANSI, plan.status, S.KONSULTASI)
    if not plan.daftar_program.exists():
        raise DomainError("Rencana ini belum berisi kegiatan. Isi dulu, lalu konsultasikan.", galat="kosong")
    plan.status = S.KONSULTASI
    plan.save(update_fields=["status"])
    record_jejak(plan, "konsultasi_dibuka", by=by)
    return plan


@perubahan
def make_link(rencana_id: UUID, *, mitra: str, sampai: date, by: Pengguna) -> tuple[TautanKonsultasi, str]:
    """The link itself leaves this place once; only its fingerprint is kept."""
    plan = _locked(rencana_id, by)
    if plan.status != S.KONSULTASI:
        raise TransitionError("Buka dulu konsultasi rencana ini, lalu undang mitra.", galat="belum_konsultasi")
    if sampai < timezone.localdate():
        raise DomainError("Tautan harus berlaku paling sedikit sampai hari ini.", galat="sudah_lewat")
    kunci = secrets.token_urlsafe(24)
    row = TautanKonsultasi(
        rencana=plan, mitra=mitra, sidik=fingerprint(kunci), sampai=sampai, dibuat_oleh=by, dibuat_pada=timezone.now()
    )
    _store(row, "Lembaga ini sudah mempunyai tautan. Tutup yang lama dulu, atau pakai nama yang berbeda.", baru=True)
    record_jejak(plan, "tautan_konsultasi_dibuat", by=by, rincian={"mitra": mitra})
    return row, kunci


@perubahan
def close_link(tautan_id: UUID, *, by: Pengguna) -> TautanKonsultasi:
    row = TautanKonsultasi.objects.select_for_update(of=("self",)).select_related("rencana").get(pk=tautan_id)
    require(permissions.can_manage(by) and row.rencana.instansi_id == by.instansi_id)
    row.ditutup_pada = row.ditutup_pada or timezone.now()
    row.save(update_fields=["ditutup_pada"])
    record_jejak(row.rencana, "tautan_konsultasi_ditutup", by=by, rincian={"mitra": row.mitra})
    return row


@perubahan
def comment(tautan_id: UUID, *, butir_id: UUID | None, isi: str) -> KomentarRencana:
    """By whoever holds the link; nobody is asked for a name. The same words twice leave one."""
    row = (
        TautanKonsultasi.objects.select_for_update(of=("self",))
        .select_related("rencana", "dibuat_oleh")
        .get(pk=tautan_id)
    )
    plan = row.rencana
    if row.ditutup_pada is not None or row.sampai < timezone.localdate():
        raise DomainError(TIDAK_BERLAKU, galat="tautan_tutup")
    if plan.status != S.KONSULTASI:
        raise DomainError(
            "Konsultasi rencana ini sudah ditutup. Tanggapannya dapat dibaca di halaman ini.", galat="ditutup"
        )
    if row.daftar_komentar.count() >= TERBANYAK:
        raise DomainError(
            "Komentar dari tautan ini sudah terlalu banyak. Hubungi pengelola pelatihan.", galat="terlalu_banyak"
        )
    butir = plan.daftar_program.filter(pk=butir_id).first() if butir_id else None
    record_jejak(plan, "rencana_dikomentari", by=None, rincian={"mitra": row.mitra})
    same = row.daftar_komentar.filter(butir=butir, isi=isi).first()
    if same is not None:
        return same
    made = KomentarRencana.objects.create(tautan=row, butir=butir, isi=isi, pada=timezone.now())
    notify(
        row.dibuat_oleh, judul=f"{row.mitra} mengomentari {plan.judul}", isi=isi[:300],
        url=reverse("pelatihan:rencana_instansi_detail", args=[plan.pk]), kelompok=KelompokKabar.LAIN,
        mengapa="Anda membuat tautan konsultasinya.", aturan="", oleh=row.mitra, keberatan=BILA_KELIRU,
    )  # fmt: skip
    return made


@perubahan
def answer_comment(komentar_id: UUID, *, tanggapan: str, penjelasan: str, by: Pengguna) -> KomentarRencana:
    """Once, and for good: the partner reads it by the same link."""
    row = KomentarRencana.objects.select_for_update(of=("self",)).select_related("tautan__rencana").get(pk=komentar_id)
    plan = row.tautan.rencana
    require(permissions.can_manage(by) and plan.instansi_id == by.instansi_id)
    if row.tanggapan:
        raise TransitionError("Komentar ini sudah ditanggapi. Muat ulang halamannya.", galat="sudah_ditanggapi")
    row.tanggapan, row.penjelasan, row.ditanggapi_oleh, row.ditanggapi_pada = tanggapan, penjelasan, by, timezone.now()
    row.save()
    record_jejak(plan, "komentar_ditanggapi", by=by, alasan=penjelasan, rincian={"mitra": row.tautan.mitra})
    return row


@perubahan
def determine(rencana_id: UUID, *, dasar: str, by: Pengguna) -> RencanaInstansi:
    """Only when no partner waits for an answer; links are closed with it."""
    plan = _locked(rencana_id, by)
    check_transition(ALUR_RENCANA_INSTANSI, plan.status, S.DITETAPKAN)
    waiting = KomentarRencana.objects.filter(tautan__rencana=plan, tanggapan="").count()
    if waiting:
        raise DomainError(
            f"Masih ada {waiting} komentar mitra yang belum ditanggapi. Tanggapi semuanya dulu.",
            galat="belum_ditanggapi",
        )
    plan.status, plan.dasar, plan.ditetapkan_pada = S.DITETAPKAN, dasar, timezone.now()
    plan.save(update_fields=["status", "dasar", "ditetapkan_pada"])
    record_jejak(plan, "rencana_instansi_ditetapkan", by=by, alasan=dasar)
    return plan
