"""What follows a final rating: plans to improve, agreed by both; nominations, decided by HR of the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.permissions import require
from asn_portal.core.selectors.jawab import answer_by, end_of
from asn_portal.core.services.tugas import assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from kinerja import permissions_tindak_lanjut as permissions
from kinerja.aturan.tindak_lanjut import RENDAH, TINGGI, perbaikan_paling_lama
from kinerja.enums import JenisEvaluasi, StatusEvaluasi
from kinerja.kunci_tugas import TUGAS_PERBAIKAN
from kinerja.models import Evaluasi, NominasiPenghargaan, RencanaPerbaikan
from kinerja.services.evaluasi import lock_evaluasi
from pegawai.models import Pegawai

ATURAN = "PP 30/2019 Pasal 49-58: tindak lanjut hasil penilaian kinerja."


@dataclass(frozen=True)
class IsianPerbaikan:
    """What is to change, by which steps, with whose help, from when to when."""

    sebab: str
    langkah: str
    dukungan: str
    mulai: date
    batas: date


def _final(evaluasi_id: UUID) -> Evaluasi:
    row = lock_evaluasi(evaluasi_id)
    if row.status != StatusEvaluasi.FINAL:
        raise DomainError("Tindak lanjut dimulai sesudah hasil evaluasinya final.", galat="belum_final")
    return row


@perubahan
def plan_improvement(evaluasi_id: UUID, isian: IsianPerbaikan, *, by: Pengguna) -> RencanaPerbaikan:
    """By the penilai of today, for a low predicate; the person answers it."""
    row = _final(evaluasi_id)
    require(permissions.follows_up(by, row))
    if row.predikat not in RENDAH:
        raise DomainError("Rencana perbaikan disusun untuk predikat di bawah baik.", galat="bukan_rendah")
    last = perbaikan_paling_lama(isian.mulai)
    if not isian.mulai < isian.batas <= last:
        raise DomainError(
            f"Hari terakhir sesudah {tanggal(isian.mulai)} dan paling lambat {tanggal(last)}.", galat="batas_salah"
        )
    try:
        with transaction.atomic():
            plan = RencanaPerbaikan.objects.create(
                evaluasi=row, pegawai=row.pegawai, sebab=isian.sebab, langkah=isian.langkah, dukungan=isian.dukungan,
                mulai=isian.mulai, batas=isian.batas, dibuat_oleh=by, dibuat_pada=timezone.now(),
            )  # fmt: skip
    except IntegrityError as refused:
        raise DomainError("Rencana perbaikan untuk evaluasi ini sudah ada.", galat="sudah_ada") from refused
    if row.pegawai.pengguna is not None:
        until = answer_by(JAWAB_KINERJA, row.pegawai.instansi_id, timezone.localdate())
        assign_tugas(
            [row.pegawai.pengguna], jenis=TUGAS_PERBAIKAN, objek_id=plan.pk, judul="Baca rencana perbaikan kinerja",
            tentang=f"Sesudah evaluasi {row.sebutan}", alasan="Rencana ini disusun penilai bersama Anda.",
            url=reverse("kinerja:perbaikan", args=[plan.pk]), batas=end_of(until),
        )  # fmt: skip
    _trace(plan, "perbaikan_disusun", by, row)
    return plan


@perubahan
def agree(plan_id: UUID, *, tanggapan: str, by: Pengguna) -> RencanaPerbaikan:
    """Read and agreed by the person, with a word of his own if he likes."""
    plan = _plan(plan_id)
    require(plan.pegawai.pengguna_id == by.pk)
    if plan.disetujui_pada is not None:
        raise DomainError("Rencana ini sudah Anda setujui.", galat="sudah_disetujui")
    plan.disetujui_pada, plan.tanggapan = timezone.now(), tanggapan
    plan.save(update_fields=["disetujui_pada", "tanggapan"])
    close_tugas(jenis=TUGAS_PERBAIKAN, objek_id=plan.pk, by=by)
    _trace(plan, "perbaikan_disetujui", by, plan.evaluasi)
    return plan


@perubahan
def conclude(plan_id: UUID, *, hasil: str, catatan: str, by: Pengguna) -> RencanaPerbaikan:
    """What came of it, said once by the penilai of today."""
    plan = _plan(plan_id)
    require(permissions.follows_up(by, plan.evaluasi))
    if plan.disetujui_pada is None:
        raise DomainError("Rencana ini belum disetujui pegawainya.", galat="belum_disetujui")
    if plan.hasil:
        raise DomainError("Hasil rencana ini sudah dicatat.", galat="sudah_dicatat")
    if not catatan:
        raise DomainError("Tulis apa yang berubah, atau yang belum.", galat="tanpa_alasan")
    plan.hasil, plan.catatan_hasil, plan.dinilai_pada = hasil, catatan, timezone.now()
    plan.save(update_fields=["hasil", "catatan_hasil", "dinilai_pada"])
    _trace(plan, "perbaikan_disimpulkan", by, plan.evaluasi)
    _tell(plan.pegawai, "Hasil rencana perbaikan dicatat", catatan, reverse("kinerja:perbaikan", args=[plan.pk]), by)
    return plan


@perubahan
def nominate(evaluasi_id: UUID, *, alasan: str, by: Pengguna) -> NominasiPenghargaan:
    """By the penilai of today, for the best of a year."""
    row = _final(evaluasi_id)
    require(permissions.follows_up(by, row))
    if row.predikat not in TINGGI or row.jenis != JenisEvaluasi.TAHUNAN:
        raise DomainError("Yang dinominasikan berpredikat sangat baik pada evaluasi tahunan.", galat="bukan_tertinggi")
    try:
        with transaction.atomic():
            found = NominasiPenghargaan.objects.create(
                evaluasi=row, pegawai=row.pegawai, alasan=alasan, oleh=by, pada=timezone.now()
            )
    except IntegrityError as refused:
        raise DomainError("Orang ini sudah dinominasikan untuk tahun itu.", galat="sudah_ada") from refused
    _trace(found, "penghargaan_dinominasikan", by, row)
    return found


@perubahan
def decide_nomination(nominasi_id: UUID, *, putusan: str, pertimbangan: str, by: Pengguna) -> NominasiPenghargaan:
    """By HR of the province, never about oneself or the own nomination; the penilai is told."""
    found = (
        NominasiPenghargaan.objects.select_for_update(of=("self",))
        .select_related("evaluasi", "pegawai")
        .get(pk=nominasi_id)
    )
    require(permissions.can_decide_nomination(by, found))
    if found.putusan:
        raise DomainError("Nominasi ini sudah diputus.", galat="sudah_diputus")
    if not pertimbangan:
        raise DomainError("Tulis pertimbangannya.", galat="tanpa_alasan")
    found.putusan, found.pertimbangan = putusan, pertimbangan
    found.diputus_oleh, found.diputus_pada = by, timezone.now()
    found.save(update_fields=["putusan", "pertimbangan", "diputus_oleh", "diputus_pada"])
    _trace(found, "nominasi_diputus", by, found.evaluasi)
    boss = Pegawai.objects.filter(pengguna=found.oleh).select_related("pengguna").first()
    if boss is not None:
        words = f"{found.get_putusan_display()}: {pertimbangan}"
        _tell(boss, f"Nominasi {found.pegawai.nama} diputus", words, reverse("kinerja:tindak_lanjut"), by)
    return found


def _plan(plan_id: UUID) -> RencanaPerbaikan:
    rows = RencanaPerbaikan.objects.select_for_update(of=("self",))
    return rows.select_related("evaluasi", "pegawai__pengguna").get(pk=plan_id)


def _trace(objek: RencanaPerbaikan | NominasiPenghargaan, aksi: str, by: Pengguna, row: Evaluasi) -> None:
    record_jejak(objek, aksi, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, rincian={"tahun": row.tahun})


def _tell(orang: Pegawai, judul: str, isi: str, url: str, by: Pengguna) -> None:
    if orang.pengguna is None:
        return
    notify(
        orang.pengguna, judul=judul, isi=isi[:300], url=url, kelompok=KelompokKabar.TUGAS,
        mengapa="Anda bagian dari tindak lanjut evaluasi ini.", aturan=ATURAN, oleh=by.nama,
        keberatan="Bicarakan dengan penilai atau pengelola kepegawaian.",
    )  # fmt: skip
