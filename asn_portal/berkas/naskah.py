"""Kinds of official papers, and who may sign and initial them: registered by the apps that know people and posts.

A kind tells which typed values stand on the paper, where they come from, and who may make one. Officials come from
providers: today those with the role of a signatory and the superiors (pegawai); posts with their acting holders join
through the same register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from asn_portal.core.errors import DomainError
from asn_portal.core.izin import Sumber
from asn_portal.core.permissions import Akses

# Kinds of duties of papers.
TUGAS_PARAF = "berkas.paraf_naskah"
TUGAS_TANDA_TANGAN = "berkas.tanda_tangan_naskah"
TUGAS_PASTIKAN = "berkas.pastikan_pindaian"
TUGAS_PERBAIKI = "berkas.perbaiki_naskah"
SEMUA_TUGAS = (TUGAS_PARAF, TUGAS_TANDA_TANGAN, TUGAS_PASTIKAN, TUGAS_PERBAIKI)


class IsiNaskah(BaseModel):
    """What every kind has in common: typed, closed, unchanged once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    instansi: str
    unit_kop: str
    kota: str = ""


@dataclass(frozen=True)
class Susunan:
    """A paper as it is on a day: what it says, and whom or what it is about."""

    isi: IsiNaskah
    unit_id: UUID
    penerbit_id: UUID
    tentang: str
    inisial: str = ""
    subjek_id: UUID | None = None


@dataclass(frozen=True)
class JenisNaskah:
    kunci: str
    label: str
    templat: str
    klasifikasi: str  # code of the archive's classification, part of the number
    jenis_dokumen: str  # as what the signed file is kept
    bentuk: type[IsiNaskah]
    # The paper of today about this object, for this account; a DomainError says why there is none.
    susun: Callable[[Any, UUID, date], Susunan]
    # May this account make one about this object (looked up in what it sees)?
    boleh_buat: Callable[[Any, UUID], bool]
    # The page of the object.
    alamat: Callable[[UUID], str]
    # About what an existing paper is, for its page and when it is corrected.
    objek: Callable[[Any], UUID] = lambda row: row.subjek_id or row.unit_id
    # Whose work these papers are: who writes this resource for the whole agency makes them and follows them, beside HR.
    sumber: Sumber | None = None


_jenis: dict[str, JenisNaskah] = {}


def register_jenis_naskah(*daftar: JenisNaskah) -> None:
    """Each kind counts its own numbers, so each has a klasifikasi of its own: the number shows nothing else of the kind."""
    for satu in daftar:
        same = [
            lain.kunci for lain in _jenis.values() if lain.klasifikasi == satu.klasifikasi and lain.kunci != satu.kunci
        ]
        if same:
            raise ValueError(f"{satu.kunci}: klasifikasi {satu.klasifikasi} sudah dipakai {same[0]}")
        _jenis[satu.kunci] = satu


def known_jenis(kunci: str) -> JenisNaskah | None:
    return _jenis.get(kunci)


def kept_kinds(mine: Akses) -> list[str]:
    """Kinds of papers that this account makes and follows by its own work, without being HR."""
    return [satu.kunci for satu in _jenis.values() if satu.sumber and mine.whole_agency(satu.sumber, "w")]


def all_jenis_naskah() -> list[JenisNaskah]:
    return sorted(_jenis.values(), key=lambda satu: satu.label)


class _Hilang(IsiNaskah):
    """The form of a kind that no app knows any more."""


def _unknown(*_: Any) -> Any:
    raise DomainError("Jenis naskah ini tidak dibuat lagi di portal.", galat="jenis_hilang")


def jenis_naskah(kunci: str) -> JenisNaskah:
    """A kind that no app knows any more can be read and checked, not made."""
    found = _jenis.get(kunci)
    return found or JenisNaskah(kunci, "Naskah", "", "", kunci, _Hilang, _unknown, lambda *_: False, lambda _: "")


@dataclass(frozen=True)
class Pejabat:
    """Somebody who may sign a paper of a unit on a day, or only put initials, and by which authority."""

    akun_id: UUID
    nama: str
    jabatan: str
    sebab: str
    nip: str = ""
    menandatangani: bool = True


# Officials for a paper about this unit and (or None) this person on this day, the nearest first.
PenyediaPejabat = Callable[[UUID, UUID | None, date], list[Pejabat]]
_pejabat: list[PenyediaPejabat] = []
# The NIK of an account, which the provider of signatures asks for; empty when it is not known.
_identitas: list[Callable[[Any], str]] = []


def register_pejabat(penyedia: PenyediaPejabat) -> PenyediaPejabat:
    _pejabat.append(penyedia)
    return penyedia


def officials(unit_id: UUID, subjek_id: UUID | None, tanggal: date) -> list[Pejabat]:
    """Each account once: an authority to sign goes before one to put initials."""
    found: dict[UUID, Pejabat] = {}
    for penyedia in _pejabat:
        for pejabat in penyedia(unit_id, subjek_id, tanggal):
            known = found.get(pejabat.akun_id)
            if known is None or (pejabat.menandatangani and not known.menandatangani):
                found[pejabat.akun_id] = pejabat
    return list(found.values())


def register_identitas(penyedia: Callable[[Any], str]) -> Callable[[Any], str]:
    """At most one app knows persons."""
    _identitas[:] = [penyedia]
    return penyedia


def identity_of(pengguna: Any) -> str:
    return _identitas[0](pengguna) if _identitas else ""


# Papers that this account may not know of yet, unless it takes part in them: their ids as a queryset, told by the apps that
# keep something secret until a day.
Rahasia = Callable[[Any], Any]
_rahasia: list[Rahasia] = []


def register_naskah_rahasia(penyedia: Rahasia) -> Rahasia:
    _rahasia.append(penyedia)
    return penyedia


def secret_papers(pengguna: Any) -> list[Any]:
    return [penyedia(pengguna) for penyedia in _rahasia]
