"""Celery doors of the foundation. Three real tasks (a knock, a job, a long job); everything else is a job of the outbox."""

from collections.abc import Generator

from celery import shared_task
from django.utils import timezone

from asn_portal.core import banyak, jadwal, latar, outbox, pembatas, relai, surel  # noqa: F401 (the relay joins every worker)
from asn_portal.core.latar import Hasil, Kemajuan, pekerjaan_latar
from asn_portal.core.models import PekerjaanLatar
from asn_portal.core.outbox import pekerjaan
from asn_portal.core.services import berkas, jejak, libur, pemeliharaan, pengingat, ringkasan


@shared_task(name="core.detak")
def knock() -> None:
    """Beat, once a minute: note that it lives and write the jobs that are due."""
    now = timezone.now()
    jadwal.beat("jadwal", now)
    jadwal.fire_due(now)


@shared_task(name="core.kerjakan")
def perform(pesan_id: str) -> None:
    """One job of the outbox."""
    outbox.perform(pesan_id)


@shared_task(name="core.jalankan")
def run_in_background(pekerjaan_id: str) -> None:
    """One long job that a person started."""
    latar.run(pekerjaan_id)


@pekerjaan_latar(banyak.JENIS, label="Tindakan atas banyak baris", boleh_baca=lambda _: False)
def act_on_many(row: PekerjaanLatar) -> Generator[Kemajuan, None, Hasil]:
    return (yield from banyak.many_in_steps(row))


@pekerjaan
def seal_trace() -> None:
    jejak.seal(timezone.now())


@pekerjaan
def create_partitions() -> None:
    pemeliharaan.create_partitions()


@pekerjaan
def clean_up() -> None:
    pemeliharaan.clean_up(timezone.now())


@pekerjaan
def delete_expired_files() -> None:
    berkas.delete_expired(timezone.now())


@pekerjaan
def forget_counters() -> None:
    pembatas.purge()


@pekerjaan
def send_notice_mail(notifikasi_id: str) -> None:
    surel.send_notice_mail(notifikasi_id)


@pekerjaan
def enqueue_digests() -> None:
    ringkasan.enqueue_digests(timezone.now())


@pekerjaan
def send_digest_mail(pengguna_id: str) -> None:
    ringkasan.send_digest(pengguna_id, timezone.now())


@pekerjaan
def remind_deadlines() -> None:
    pengingat.remind(timezone.now())


@pekerjaan
def send_reset_mail(pengguna_id: str) -> None:
    surel.send_reset_mail(pengguna_id)


@pekerjaan
def ask_for_holidays() -> None:
    libur.ask_for_lists(timezone.localdate())


jadwal.register_schedule("segel_jejak", "core.seal_trace", "*/5 * * * *", "Menyegel jejak audit.")
jadwal.register_schedule(
    "pembatas", "core.forget_counters", "*/15 * * * *", "Membuang penghitung percobaan yang sudah lewat."
)
jadwal.register_schedule("partisi", "core.create_partitions", "10 1 * * *", "Menyiapkan partisi bulan-bulan mendatang.")
jadwal.register_schedule(
    "berkas_hasil",
    "core.delete_expired_files",
    "40 * * * *",
    "Menghapus berkas hasil pekerjaan yang sudah lewat masanya.",
)
jadwal.register_schedule(
    "bersih", "core.clean_up", "30 2 * * *", "Membuang sesi, penanda kiriman, dan antrean yang sudah selesai."
)
jadwal.register_schedule(
    "hari_libur", "core.ask_for_holidays", "20 5 * * *", "Meminta daftar hari libur tahun depan sejak 1 Oktober."
)
jadwal.register_schedule(
    "ingatkan_tugas",
    "core.remind_deadlines",
    "0 7 * * *",
    "Mengingatkan batas tugas, dan memberi tahu atasan yang terlambat.",
)
jadwal.register_schedule(
    "ringkasan", "core.enqueue_digests", "30 7 * * *", "Mengirim satu surel sehari kepada yang memilihnya."
)
