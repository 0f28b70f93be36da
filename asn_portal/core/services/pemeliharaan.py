"""Housekeeping: partitions for the months ahead, and rows that have served."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from asn_portal.core.enums import StatusKiriman
from asn_portal.core.models import KirimanApi, KirimanFormulir, PesanKeluar, SlotJadwal
from asn_portal.core.services import draf, latar

MONTHS_AHEAD = 6
KEEP_FORMS = timedelta(days=1)
KEEP_DRAFTS = timedelta(days=30)
KEEP_JOBS = timedelta(days=30)


def create_partitions() -> None:
    """By a function of the owner: the serving role itself changes no structure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_siapkan_partisi(%s)", [MONTHS_AHEAD])


def clean_up(now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    KirimanFormulir.objects.filter(dibuat_pada__lt=now - KEEP_FORMS).delete()
    KirimanApi.objects.filter(dibuat_pada__lt=now - KEEP_FORMS).delete()
    PesanKeluar.objects.filter(status=StatusKiriman.SELESAI, selesai_pada__lt=now - KEEP_JOBS).delete()
    SlotJadwal.objects.filter(slot__lt=now - KEEP_JOBS).delete()
    draf.forget_old(now, KEEP_DRAFTS)
    latar.forget_old(now)
