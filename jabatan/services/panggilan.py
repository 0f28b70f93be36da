"""Calls: opened, answered in two clicks, permitted by the superior, chosen with a reason, closed by their date."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Pengguna
from asn_portal.core.permissions import akses, require
from asn_portal.core.services.tugas import BILA_KELIRU, assign_tugas, close_tugas, notify
from asn_portal.core.templatetags.bentuk import tanggal
from asn_portal.core.workflow import check_transition
from jabatan import permissions
from jabatan.aturan.alur_mutasi import ALUR_LAMARAN
from jabatan.enums import IzinAtasan, PeranTim, StatusLamaran, StatusPanggilan, StatusTim
from jabatan.kunci_tugas import TUGAS_IZIN
from jabatan.models import LamaranPanggilan, Panggilan, RincianJabatan, TimKhusus
from jabatan.services.tim import place_member_of_team
from jabatan.wewenang import deciders_of
from pegawai.models import Pegawai

BERAKHIR = "Pendaftaran panggilan ini sudah ditutup."


@perubahan
def open_call(
    *, tim: TimKhusus | None, kursi: RincianJabatan | None, by: Pengguna, judul: str, uraian: str, kebutuhan: int, batas: date
) -> Panggilan:  # fmt: skip
    """For members of a team, or for a post."""
    unit_id = tim.unit_id if tim is not None else kursi.unit_id if kursi is not None else None
    require(unit_id is not None and permissions.can_manage_team(by, unit_id))
    if batas < timezone.localdate():
        raise DomainError(
            "Hari terakhir pendaftaran sudah lewat. Pilih hari ini atau sesudahnya.", galat="tanggal_lewat"
        )
    if tim is not None and tim.status not in {StatusTim.DRAF, StatusTim.AKTIF}:
        raise DomainError("Tim ini sudah berakhir, jadi tidak memanggil anggota.", galat="tim_berakhir")
    row = Panggilan.objects.create(
        instansi_id=by.instansi_id, unit_id=unit_id, tim=tim, jabatan_id=kursi.jabatan_id if kursi else None, judul=judul,
        uraian=uraian, kebutuhan=kebutuhan, batas=batas, dibuat_oleh=by,
    )  # fmt: skip
    record_jejak(row, "panggilan_dibuka", by=by, unit_id=unit_id, rincian={"judul": judul, "batas": batas.isoformat()})
    return row


def held(panggilan_id: UUID) -> Panggilan:
    return Panggilan.objects.select_for_update(of=("self",)).select_related("tim").get(pk=panggilan_id)


@perubahan
def answer_call(panggilan_id: UUID, *, alasan: str, by: Pengguna) -> LamaranPanggilan:
    """One's own answer; the superior of today is asked for his permission."""
    row = held(panggilan_id)
    require(permissions.can_answer_calls(by) and Panggilan.objects.visible_to(by).filter(pk=row.pk).exists())
    today = timezone.localdate()
    if row.status != StatusPanggilan.TERBUKA or row.batas < today:
        raise DomainError(BERAKHIR, galat="panggilan_ditutup")
    person = Pegawai.objects.get(pk=akses(by).orang_id)
    try:
        with transaction.atomic():
            made: LamaranPanggilan = LamaranPanggilan.objects.create(panggilan=row, pegawai=person, alasan=alasan)
    except IntegrityError as refused:
        raise DomainError("Anda sudah mendaftar pada panggilan ini.", galat="sudah_mendaftar") from refused
    _ask_superior(made, row, today)
    record_jejak(
        made, "panggilan_dijawab", by=by, subjek_id=person.pk, unit_id=row.unit_id, rincian={"judul": row.judul}
    )
    return made


def _ask_superior(made: LamaranPanggilan, row: Panggilan, today: date) -> None:
    decider = deciders_of([made.pegawai_id], permissions.PERBUATAN_IZIN, today).get(made.pegawai_id)
    boss = Pegawai.objects.filter(pk=decider.atasan_id).select_related("pengguna").first() if decider else None
    if boss is not None and boss.pengguna is not None:
        assign_tugas(
            [boss.pengguna], jenis=TUGAS_IZIN, objek_id=made.pk, judul=f"Izinkan {made.pegawai.nama}: {row.judul}"[:200],
            tentang=made.pegawai.nama_lengkap, alasan="Anda atasannya hari ini, dan ia mendaftar pada panggilan.",
            url=reverse("jabatan:lamaran_izin", args=[made.pk]),
            batas=timezone.make_aware(datetime.combine(row.batas + timedelta(days=1), time.min)),
        )  # fmt: skip


@perubahan
def withdraw_answer(lamaran_id: UUID, *, by: Pengguna) -> LamaranPanggilan:
    """Thought over, while nobody has chosen."""
    made = _held_answer(lamaran_id)
    require(permissions.is_self(by, made.pegawai))
    check_transition(ALUR_LAMARAN, made.status, StatusLamaran.DITARIK)
    made.status = StatusLamaran.DITARIK
    made.save(update_fields=["status"])
    close_tugas(jenis=TUGAS_IZIN, objek_id=made.pk, by=by)
    record_jejak(made, "panggilan_ditarik", by=by, subjek_id=made.pegawai_id, unit_id=made.panggilan.unit_id)
    return made


def _held_answer(lamaran_id: UUID) -> LamaranPanggilan:
    rows = LamaranPanggilan.objects.select_for_update(of=("self",)).select_related(
        "panggilan__tim", "pegawai__pengguna"
    )
    return rows.get(pk=lamaran_id)


@perubahan
def permit(lamaran_id: UUID, *, boleh: bool, alasan: str, by: Pengguna) -> LamaranPanggilan:
    """What the superior says; a refusal has its reason, which the person reads."""
    made = _held_answer(lamaran_id)
    require(permissions.can_permit(by, made))
    if made.status != StatusLamaran.MENUNGGU:
        raise DomainError("Lamaran ini sudah diputus atau ditarik.", galat="sudah_diputus")
    if not boleh and not alasan:
        raise DomainError("Tulis alasan mengapa tidak diizinkan; pegawai membacanya.", galat="tanpa_alasan")
    made.izin, made.izin_oleh = IzinAtasan.DIIZINKAN if boleh else IzinAtasan.TIDAK, by
    made.izin_pada, made.izin_alasan = timezone.now(), alasan
    made.save(update_fields=["izin", "izin_oleh", "izin_pada", "izin_alasan"])
    close_tugas(jenis=TUGAS_IZIN, objek_id=made.pk, by=by)
    record_jejak(
        made, "panggilan_izin", by=by, subjek_id=made.pegawai_id, unit_id=made.panggilan.unit_id, alasan=alasan,
        rincian={"izin": str(made.izin)},
    )  # fmt: skip
    words = "mengizinkan" if boleh else "tidak mengizinkan"
    tell(made, f"Atasan Anda {words} pendaftaran Anda.{f' Alasannya: {alasan}' if alasan else ''}", by)
    return made


@perubahan
def choose(lamaran_id: UUID, *, pilih: bool, alasan: str, by: Pengguna) -> LamaranPanggilan:
    """Chosen or not, always with a reason. Who is chosen for a team joins it at once."""
    found = LamaranPanggilan.objects.values_list("panggilan_id", flat=True).get(pk=lamaran_id)
    row = held(found)
    made = _held_answer(lamaran_id)
    require(permissions.can_choose(by, made))
    check_transition(ALUR_LAMARAN, made.status, StatusLamaran.DIPILIH if pilih else StatusLamaran.TIDAK_DIPILIH)
    if row.status != StatusPanggilan.TERBUKA:
        raise DomainError("Panggilan ini sudah selesai atau dibatalkan.", galat="panggilan_ditutup")
    if pilih:
        _check_choice(row, made)
    made.status = StatusLamaran.DIPILIH if pilih else StatusLamaran.TIDAK_DIPILIH
    made.diputus_oleh, made.diputus_pada, made.putusan_alasan = by, timezone.now(), alasan
    made.save(update_fields=["status", "diputus_oleh", "diputus_pada", "putusan_alasan"])
    if pilih and row.tim is not None:
        place_member_of_team(
            row.tim, made.pegawai, PeranTim.ANGGOTA, f"Dipilih dari panggilan {row.judul}"[:300], timezone.localdate()
        )
    close_tugas(jenis=TUGAS_IZIN, objek_id=made.pk, by=by)
    record_jejak(
        made, "panggilan_dipilih" if pilih else "panggilan_tidak_dipilih", by=by, subjek_id=made.pegawai_id, unit_id=row.unit_id,
        alasan=alasan,
    )  # fmt: skip
    tell(made, f"{'Anda dipilih' if pilih else 'Anda belum dipilih'} untuk {row.judul}. Alasannya: {alasan}", by)
    return made


def _check_choice(row: Panggilan, made: LamaranPanggilan) -> None:
    if made.izin != IzinAtasan.DIIZINKAN:
        raise DomainError(
            f"Atasan {made.pegawai.nama} belum mengizinkan. Pilih setelah izinnya ada, atau pilih orang lain.",
            galat="tanpa_izin",
        )
    if row.daftar_lamaran.filter(status=StatusLamaran.DIPILIH).count() >= row.kebutuhan:
        raise DomainError(f"Sudah {row.kebutuhan} orang dipilih, sebanyak yang dicari.", galat="sudah_cukup")


@perubahan
def end_call(panggilan_id: UUID, *, alasan: str, by: Pengguna) -> Panggilan:
    """Done choosing: who still waits is not chosen, for this reason, and is told."""
    row = held(panggilan_id)
    require(permissions.can_manage_team(by, row.unit_id))
    if row.status != StatusPanggilan.TERBUKA:
        raise DomainError("Panggilan ini sudah selesai atau dibatalkan.", galat="panggilan_ditutup")
    waiting = list(row.daftar_lamaran.filter(status=StatusLamaran.MENUNGGU).select_related("pegawai__pengguna"))
    now = timezone.now()
    row.daftar_lamaran.filter(status=StatusLamaran.MENUNGGU).update(
        status=StatusLamaran.TIDAK_DIPILIH, diputus_oleh=by, diputus_pada=now, putusan_alasan=alasan
    )
    row.status, row.alasan = StatusPanggilan.SELESAI, alasan
    row.save(update_fields=["status", "alasan"])
    record_jejak(
        row, "panggilan_selesai", by=by, unit_id=row.unit_id, alasan=alasan, rincian={"menunggu": len(waiting)}
    )
    for made in waiting:
        close_tugas(jenis=TUGAS_IZIN, objek_id=made.pk, by=by)
        tell(made, f"Anda belum dipilih untuk {row.judul}. Alasannya: {alasan}", by)
    return row


def tell(made: LamaranPanggilan, isi: str, by: Pengguna) -> None:
    account: Any = made.pegawai.pengguna
    if account is not None:
        notify(
            account, judul="Pendaftaran Anda pada panggilan", isi=isi,
            url=reverse("jabatan:panggilan_detail", args=[made.panggilan_id]), kelompok=KelompokKabar.DATA,
            mengapa=f"Anda mendaftar {tanggal(timezone.localdate(made.dibuat_pada))}.", aturan="", oleh=by.nama,
            keberatan=BILA_KELIRU,
        )  # fmt: skip
