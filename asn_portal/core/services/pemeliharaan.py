"""Housekeeping: partitions for the months ahead, and rows that have served."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from asn_portal.core.audit import perubahan, record_jejak
from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import (
    KirimanApi,
    KirimanFormulir,
    Notifikasi,
    PesanKeluar,
    SlotJadwal,
    Tugas,
)
from asn_portal.core.regulasi import load_tabel
from asn_portal.core.services import draf, latar

MONTHS_AHEAD = 6
TABEL_MASA_SIMPAN = load_tabel(Path(__file__).parents[1] / "aturan" / "tabel" / "masa_simpan.toml")
# One statement must not hold its locks for minutes; what is left is done the next night.
MOST_IN_A_NIGHT = 50_000


def create_partitions() -> None:
    """By a function of the owner: the serving role itself changes no structure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_siapkan_partisi(%s)", [MONTHS_AHEAD])


@perubahan
def clean_up(now: datetime) -> dict[str, int]:
    """What has served its time by the table of periods; one act in the trace with the counts. Files of jobs and half
    uploads have jobs of their own.
    """
    days = TABEL_MASA_SIMPAN.at(timezone.localdate(now)).nilai
    until = {name: now - timedelta(days=int(count)) for name, count in days.items()}
    done = PesanKeluar.objects.filter(status=StatusKiriman.SELESAI, selesai_pada__lt=until["antrean"])
    counts = {
        "sesi": _drop(Session.objects.filter(expire_date__lt=now)),
        "kiriman": _drop(KirimanFormulir.objects.filter(dibuat_pada__lt=until["kiriman"]))
        + _drop(KirimanApi.objects.filter(dibuat_pada__lt=until["kiriman"])),
        "antrean": _drop(done) + _drop(SlotJadwal.objects.filter(slot__lt=until["antrean"])),
        "draf": draf.forget_old(until["draf"]),
        "pekerjaan": latar.forget_old(until["pekerjaan"]),
        "pemberitahuan": _drop(Notifikasi.objects.filter(dibaca_pada__lt=until["pemberitahuan"])),
        "tugas": _drop(Tugas.objects.filter(selesai_pada__lt=until["tugas"])),
    }
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    record_jejak(None, "catatan_lama_dibersihkan", by=None, rincian=counts)
    return counts


def _drop(
    rows: QuerySet[Session | KirimanFormulir | KirimanApi | PesanKeluar | SlotJadwal | Notifikasi | Tugas],
) -> int:
    """How many of these went; their receipts and reminders go with them and are not counted."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_IN_A_NIGHT])
    rows.filter(pk__in=ids).delete()
    return len(ids)
