"""Accounts. Law and career rows point at `pegawai.Pegawai`; inbox, role, trace and session point here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from asn_portal.core.enums import JenisPengenal
from asn_portal.core.models.dasar import DIKETAHUI_KINI, BarisBertanggal, BarisUUID, UUIDv7


class Instansi(BarisUUID):
    """An agency of the state. Everything that is seen is filtered by it."""

    bkn_id = models.CharField("id instansi BKN", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=200)

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"

    def __str__(self) -> str:
        return self.nama


class PenggunaManager(BaseUserManager["Pengguna"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Pengguna:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> Pengguna:
        return self.get(username=username)


class Pengguna(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, db_default=UUIDv7(), editable=False)
    instansi = models.ForeignKey(Instansi, models.PROTECT, verbose_name="instansi")
    # The stable name of the account; people log in with any of their rows in PengenalMasuk.
    username = models.CharField("nama akun", max_length=100, unique=True)
    nama = models.CharField("nama", max_length=200)
    email = models.EmailField("surel", blank=True)
    telepon = models.CharField("nomor telepon", max_length=20, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    diaktifkan_pada = models.DateTimeField("diaktifkan pada", null=True, blank=True)
    sandi_diganti_pada = models.DateTimeField("sandi diganti pada", null=True, blank=True)
    # Version of the privacy notice this person has read and accepted (UU 27/2022).
    privasi_versi = models.PositiveSmallIntegerField("versi pemberitahuan privasi", default=0)
    privasi_pada = models.DateTimeField("membaca pemberitahuan privasi pada", null=True, blank=True)
    last_login = None  # the trace knows every login; a column here would be written each morning
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nama"]

    objects = PenggunaManager()

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="pengguna_email_unik",
                violation_error_message="Surel ini sudah dipakai akun lain.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        return self.nama


def normalise_pengenal(text: str) -> str:
    """The one way a login name is stored and compared: lower case; NIP and NRK without spaces and dots."""
    text = text.strip().lower()
    digits = re.sub(r"[\s.]", "", text)
    return digits if digits.isdigit() else text


class PengenalMasuk(BarisBertanggal):
    """A name to log in with (NIP, NRK, user name): dated, and never the same for two accounts on one day."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="daftar_pengenal")
    jenis = models.CharField(max_length=20, choices=JenisPengenal)
    nilai = models.CharField(max_length=100)

    class Meta:
        verbose_name = "pengenal masuk"
        verbose_name_plural = "pengenal masuk"
        constraints = [
            ExclusionConstraint(
                name="pengenal_satu_akun",
                expressions=[("nilai", RangeOperators.EQUAL), ("berlaku", RangeOperators.OVERLAPS)],
                condition=DIKETAHUI_KINI,
                violation_error_message="Nama masuk ini sudah dipakai akun lain pada tanggal tersebut.",
            )
        ]

    def __str__(self) -> str:
        return self.nilai


def find_pengguna(login: str, tanggal: date, *, jenis: Iterable[JenisPengenal] = JenisPengenal) -> Pengguna | None:
    """The account that answers to this login name (of these kinds) on this day; None when nobody does."""
    rows = PengenalMasuk.objects.pada(tanggal).filter(nilai=normalise_pengenal(login), jenis__in=list(jenis))
    row = rows.select_related("pengguna").first()
    return row.pengguna if row else None
