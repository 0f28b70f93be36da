"""What an instrument says: axes, components with weight and scores, limits, gates, cohorts. Checked before it is kept.

Weights are absolute: an axis is the sum of weight times score, divided by `pembagi` (100 where scores are out of 100, 1
where the scores are points already). A run reads nothing but this and the dated tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from asn_portal.core.errors import DomainError
from merit.gerbang import daftar_gerbang
from merit.komponen import Komponen, Parameter, daftar_komponen
from merit.komponen.dasar import PERSERATUS

SERATUS = Decimal(100)


class Bagian(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KomponenSusunan(Bagian):
    """A component as this instrument uses it; `isi` are its parameters."""

    kode: str
    bobot: Decimal
    isi: dict[str, Any] = {}

    @property
    def komponen(self) -> Komponen:
        return daftar_komponen[self.kode]

    @property
    def parameter(self) -> Parameter:
        return self.komponen.parameter.model_validate(self.isi)


class SumbuSusunan(Bagian):
    kode: Literal["y", "x"]
    nama: str
    pembagi: int = 100
    paling_besar: Decimal = SERATUS
    komponen: tuple[KomponenSusunan, ...]

    @property
    def skala(self) -> int:
        """How many of the engine's whole numbers make one point of this axis."""
        return PERSERATUS * PERSERATUS * self.pembagi


class Kategori(Bagian):
    """A band by the exact value: above this one; the last has no limit."""

    nama: str
    lebih_dari: Decimal | None


class Susunan(Bagian):
    sumbu: tuple[SumbuSusunan, ...]
    # From the highest down; empty where the instrument has no bands.
    kategori: tuple[Kategori, ...] = ()
    # Nine boxes: limits of both axes. None: no boxes.
    batas_tengah: Decimal | None = None
    batas_atas: Decimal | None = None
    # Codes of merit.gerbang; whoever meets one is no candidate.
    gerbang: tuple[str, ...] = ()
    # What tells apart people with the same total: axes, components, the DUK; after the last of them the rank is the same.
    seri: tuple[str, ...] = ()

    def semua(self) -> Iterator[tuple[SumbuSusunan, KomponenSusunan]]:
        for sumbu in self.sumbu:
            for satu in sumbu.komponen:
                yield sumbu, satu

    @property
    def kode(self) -> list[str]:
        return [satu.kode for _, satu in self.semua()]

    @property
    def berkotak(self) -> bool:
        return self.batas_tengah is not None

    def sidik(self) -> str:
        """Digest of everything that can change a result."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def read_susunan(isi: Any) -> Susunan:
    """The content of an instrument, checked: one sentence when it cannot be used."""
    try:
        susunan = Susunan.model_validate(isi)
    except ValidationError as refused:
        raise DomainError("Isi instrumen tidak lengkap atau salah bentuk. Buka drafnya dan perbaiki.") from refused
    if not susunan.sumbu or [sumbu.kode for sumbu in susunan.sumbu] != ["y", "x"][: len(susunan.sumbu)]:
        raise DomainError("Instrumen memerlukan sumbu kinerja, dan sesudahnya paling banyak satu sumbu potensial.")
    for sumbu in susunan.sumbu:
        _check_axis(sumbu)
    if len(set(susunan.kode)) < len(susunan.kode):
        raise DomainError("Satu komponen dipakai dua kali. Sisakan satu.")
    _check_limits(susunan)
    _check_names(susunan)
    return susunan


def _check_names(susunan: Susunan) -> None:
    if unknown := set(susunan.gerbang) - set(daftar_gerbang):
        raise DomainError(f"Gerbang {', '.join(sorted(unknown))} tidak dikenal. Pilih gerbang dari daftar.")
    known = {"duk", *(sumbu.kode for sumbu in susunan.sumbu), *susunan.kode}
    if unknown := set(susunan.seri) - known:
        raise DomainError(f"Pembeda nilai sama {', '.join(sorted(unknown))} tidak ada dalam instrumen ini.")


def _check_axis(sumbu: SumbuSusunan) -> None:
    if not sumbu.komponen:
        raise DomainError(f"{sumbu.nama} belum mempunyai komponen. Pilih paling sedikit satu.")
    total = sum((satu.bobot for satu in sumbu.komponen), Decimal(0))
    if sumbu.pembagi == SERATUS and total != SERATUS:
        raise DomainError(f"Bobot {sumbu.nama.lower()} berjumlah {total}, seharusnya 100. Sesuaikan bobotnya.")
    for satu in sumbu.komponen:
        if satu.kode not in daftar_komponen:
            raise DomainError(f"Komponen {satu.kode} tidak dikenal. Pilih komponen dari daftar.")
        if satu.bobot <= 0:
            raise DomainError(
                f"Bobot {satu.komponen.nama} harus lebih dari nol. Keluarkan komponennya bila tidak dipakai."
            )
        try:
            _ = satu.parameter
        except ValidationError as refused:
            raise DomainError(
                f"Nilai {satu.komponen.nama} belum lengkap atau bukan angka. Perbaiki isiannya."
            ) from refused


def _check_limits(susunan: Susunan) -> None:
    if (susunan.batas_tengah is None) != (susunan.batas_atas is None):
        raise DomainError("Kedua batas kotak diisi bersama-sama. Isi yang kurang.")
    if susunan.batas_tengah is not None and susunan.batas_atas is not None:
        if len(susunan.sumbu) < 2:
            raise DomainError("Sembilan kotak memerlukan dua sumbu.")
        if not 0 < susunan.batas_tengah < susunan.batas_atas <= SERATUS:
            raise DomainError("Batas tengah harus lebih kecil daripada batas atas, keduanya antara 0 dan 100.")
    limits = [satu.lebih_dari for satu in susunan.kategori]
    above = [batas for batas in limits[:-1] if batas is not None]
    if limits and (limits[-1] is not None or len(above) < len(limits) - 1 or above != sorted(set(above), reverse=True)):
        raise DomainError(
            "Batas kategori harus turun dari yang tertinggi, tanpa lubang, dan yang terakhir tanpa batas."
        )
