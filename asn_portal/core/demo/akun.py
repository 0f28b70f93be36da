"""Accounts of invented people: the demo accounts share one password, everybody else's is unusable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from asn_portal.core.demo.dasar import Demo
from asn_portal.core.demo.tulis import Salinan, salin, sejak, susun
from asn_portal.core.enums import JenisPengenal, Peran
from asn_portal.core.models import PengenalMasuk, Pengguna, PenugasanPeran
from asn_portal.core.models.pengguna import normalise_pengenal
from asn_portal.core.services.akun import PRIVACY_VERSION

KOLOM_AKUN = (
    "id", "password", "instansi_id", "username", "nama", "email", "telepon", "is_active", "diaktifkan_pada",
    "sandi_diganti_pada", "privasi_versi", "privasi_pada", "created_at",
)  # fmt: skip
KOLOM_PENGENAL = ("id", "pengguna_id", "jenis", "nilai", "berlaku", "tercatat")
KOLOM_PERAN = ("id", "pengguna_id", "peran", "unit_id", "nomor_sk", "berlaku", "tercatat")


@dataclass(frozen=True, slots=True)
class Akun:
    """An account to be written. With `demo` its password is the one that ./run prints."""

    id: UUID
    username: str
    nama: str
    instansi_id: UUID
    surel: str
    pengenal: tuple[tuple[JenisPengenal, str], ...]
    aktif_sejak: date | None = None
    demo: bool = False


@lru_cache(maxsize=1)
def _shared_password(password: str, benih: int) -> str:
    """The salt follows from the seed: one password that everybody knows is not worth a secret salt."""
    return make_password(password, salt=hashlib.sha256(f"asn-demo:{benih}".encode()).hexdigest()[:22])


def _phone(pk: UUID) -> str:
    """A number that nobody can have (0800 is free of charge, and no such number is given out); a few have none."""
    return "" if pk.int % 31 == 0 else f"08000{pk.int % 10**7:07d}"


def account_rows(demo: Demo, accounts: Iterable[Akun]) -> list[Salinan]:
    """Accounts with their login names, made ready to be written."""
    rows, names = [], []
    opened = demo.jam(demo.akun_sejak)
    berlaku, tercatat = sejak(demo.akun_sejak), sejak(opened)
    shared = _shared_password(settings.DEMO_PASSWORD, demo.benih)
    for akun in accounts:
        hexes = akun.id.hex
        password = shared if akun.demo else f"{UNUSABLE_PASSWORD_PREFIX}{hexes}{hexes[:8]}"
        since = demo.jam(akun.aktif_sejak) if akun.aktif_sejak else None
        version = PRIVACY_VERSION if akun.aktif_sejak else 0
        rows.append((
            akun.id, password, akun.instansi_id, akun.username, akun.nama, akun.surel, _phone(akun.id), True, since, since, version,
            since, opened,
        ))  # fmt: skip
        names += [
            (demo.id("pengenal", nilai), akun.id, jenis.value, normalise_pengenal(nilai), berlaku, tercatat)
            for jenis, nilai in akun.pengenal
        ]
    return [susun(Pengguna, KOLOM_AKUN, rows), susun(PengenalMasuk, KOLOM_PENGENAL, names)]


def write_roles(demo: Demo, roles: Iterable[tuple[UUID, Peran, UUID]]) -> None:
    """Roles of accounts over units, each by a decree."""
    berlaku, tercatat = sejak(demo.peran_sejak), sejak(demo.jam(demo.peran_sejak))
    salin(
        PenugasanPeran,
        KOLOM_PERAN,
        [
            (
                demo.id("peran", f"{akun}:{peran}:{unit}"),
                akun,
                peran.value,
                unit,
                f"{n}/PERAN/{demo.peran_sejak.year}",
                berlaku,
                tercatat,
            )
            for n, (akun, peran, unit) in enumerate(roles, 1)
        ],
    )
