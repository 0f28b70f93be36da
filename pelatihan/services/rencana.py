"""The plan of one person for a year: put together by its owner, agreed with the superior, and what has become of it."""

from __future__ import annotations

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
from asn_portal.core.pengaturan import JAWAB_PELATIHAN
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from pegawai.models import Pegawai
from pegawai.selectors.orang import superior_on
from pelatihan import permissions
from pelatihan.aturan.alur_rencana import ALUR_RENCANA, DISUSUN
from pelatihan.enums import CaraBelajar, StatusRencana
from pelatihan.models import ButirRencana, ProgramPelatihan, RencanaPengembangan

TUGAS_RENCANA = "pelatihan.rencana"
ATURAN = "Peraturan LAN 10/2018: rencana pengembangan disusun pegawai dan disepakati atasannya."


@perubahan
def begin_rencana(tahun: int, *, by: Pengguna) -> RencanaPengembangan:
    """One for each year; what has begun is gone on with."""
    require(permissions.can_learn(by))
    today = timezone.localdate()
    if not today.year <= tahun <= today.year + 1:
        raise DomainError("Rencana disusun untuk tahun ini atau tahun depan.", galat="tahun_lain")
    person = Pegawai.objects.get(pengguna=by)
    row, made = RencanaPengembangan.objects.get_or_create(pegawai=person, tahun=tahun)
    record_jejak(row, "rencana_dimulai" if made else "rencana_dibuka", by=by, subjek_id=person.pk)
    return row


def _locked(rencana_id: UUID) -> RencanaPengembangan:
    rows = RencanaPengembangan.objects.select_for_update(of=("self",)).select_related("pegawai__pengguna")
    return rows.get(pk=rencana_id)


def _own(rencana_id: UUID, by: Pengguna) -> RencanaPengembangan:
    row = _locked(rencana_id)
    require(permissions.is_person(by, row.pegawai_id))
    return row


def _open(rencana_id: UUID, by: Pengguna) -> RencanaPengembangan:
    row = _own(rencana_id, by)
    if row.status not in DISUSUN:
        raise TransitionError(
            f"Rencana ini {row.get_status_display().lower()}. Tarik atau ubah dulu, lalu perbaiki isinya.",
            galat="tidak_disusun",
        )
    return row


@perubahan
def save_butir(rencana_id: UUID, butir_id: UUID | None, *, isi: Mapping[str, Any], by: Pengguna) -> ButirRencana:
    """A new thing to do, or one that is put right."""
    plan = _open(rencana_id, by)
    row = ButirRencana(rencana=plan) if butir_id is None else plan.daftar_butir.get(pk=butir_id)
    for name, value in isi.items():
        setattr(row, name, value)
    if row.program is not None:
        row.cara, row.jp = CaraBelajar.FORMAL, row.program.jp
    _store(row, baru=butir_id is None)
    record_jejak(plan, "rencana_diisi", by=by, subjek_id=plan.pegawai_id, rincian={"kegiatan": row.kegiatan})
    return row


@perubahan
def plan_program(rencana_id: UUID, program_id: UUID, *, triwulan: int, by: Pengguna) -> ButirRencana:
    """A recommended programme, with one button."""
    plan = _open(rencana_id, by)
    program = ProgramPelatihan.objects.visible_to(by).ditawarkan().get(pk=program_id)
    row = ButirRencana(
        rencana=plan, cara=CaraBelajar.FORMAL, kegiatan=program.judul, program=program, triwulan=triwulan, jp=program.jp
    )
    _store(row, baru=True)
    record_jejak(plan, "rencana_diisi", by=by, subjek_id=plan.pegawai_id, rincian={"kegiatan": row.kegiatan})
    return row


def _store(row: ButirRencana, *, baru: bool) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=baru)
    except IntegrityError as refused:
        raise DomainError(
            f"{row.kegiatan} sudah ada dalam rencana ini. Ubah yang sudah ada.", galat="sudah_ada"
        ) from refused


@perubahan
def drop_butir(butir_id: UUID, *, by: Pengguna) -> RencanaPengembangan:
    plan = _open(ButirRencana.objects.values_list("rencana_id", flat=True).get(pk=butir_id), by)
    row = plan.daftar_butir.get(pk=butir_id)
    record_jejak(plan, "rencana_dikurangi", by=by, subjek_id=plan.pegawai_id, rincian={"kegiatan": row.kegiatan})
    row.delete()
    return plan


@perubahan
def submit_rencana(rencana_id: UUID, *, by: Pengguna) -> RencanaPengembangan:
    plan = _own(rencana_id, by)
    check_transition(ALUR_RENCANA, plan.status, StatusRencana.DIAJUKAN)
    if not plan.daftar_butir.exists():
        raise DomainError("Rencana ini masih kosong. Tambahkan paling sedikit satu kegiatan.", galat="kosong")
    boss = superior_on(plan.pegawai_id, timezone.localdate())
    if boss is None or boss.pengguna is None:
        raise DomainError(
            "Atasan Anda belum tercatat, sehingga belum ada yang dapat menyepakati. Laporkan dari halaman profil, lalu ajukan lagi.",
            galat="tanpa_atasan",
        )
    plan.status, plan.diajukan_pada = StatusRencana.DIAJUKAN, timezone.now()
    plan.save(update_fields=["status", "diajukan_pada"])
    record_jejak(plan, "rencana_diajukan", by=by, subjek_id=plan.pegawai_id, unit_id=plan.pegawai.unit_kini_id)
    assign_tugas(
        [boss.pengguna], jenis=TUGAS_RENCANA, objek_id=plan.pk, judul=f"Sepakati rencana pengembangan: {plan.pegawai.nama}",
        tentang=f"Tahun {plan.tahun}", alasan="Anda atasan langsungnya hari ini. Rencana berlaku setelah Anda menyepakati.",
        url=reverse("pelatihan:rencana_decide", args=[plan.pk]),
        batas=end_of(answer_by(JAWAB_PELATIHAN, plan.pegawai.instansi_id, timezone.localdate())),
    )  # fmt: skip
    return plan


@perubahan
def decide_rencana(rencana_id: UUID, *, sepakat: bool, catatan: str, by: Pengguna) -> RencanaPengembangan:
    """By the superior of today."""
    plan = _locked(rencana_id)
    require(permissions.can_decide_for(by, plan.pegawai_id))
    to = StatusRencana.DISEPAKATI if sepakat else StatusRencana.DIKEMBALIKAN
    check_transition(ALUR_RENCANA, plan.status, to)
    if not sepakat and not catatan.strip():
        raise DomainError("Tulis apa yang perlu diperbaiki.", galat="tanpa_alasan")
    plan.status, plan.catatan, plan.diputus_oleh, plan.diputus_pada = to, catatan, by, timezone.now()
    plan.save(update_fields=["status", "catatan", "diputus_oleh", "diputus_pada"])
    close_tugas(jenis=TUGAS_RENCANA, objek_id=plan.pk, by=by)
    act = "rencana_disepakati" if sepakat else "rencana_dikembalikan"
    record_jejak(plan, act, by=by, subjek_id=plan.pegawai_id, unit_id=plan.pegawai.unit_kini_id, alasan=catatan)
    if plan.pegawai.pengguna is not None:
        notify(
            plan.pegawai.pengguna, judul=f"Rencana pengembangan {plan.tahun} {plan.get_status_display().lower()}",
            isi=catatan or "Rencana Anda berlaku. Catat kemajuannya sepanjang tahun.",
            url=reverse("pelatihan:rencana_detail", args=[plan.pk]), kelompok=KelompokKabar.LAIN,
            mengapa="Anda mengajukannya kepada atasan.", aturan=ATURAN, oleh=by.nama, keberatan=BILA_KELIRU,
        )  # fmt: skip
    return plan


@perubahan
def take_back_rencana(rencana_id: UUID, *, by: Pengguna) -> RencanaPengembangan:
    """Before the superior has answered, or later to change what was agreed: it is then agreed anew."""
    plan = _own(rencana_id, by)
    check_transition(ALUR_RENCANA, plan.status, StatusRencana.DRAF)
    plan.status = StatusRencana.DRAF
    plan.save(update_fields=["status"])
    close_tugas(jenis=TUGAS_RENCANA, objek_id=plan.pk, by=by)
    record_jejak(plan, "rencana_ditarik", by=by, subjek_id=plan.pegawai_id)
    return plan


@perubahan
def finish_butir(butir_id: UUID, *, selesai: date, hasil: str, by: Pengguna) -> ButirRencana:
    """What came of it, for what no certificate of the portal tells."""
    plan = _own(ButirRencana.objects.values_list("rencana_id", flat=True).get(pk=butir_id), by)
    row = plan.daftar_butir.get(pk=butir_id)
    if plan.status != StatusRencana.DISEPAKATI:
        raise DomainError("Kemajuan dicatat setelah rencana disepakati atasan.", galat="belum_disepakati")
    if row.program_id is not None:
        raise DomainError("Kegiatan ini selesai dengan sendirinya saat sertifikatnya sah.", galat="menurut_sertifikat")
    if selesai > timezone.localdate():
        raise DomainError("Tanggal selesai belum tiba. Catat setelah kegiatannya selesai.", galat="tanggal_depan")
    if selesai.year != plan.tahun:
        raise DomainError(f"Rencana ini untuk {plan.tahun}; {tanggal(selesai)} di luar tahun itu.", galat="tahun_lain")
    row.selesai, row.hasil = selesai, hasil
    row.save(update_fields=["selesai", "hasil"])
    record_jejak(plan, "rencana_dilaksanakan", by=by, subjek_id=plan.pegawai_id, rincian={"kegiatan": row.kegiatan})
    return row
