"""Kinds of documents and the people they are about: both are registered by the apps that know them.

This app knows accounts and units. A document belongs to an account, or to a person whom an upper app knows by a UUID;
that app tells who may see the documents of whom, and how a reader is called to the person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn_portal.berkas.enums import Retensi
from asn_portal.core.izin import Sumber
from asn_portal.core.services.jejak import Pembaca


@dataclass(frozen=True)
class JenisDokumen:
    kunci: str
    label: str
    retensi: Retensi
    # Whoever reads it and is not its owner is shown to the owner, with role and unit.
    peka: bool = False
    # May a person put it there himself? Results (a signed letter) come from their own service.
    unggah_sendiri: bool = True
    # Stored as a picture and never bound into a PDF (a portrait).
    hanya_gambar: bool = False
    # What it tells of a person beyond the file: only who may open that group of data opens it (HR of a unit no health).
    sumber: Sumber | None = None


LAIN = JenisDokumen("lain", "Dokumen lain", Retensi.SEMENTARA)
_jenis: dict[str, JenisDokumen] = {LAIN.kunci: LAIN}


def register_jenis_dokumen(*daftar: JenisDokumen) -> None:
    _jenis.update({satu.kunci: satu for satu in daftar})


def jenis_dokumen(kunci: str) -> JenisDokumen:
    """A kind that no app knows any more is treated with the most care."""
    return _jenis.get(kunci) or JenisDokumen(kunci, "Dokumen", Retensi.PERSEORANGAN, peka=True, unggah_sendiri=False)


def all_jenis_dokumen() -> list[JenisDokumen]:
    """By label, the rest last."""
    return sorted(_jenis.values(), key=lambda satu: (satu is LAIN, satu.label))


def kinds_by_source() -> dict[Sumber, list[str]]:
    """Kinds that tell of a group of data with a visibility of its own."""
    found: dict[Sumber, list[str]] = {}
    for satu in _jenis.values():
        if satu.sumber is not None:
            found.setdefault(satu.sumber, []).append(satu.kunci)
    return found


@dataclass(frozen=True)
class PemilikDokumen:
    """What an app that knows persons tells about them."""

    # Ids of the persons whose documents this account may read today, or change (`tanda`), as a query.
    terlihat: Callable[[Any, str | None], Any]
    # Names by id; only of those asked for.
    nama: Callable[[Collection[UUID]], dict[UUID, str]]
    # The account of a person, for notices; None without one.
    akun: Callable[[UUID], Any]
    # The page of a person.
    alamat: Callable[[UUID], str]
    # Who reads, as the person will see it.
    pembaca: Callable[[Any, UUID], Pembaca]
    # Ids of the persons who left before this day, as a query: their files are kept for a while from then on.
    berhenti: Callable[[date], Any]
    # Ids of the persons whose data of this group this account may open, as a query.
    terbuka: Callable[[Any, Sumber], Any]


_pemilik: list[PemilikDokumen] = []


def register_pemilik_dokumen(pemilik: PemilikDokumen) -> None:
    """At most one app knows persons (pegawai)."""
    _pemilik[:] = [pemilik]


def pemilik_dokumen() -> PemilikDokumen | None:
    return _pemilik[0] if _pemilik else None
