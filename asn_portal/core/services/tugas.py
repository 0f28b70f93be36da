"""Putting work into inboxes and telling people what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.models import Notifikasi, Pengguna, Tugas


def assign_tugas(
    untuk: Iterable[Pengguna],
    *,
    jenis: str,
    objek_id: UUID,
    judul: str,
    alasan: str,
    url: str,
    batas: datetime | None = None,
) -> None:
    """One open duty per person and case; asking twice leaves one. Called by services, inside their transaction."""
    rows = [
        Tugas(untuk=orang, jenis=jenis, objek_id=objek_id, judul=judul, alasan=alasan, url=url, batas=batas)
        for orang in untuk
    ]
    Tugas.objects.bulk_create(rows, ignore_conflicts=True)


def close_tugas(*, jenis: str, objek_id: UUID, by: Pengguna | None) -> None:
    """The case is decided: it leaves every inbox."""
    Tugas.objects.filter(jenis=jenis, objek_id=objek_id, selesai_pada=None).update(
        selesai_pada=timezone.now(), selesai_oleh=by
    )


def notify(untuk: Pengguna, *, judul: str, isi: str, url: str = "") -> None:
    """A notice on the page, and an e-mail that only says that there is one."""
    row = Notifikasi.objects.create(untuk=untuk, judul=judul, isi=isi, url=url)
    if untuk.email and untuk.is_active:
        outbox.enqueue("core.send_notice_mail", str(row.pk))


def mark_read(notifikasi_id: UUID, *, by: Pengguna) -> None:
    Notifikasi.objects.filter(pk=notifikasi_id, untuk=by, dibaca_pada=None).update(dibaca_pada=timezone.now())


def mark_all_read(*, by: Pengguna) -> None:
    Notifikasi.objects.filter(untuk=by, dibaca_pada=None).update(dibaca_pada=timezone.now())
