"""Long jobs that a person starts, done in steps (docs/keputusan/0013).

A kind of job is a generator: each `yield` ends one short transaction in which the work of the step, the place where the
next one goes on, and the progress are committed together. A worker holds a job by a lease that every step renews; what
a dead worker did after its last step is rolled back, and the next worker goes on from there. A second delivery finds the
job held and does nothing; a worker that lost its lease cannot commit.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from asn_portal.celery import app
from asn_portal.core import audit
from asn_portal.core.enums import KelompokKabar, StatusPekerjaan
from asn_portal.core.errors import DomainError
from asn_portal.core.models import HasilBerkas, PekerjaanLatar, Pengguna
from asn_portal.core.models.latar import UMUR_BERKAS
from asn_portal.core.outbox import BATCH, reason_of
from asn_portal.core.services.tugas import SISTEM, notify

logger = logging.getLogger("asn.latar")

# A worker that has committed no step for this long is taken for dead.
LEASE = timedelta(seconds=90)
# How often a job may be taken up, by a worker that then failed or died, before it is parked.
MAX_ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=5)

PESAN_LANJUT = "Sempat berhenti. Dilanjutkan sebentar lagi dari langkah terakhir."
PESAN_PARKIR = (
    "Pekerjaan ini berhenti karena gangguan di portal, setelah beberapa kali dicoba. Yang sudah tersimpan tidak berubah."
    " Coba lagi nanti; bila tetap berhenti, minta bantuan."
)
PESAN_BATAL = "Dibatalkan atas permintaan Anda."
PESAN_HAK = "Anda tidak lagi berwenang atas pekerjaan ini, jadi pekerjaan dihentikan."
PESAN_AKUN = "Akun yang memulai pekerjaan ini tidak aktif lagi."


@dataclass(frozen=True)
class Kemajuan:
    """What a step tells: how far the job is, and from where it goes on after a break."""

    selesai: int
    jumlah: int | None = None
    pesan: str = ""
    posisi: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Hasil:
    """How the job ended: one sentence, where to look, and figures for the page."""

    pesan: str
    url: str = ""
    ringkasan: dict[str, Any] = field(default_factory=dict)
    berkas: tuple[HasilBerkas, ...] = ()


Langkah = Callable[[PekerjaanLatar], Generator[Kemajuan, None, Hasil]]


@dataclass(frozen=True)
class Jenis:
    """A kind of job. `boleh_baca` is asked before each download of a file it left."""

    nama: str
    label: str
    langkah: Langkah
    boleh_baca: Callable[[PekerjaanLatar], bool]


_register: dict[str, Jenis] = {}


def pekerjaan_latar(
    nama: str, *, label: str, boleh_baca: Callable[[PekerjaanLatar], bool]
) -> Callable[[Langkah], Langkah]:
    """Register a generator of a `tasks.py` as a kind of long job."""

    def register(langkah: Langkah) -> Langkah:
        _register[nama] = Jenis(nama, label, langkah, boleh_baca)
        return langkah

    return register


def kind_of(nama: str) -> Jenis:
    if nama not in _register:
        app.loader.import_default_modules()
    return _register[nama]


def label_of(nama: str) -> str:
    """What people call this kind; a kind that no app knows any more keeps its own name."""
    return _register[nama].label if nama in _register else nama


def may_read_result(row: PekerjaanLatar) -> bool:
    """Does the owner of this job still have the right to what it made?"""
    return row.jenis in _register and _register[row.jenis].boleh_baca(row)


# -- delivering ----------------------------------------------------------------------------------------------


def deliver_due(now: datetime) -> int:
    """Hand jobs whose turn it is to the broker; called by the relay of every worker."""
    if not PekerjaanLatar.objects.filter(giliran__lte=now).exists():
        return 0
    due = _claim_due(now)
    sent = 0
    try:
        for pk in due:
            app.send_task("core.jalankan", [str(pk)], retry=False)
            sent += 1
    finally:
        # What the broker did not take is due again at once.
        PekerjaanLatar.objects.terbuka().filter(pk__in=due[sent:], pemegang=None).update(giliran=now)
    return sent


@transaction.atomic
def _claim_due(now: datetime) -> list[UUID]:
    """A job whose holder's lease is over loses it; one that was taken up too often is parked. Others go out, and again
    when the broker loses them.
    """
    rows = list(PekerjaanLatar.objects.select_for_update(skip_locked=True).filter(giliran__lte=now)[:BATCH])
    spent = [row for row in rows if row.percobaan >= MAX_ATTEMPTS]
    for row in spent:
        _park(row, row.galat or "Pekerja berhenti sebelum selesai.")
    due = [row.pk for row in rows if row not in spent]
    PekerjaanLatar.objects.filter(pk__in=due).update(pemegang=None, giliran=now + LEASE)
    return due


# -- doing ---------------------------------------------------------------------------------------------------


class Diambil(Exception):
    """Another worker holds the job now; what this one did since its last step is rolled back."""


def run(pekerjaan_id: UUID | str) -> bool:
    """Do the job from where it stands, unless somebody else does or it has ended. Returns whether it ended well."""
    token = uuid4()
    row = _take(pekerjaan_id, token)
    if row is None:
        return False
    try:
        with audit.from_source(pekerjaan=row.jenis):
            return _work(row, token)
    except Diambil:
        logger.info("job %s is in other hands", row.jenis)
    except (DomainError, PermissionDenied) as refusal:
        _refuse(row, token, getattr(refusal, "pesan", PESAN_HAK))
    except Exception as problem:  # noqa: BLE001 (kept with its row, tried again, then parked with its reason)
        _note_failure(row, token, problem)
    return False


def _take(pekerjaan_id: UUID | str, token: UUID) -> PekerjaanLatar | None:
    now = timezone.now()
    taken = (
        PekerjaanLatar.objects.terbuka()
        .filter(pk=pekerjaan_id, pemegang=None)
        .update(
            pemegang=token,
            status=StatusPekerjaan.BERJALAN,
            giliran=now + LEASE,
            percobaan=F("percobaan") + 1,
            dimulai_pada=Coalesce(F("dimulai_pada"), now),
        )
    )
    return PekerjaanLatar.objects.get(pk=pekerjaan_id) if taken else None


def _held(row: PekerjaanLatar, token: UUID) -> QuerySet[PekerjaanLatar]:
    return PekerjaanLatar.objects.filter(pk=row.pk, pemegang=token)


def _work(row: PekerjaanLatar, token: UUID) -> bool:
    steps = kind_of(row.jenis).langkah(row)
    cancelled = row.batal_diminta_pada is not None
    try:
        while not cancelled:
            with transaction.atomic():
                _refresh_owner(row)
                try:
                    progress = next(steps)
                except StopIteration as end:
                    _finish(row, token, end.value)
                    return True
                cancelled = _keep(row, token, progress)
    finally:
        steps.close()
    _close(_held(row, token), StatusPekerjaan.DIBATALKAN, pesan=PESAN_BATAL)
    return False


def _refresh_owner(row: PekerjaanLatar) -> None:
    """Rights count anew at every step, as they do at every request."""
    row.pengguna = Pengguna.objects.get(pk=row.pengguna_id)
    if not row.pengguna.is_active:
        raise DomainError(PESAN_AKUN)


def _keep(row: PekerjaanLatar, token: UUID, progress: Kemajuan) -> bool:
    """Store the step and renew the lease. Returns whether the person wants the job to end."""
    kept = _held(row, token).update(
        selesai=progress.selesai,
        jumlah=progress.jumlah,
        pesan=progress.pesan,
        posisi=progress.posisi,
        giliran=timezone.now() + LEASE,
    )
    if not kept:
        raise Diambil
    row.posisi = progress.posisi
    return _held(row, token).exclude(batal_diminta_pada=None).exists()


def _close(rows: QuerySet[PekerjaanLatar], status: StatusPekerjaan, **values: Any) -> int:
    return rows.update(status=status, berakhir_pada=timezone.now(), giliran=None, pemegang=None, **values)


def _finish(row: PekerjaanLatar, token: UUID, hasil: Hasil) -> None:
    ended = {"pesan": hasil.pesan, "hasil_url": hasil.url, "ringkasan": hasil.ringkasan, "galat": ""}
    total = {"selesai": Coalesce(F("jumlah"), F("selesai"))}
    if not _close(_held(row, token), StatusPekerjaan.SELESAI, **ended, **total):
        raise Diambil
    now, whole = timezone.now(), [berkas.pk for berkas in hasil.berkas]
    HasilBerkas.objects.filter(pk__in=whole).update(siap_pada=now, kedaluwarsa_pada=now + UMUR_BERKAS)
    _tell(row, "selesai", hasil.pesan)


def _tell(row: PekerjaanLatar, how: str, sentence: str) -> None:
    notify(
        row.pengguna,
        judul=f"{row.judul}: {how}",
        isi=sentence,
        url=reverse("core:pekerjaan_detail", args=[row.pk]),
        kelompok=KelompokKabar.PEKERJAAN,
        mengapa="Anda memulai pekerjaan ini.",
        aturan="",
        oleh=SISTEM,
        keberatan="Bila hasilnya keliru, jalankan lagi dari halaman pekerjaan itu atau minta bantuan.",
    )


# -- when it goes wrong --------------------------------------------------------------------------------------


@transaction.atomic
def _refuse(row: PekerjaanLatar, token: UUID, sentence: str) -> None:
    """Trying again would change nothing: the person reads why, and what to do."""
    if _close(_held(row, token), StatusPekerjaan.GAGAL, pesan=sentence, galat=""):
        _tell(row, "tidak dapat dikerjakan", sentence)


@transaction.atomic
def _note_failure(row: PekerjaanLatar, token: UUID, problem: Exception) -> None:
    logger.warning("job %s failed (attempt %s): %s", row.jenis, row.percobaan, type(problem).__name__)
    mine = _held(row, token).select_for_update().first()
    if mine is None:
        return
    if mine.percobaan >= MAX_ATTEMPTS:
        _park(mine, reason_of(problem))
        return
    later = timezone.now() + FIRST_DELAY * 2**mine.percobaan
    _held(row, token).update(
        status=StatusPekerjaan.MENUNGGU, pemegang=None, giliran=later, pesan=PESAN_LANJUT, galat=reason_of(problem)
    )


def _park(row: PekerjaanLatar, reason: str) -> None:
    _close(PekerjaanLatar.objects.filter(pk=row.pk), StatusPekerjaan.PARKIR, pesan=PESAN_PARKIR, galat=reason)
    _tell(row, "berhenti", PESAN_PARKIR)
