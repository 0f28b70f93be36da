"""The foundation's test data: two agencies, units, accounts and roles."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from asn_portal.core.enums import AlasanUnit, JenisPengenal, JenisUnit, Peran
from asn_portal.core.models import (
    Instansi,
    PengenalMasuk,
    Pengguna,
    PenugasanPeran,
    RincianUnit,
    UnitKerja,
    periode,
    write_period,
)
from asn_portal.core.services.unit import rebuild_jalur

SINCE = date(2020, 1, 1)
PASSWORD = "Rahasia-Uji-2026"


class InstansiFactory(factory.django.DjangoModelFactory[Instansi]):
    class Meta:
        model = Instansi

    bkn_id = factory.Sequence(lambda n: f"UJI-{n}")
    nama = factory.Sequence(lambda n: f"Pemerintah Uji {n}")


def make_unit(
    nama: str, *, instansi: Instansi, induk: UnitKerja | None = None, jenis: str = JenisUnit.DINAS, mulai: date = SINCE
) -> UnitKerja:
    """A unit that exists since `mulai`, with its path."""
    unit = UnitKerja.objects.create(instansi=instansi)
    RincianUnit.objects.create(
        unit=unit, induk=induk, nama=nama, jenis=jenis, alasan=AlasanUnit.DIBENTUK, berlaku=periode(mulai)
    )
    rebuild_jalur(instansi.pk)
    return unit


@lru_cache
def _hashed(password: str) -> str:
    """The slow hash is made once for all accounts of a run."""
    return make_password(password)


class PenggunaFactory(factory.django.DjangoModelFactory[Pengguna]):
    """An account that can log in with PASSWORD by its user name."""

    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"akun{n}")
    nama = factory.Sequence(lambda n: f"Orang {n}")
    instansi = factory.SubFactory(InstansiFactory)
    privasi_versi = 1
    password = factory.LazyFunction(lambda: _hashed(PASSWORD))
    sandi_diganti_pada = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def pengenal(self: Pengguna, create: bool, extracted: Any, **kwargs: Any) -> None:
        PengenalMasuk.objects.create(
            pengguna=self, jenis=JenisPengenal.NAMA_PENGGUNA, nilai=self.username, berlaku=periode(SINCE)
        )


def give_role(
    pengguna: Pengguna, peran: Peran, unit: UnitKerja, *, mulai: date = SINCE, sampai: date | None = None
) -> PenugasanPeran:
    return PenugasanPeran.objects.create(pengguna=pengguna, peran=peran, unit=unit, berlaku=periode(mulai, sampai))


def end_role(pengguna: Pengguna, peran: Peran, unit: UnitKerja) -> None:
    """As if the role had never been given."""
    write_period(
        PenugasanPeran, keys={"pengguna": pengguna, "peran": peran, "unit": unit}, berlaku=periode(SINCE), values=None
    )
