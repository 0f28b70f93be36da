"""Death, retirement, resignation, move to another agency: one act ends everything on its day, and can be taken back.

Dated rows (unit, superior, roles, delegations, staff, login names) end by their dates at once, however far ahead; what has
no dates (account, inbox, proposals) follows on the day by a job. No notice goes to the person, and none says the cause.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.models import Dokumen
from asn_portal.core import outbox
from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import KelompokKabar
from asn_portal.core.errors import DomainError
from asn_portal.core.models import DelegasiTugas, PengenalMasuk, Pengguna, PenugasanPeran, Penyiap
from asn_portal.core.permissions import require
from asn_portal.core.services.tugas import BILA_KELIRU, Kabar, assign_tugas, close_tugas, notify_all
from asn_portal.core.templatetags.bentuk import tanggal as hari_terbaca
from asn_portal.core.workflow import check_transition
from pegawai import permissions
from pegawai.aturan.berhenti import ALUR_BERHENTI, SATU_ORANG, daftar_urusan, kedudukan_sesudah
from pegawai.enums import JenisBerhenti, StatusBerhenti, StatusButir, StatusUrusan, SumberRiwayat
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import (
    ButirBerhenti,
    ButirPutaran,
    HubunganAtasan,
    KeanggotaanUnit,
    Pegawai,
    PeristiwaBerhenti,
    PerjanjianKerja,
    Referensi,
    RiwayatKedudukan,
)
from pegawai.selectors.berhenti import ended_without_renewal, hr_of_unit, led_from
from pegawai.services.berhenti_hari import TUGAS_URUSAN, run_day, undo_day
from pegawai.services.daftar import refresh_list_columns
from pegawai.services.pindah_instansi import note_move, withdraw_move
from pegawai.services.potongan import cut_from, give_back
from pegawai.services.riwayat import place_row, withdraw_row
from pegawai.signals import pegawai_akan_berhenti

TUGAS_BERHENTI = "pegawai.putusan_berhenti"
SUDAH = "Pemberhentian orang ini sudah dicatat. Buka catatannya dari halaman Pegawai berhenti."


@perubahan
def report_leaving(
    pegawai_id: UUID, *, jenis: JenisBerhenti, tanggal: date, sk_nomor: str, sk_tanggal: date | None,
    dokumen: Dokumen | None, tujuan: str = "", keterangan: str = "", by: Pengguna,
) -> PeristiwaBerhenti:  # fmt: skip
    """HR of scope. A death counts at once; every other kind waits for HR of the province, a second person."""
    person = _lock_person(pegawai_id)
    require(permissions.can_report_leaving(by, person))
    row = PeristiwaBerhenti(
        pegawai=person, unit_id=person.unit_kini_id, jenis=jenis, tanggal=tanggal, sk_nomor=sk_nomor, sk_tanggal=sk_tanggal,
        dokumen=dokumen, tujuan=tujuan, keterangan=keterangan, diusulkan_oleh=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise DomainError(SUDAH, galat="sudah_dicatat") from refused
    if jenis in SATU_ORANG:
        _settle(row, person, by=by, catatan="")
    else:
        _ask_second(row, by)
    _trace(row, "berhenti_dicatat", by)
    return row


@perubahan
def approve_leaving(peristiwa_id: UUID, *, catatan: str, by: Pengguna) -> PeristiwaBerhenti:
    """The second person: everything ends on its day."""
    person, row = _lock(peristiwa_id)
    require(permissions.can_decide_leaving(by, row))
    check_transition(ALUR_BERHENTI, row.status, StatusBerhenti.DITETAPKAN)
    _settle(row, person, by=by, catatan=catatan)
    close_tugas(jenis=TUGAS_BERHENTI, objek_id=row.pk, by=by)
    _trace(row, "berhenti_ditetapkan", by, catatan)
    return row


@perubahan
def refuse_leaving(peristiwa_id: UUID, *, catatan: str, by: Pengguna) -> PeristiwaBerhenti:
    _, row = _lock(peristiwa_id)
    require(permissions.can_decide_leaving(by, row))
    check_transition(ALUR_BERHENTI, row.status, StatusBerhenti.DITOLAK)
    _decided(row, StatusBerhenti.DITOLAK, by, catatan)
    row.save()
    close_tugas(jenis=TUGAS_BERHENTI, objek_id=row.pk, by=by)
    _trace(row, "berhenti_ditolak", by, catatan)
    _tell_hr(row, [row.diusulkan_oleh], "Usulan yang Anda catat tidak disetujui", catatan, by)
    return row


@perubahan
def cancel_leaving(peristiwa_id: UUID, *, alasan: str, by: Pengguna) -> PeristiwaBerhenti:
    """Before the day: it never happens. After it: a mistake, and everything is as it was, as far as nobody has worked on
    it since (told on the page). After the day it takes another person than the one who reported.
    """
    person, row = _lock(peristiwa_id)
    require(permissions.can_cancel_leaving(by, row))
    check_transition(ALUR_BERHENTI, row.status, StatusBerhenti.DIBATALKAN)
    pieces = row.potongan
    changed = give_back(pieces.get("baris", []))
    if kedudukan := RiwayatKedudukan.objects.kini().filter(pk=pieces.get("kedudukan")).first():
        kind = jenis_riwayat("kedudukan")
        assert kind is not None
        withdraw_row(person, kind, kedudukan)
    withdraw_move(person, pieces.get("pindah"))
    happened = row.dijalankan_pada is not None
    if happened:
        undo_day(row, person)
    refresh_list_columns([person.pk, *_led(pieces)])
    row.status, row.alasan_batal = StatusBerhenti.DIBATALKAN, alasan
    row.dibatalkan_oleh, row.dibatalkan_pada = by, timezone.now()
    row.potongan = pieces | {"tidak_kembali": changed}
    row.save()
    close_tugas(jenis=TUGAS_BERHENTI, objek_id=row.pk, by=by)
    _trace(row, "berhenti_dibatalkan", by, alasan)
    if happened:
        _tell_restored(row, person, by)
    return row


# -- the act -------------------------------------------------------------------------------------------------------------


def _settle(row: PeristiwaBerhenti, person: Pegawai, *, by: Pengguna, catatan: str) -> None:
    """Every dated row ends on the day; the list of what follows begins; on the day itself the rest."""
    mulai, led = row.tanggal, led_from(person.pk, row.tanggal)
    row.unit_id = row.unit_id or person.unit_kini_id
    row.potongan = {
        "baris": _cut_all(person, mulai), "kedudukan": _note_kedudukan(row, person), "pindah": note_move(row, person),
        "bawahan": [str(one.pk) for one in led],
    }  # fmt: skip
    _decided(row, StatusBerhenti.DITETAPKAN, by, catatan)
    row.save()
    ButirBerhenti.objects.bulk_create(
        ButirBerhenti(
            peristiwa=row, urut=place, kunci=urusan.kunci, judul=urusan.judul, oleh=urusan.oleh, batas=urusan.batas,
            dasar=urusan.dasar,
        )
        for place, urusan in enumerate(daftar_urusan(row.jenis, mulai), 1)
    )  # fmt: skip
    refresh_list_columns([person.pk, *(one.pk for one in led)])
    _tell_team(row, led, by)
    if mulai <= timezone.localdate():
        run_day(row, person)


def _decided(row: PeristiwaBerhenti, status: StatusBerhenti, by: Pengguna, catatan: str) -> None:
    row.status, row.catatan = status, catatan
    row.diputuskan_oleh, row.diputuskan_pada = by, timezone.now()


def _cut_all(person: Pegawai, mulai: date) -> list[dict[str, Any]]:
    """Unit, own superior, people led, contract; roles, delegations both ways, staff both ways, login names."""
    sets: list[Any] = [
        KeanggotaanUnit.objects.filter(pegawai=person), HubunganAtasan.objects.filter(pegawai=person),
        HubunganAtasan.objects.filter(atasan=person), PerjanjianKerja.objects.filter(pegawai=person),
    ]  # fmt: skip
    if (account := person.pengguna_id) is not None:
        Pengguna.objects.select_for_update(no_key=True).get(pk=account)
        sets += [
            PenugasanPeran.objects.filter(pengguna_id=account), DelegasiTugas.objects.filter(dari_id=account),
            DelegasiTugas.objects.filter(kepada_id=account), Penyiap.objects.filter(pejabat_id=account),
            Penyiap.objects.filter(penyiap_id=account), PengenalMasuk.objects.filter(pengguna_id=account),
        ]  # fmt: skip
    own = [piece for rows in sets for piece in cut_from(rows, mulai)]
    others = pegawai_akan_berhenti.send(sender=Pegawai, pegawai_id=person.pk, tanggal=mulai)
    return own + [piece for _, pieces in others for piece in pieces]


def _note_kedudukan(row: PeristiwaBerhenti, person: Pegawai) -> str | None:
    """The kedudukan hukum that follows, if BKN's list is there and none begins on the same day."""
    kunci = kedudukan_sesudah(row.jenis, row.tanggal)
    entry = Referensi.objects.filter(pk=f"kedudukan_hukum:{kunci}").first() if kunci else None
    kind = jenis_riwayat("kedudukan")
    taken = RiwayatKedudukan.objects.kini().filter(pegawai=person, berlaku__startswith=row.tanggal).exists()
    if entry is None or kind is None or taken:
        return None
    nilai = {
        "kedudukan": entry, "sk_nomor": row.sk_nomor, "sk_tanggal": row.sk_tanggal, "dokumen": row.dokumen,
        "sumber": SumberRiwayat.HR,
    }  # fmt: skip
    return str(place_row(person, kind, mulai=row.tanggal, sampai=None, nilai=nilai).pk)


def _led(pieces: dict[str, Any]) -> list[UUID]:
    return [UUID(pk) for pk in pieces.get("bawahan", [])]


def _lock_person(pegawai_id: UUID) -> Pegawai:
    return Pegawai.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=pegawai_id)


def _lock(peristiwa_id: UUID) -> tuple[Pegawai, PeristiwaBerhenti]:
    """The person first (as everywhere), then the act as it is now."""
    owner = PeristiwaBerhenti.objects.values_list("pegawai_id", flat=True).get(pk=peristiwa_id)
    person = _lock_person(owner)
    row = (
        PeristiwaBerhenti.objects.select_for_update(of=("self",)).select_related("diusulkan_oleh").get(pk=peristiwa_id)
    )
    row.pegawai = person
    return person, row


# -- the day -------------------------------------------------------------------------------------------------------------


def queue_due(hari: date) -> None:
    """A job for each whose day has come, so that one that cannot be done holds up no other. Asked again every night."""
    contracts = [str(pk) for pk in ended_without_renewal(hari)]
    outbox.enqueue_many("pegawai.end_contract", [[pk] for pk in contracts], kunci=[f"{pk} {hari}" for pk in contracts])
    due = PeristiwaBerhenti.objects.berlaku(hari).filter(dijalankan_pada=None).order_by("tanggal")
    leaving = [str(pk) for pk in due.values_list("pk", flat=True)]
    outbox.enqueue_many("pegawai.run_leaving", [[pk] for pk in leaving], kunci=[f"{pk} {hari}" for pk in leaving])


def end_contract(butir_id: UUID) -> None:
    """A contract that two persons of a round decided not to renew is over: the person leaves by it. Once."""
    owner = ButirPutaran.objects.values_list("pegawai_id", flat=True).get(pk=butir_id)
    with transaction.atomic():
        person = _lock_person(owner)
        butir = ButirPutaran.objects.select_for_update(of=("self",)).select_related("perjanjian").get(pk=butir_id)
        if butir.status == StatusButir.DISETUJUI:
            _end_contract(butir, person)


@perubahan
def _end_contract(butir: ButirPutaran, person: Pegawai) -> None:
    known = PeristiwaBerhenti.objects.filter(
        pegawai=person, status__in=[StatusBerhenti.DIAJUKAN, StatusBerhenti.DITETAPKAN]
    )
    assert butir.diusulkan_oleh is not None
    assert butir.diputuskan_oleh is not None
    if not known.exists():
        lama = butir.perjanjian
        row = PeristiwaBerhenti.objects.create(
            pegawai=person, unit_id=person.unit_kini_id, jenis=JenisBerhenti.PERJANJIAN, tanggal=butir.mulai,
            sk_nomor=lama.sk_nomor or "Putaran perpanjangan", sk_tanggal=lama.sk_tanggal or butir.berakhir,
            keterangan=butir.alasan, diusulkan_oleh=butir.diusulkan_oleh,
        )  # fmt: skip
        _settle(row, person, by=butir.diputuskan_oleh, catatan="Tidak diperpanjang dalam putaran perpanjangan.")
    ButirPutaran.objects.filter(pk=butir.pk).update(status=StatusButir.SELESAI)
    record_jejak(butir, "perjanjian_berakhir", by=None, subjek_id=person.pk, unit_id=butir.unit_id)


def run_leaving(peristiwa_id: UUID, hari: date) -> bool:
    """Account, inbox and proposals follow; once, and only for what still stands."""
    with transaction.atomic():
        person, row = _lock(peristiwa_id)
        if row.status != StatusBerhenti.DITETAPKAN or row.dijalankan_pada is not None or row.tanggal > hari:
            return False
        _run(row, person)
    return True


@perubahan
def _run(row: PeristiwaBerhenti, person: Pegawai) -> None:
    run_day(row, person)
    _trace(row, "berhenti_dijalankan", None)


# -- telling -------------------------------------------------------------------------------------------------------------


def address(row: PeristiwaBerhenti) -> str:
    return reverse("pegawai:berhenti_detail", args=[row.pk])


def _trace(row: PeristiwaBerhenti, aksi: str, by: Pengguna | None, alasan: str = "") -> None:
    rincian = {"tanggal": row.tanggal.isoformat(), "status": str(row.status)}
    record_jejak(row, aksi, by=by, subjek_id=row.pegawai_id, unit_id=row.unit_id, alasan=alasan, rincian=rincian)


def _ask_second(row: PeristiwaBerhenti, by: Pengguna) -> None:
    today = timezone.localdate()
    all_hr = hr_of_unit(row.unit_id, row.pegawai.instansi_id, today, tanpa=row.pegawai.pengguna_id)
    assign_tugas(
        [akun for akun in all_hr if permissions.can_decide_leaving(akun, row)],
        jenis=TUGAS_BERHENTI, objek_id=row.pk, judul=f"Putuskan perubahan status {row.pegawai.nama}",
        tentang=row.pegawai.nama_lengkap, alasan=f"{by.nama} mencatatnya. Keputusan ini perlu orang kedua.", url=address(row),
    )  # fmt: skip


def _tell_hr(row: PeristiwaBerhenti, untuk: list[Pengguna], judul: str, mengapa: str, by: Pengguna) -> None:
    notify_all([
        Kabar(
            akun, judul, f"Catatan tentang {row.pegawai.nama_lengkap}.", address(row), KelompokKabar.DATA, mengapa, "", by.nama,
            BILA_KELIRU,
        )
        for akun in untuk
    ])  # fmt: skip


def _tell_team(row: PeristiwaBerhenti, led: list[Pegawai], by: Pengguna) -> None:
    """Those who lose their superior hear that, not why; HR hears who they are."""
    accounts = Pengguna.objects.in_bulk([one.pengguna_id for one in led if one.pengguna_id])
    notify_all([
        Kabar(
            akun, "Atasan Anda akan ditetapkan lagi",
            f"Mulai {hari_terbaca(row.tanggal)} atasan Anda belum ada. Pengelola kepegawaian menetapkannya.",
            reverse("pegawai:profil_saya"), KelompokKabar.DATA, "Susunan atasan di unit Anda berubah.", "", by.nama, BILA_KELIRU,
        )
        for akun in accounts.values()
        if akun.is_active
    ])  # fmt: skip


def _tell_restored(row: PeristiwaBerhenti, person: Pegawai, by: Pengguna) -> None:
    """The person is here after all: account and rights are back; withdrawn proposals have to be sent again."""
    if person.pengguna is None:
        return
    notify_all([
        Kabar(
            person.pengguna, "Akun dan data Anda dipulihkan",
            "Sebuah pencatatan yang keliru dibatalkan. Unit, peran, dan tugas Anda berlaku lagi. Usulan yang belum diputuskan perlu"
            " Anda kirim ulang.",
            reverse("pegawai:profil_saya"), KelompokKabar.DATA, "Pencatatan yang keliru dibatalkan.", "", by.nama, BILA_KELIRU,
        )
    ])  # fmt: skip


# -- the list ------------------------------------------------------------------------------------------------------------


@perubahan
def settle_item(
    butir_id: UUID, *, status: StatusUrusan, catatan: str, dokumen: Dokumen | None, by: Pengguna
) -> ButirBerhenti:
    """Done, not needed, or open again after all."""
    butir = ButirBerhenti.objects.select_for_update(of=("self",)).select_related("peristiwa__pegawai").get(pk=butir_id)
    row = butir.peristiwa
    require(permissions.can_work_on_leaving(by, row))
    if row.status != StatusBerhenti.DITETAPKAN:
        raise DomainError("Pencatatan ini tidak berlaku lagi, jadi urusannya tidak dikerjakan.", galat="tidak_berlaku")
    if status == StatusUrusan.TIDAK_PERLU and not catatan:
        raise DomainError("Tulis mengapa urusan ini tidak diperlukan.", galat="tanpa_alasan")
    butir.status, butir.catatan = status, catatan
    butir.dokumen = dokumen or butir.dokumen
    done = status != StatusUrusan.TERBUKA
    butir.selesai_oleh, butir.selesai_pada = (by, timezone.now()) if done else (None, None)
    butir.save()
    rincian = {"urusan": butir.kunci, "status": str(status)}
    record_jejak(
        butir,
        "urusan_berhenti_diurus",
        by=by,
        subjek_id=row.pegawai_id,
        unit_id=row.unit_id,
        alasan=catatan,
        rincian=rincian,
    )
    if not row.daftar_urusan.filter(status=StatusUrusan.TERBUKA).exists():
        close_tugas(jenis=TUGAS_URUSAN, objek_id=row.pk, by=by)
    return butir
