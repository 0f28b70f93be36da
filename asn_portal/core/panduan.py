"""Guides for newcomers and news of the portal: data of each app (panduan.toml, perubahan.toml), read at start.

A bad file stops the process, never a user. What somebody has closed stands in PanduanDitutup under the keys below.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from asn_portal.core.enums import Peran

# Keys of PanduanDitutup: one guide, all guides, the news up to a day, the hint about news for good.
TUR, SEMUA_TUR = "tur:", "tur:semua"
KABAR, SEMUA_KABAR = "kabar:", "kabar:semua"


class Isi(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Langkah(Isi):
    """One step: what it says, and which part of the start page it points at (the first that is visible)."""

    judul: str = Field(min_length=3, max_length=80)
    isi: str = Field(min_length=10, max_length=300)
    sasaran: str = ""


class Tur(Isi):
    """A first-use guide. Without roles it is everybody's."""

    kunci: str = Field(pattern=r"^[a-z_]+$")
    judul: str
    peran: tuple[Peran, ...] = ()
    langkah: tuple[Langkah, ...] = Field(min_length=2, max_length=6)

    @property
    def nama_kunci(self) -> str:
        return f"{TUR}{self.kunci}"


class Kabar(Isi):
    """What changed, in one plain sentence for those whom it concerns."""

    tanggal: date
    kalimat: str = Field(min_length=20, max_length=300)
    peran: tuple[Peran, ...] = ()


class BerkasTur(Isi):
    tur: tuple[Tur, ...]


class BerkasKabar(Isi):
    perubahan: tuple[Kabar, ...]


_tur: list[Tur] = []
_kabar: list[Kabar] = []


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def register_panduan(folder: Path) -> None:
    """The guides and the news of one app: `panduan.toml` and `perubahan.toml` in its folder, each if it is there."""
    if (file := folder / "panduan.toml").exists():
        _tur.extend(BerkasTur.model_validate(_read(file)).tur)
    if (file := folder / "perubahan.toml").exists():
        _kabar.extend(BerkasKabar.model_validate(_read(file)).perubahan)
    keys = [tur.kunci for tur in _tur]
    if len(keys) != len(set(keys)):
        raise ValueError(f"{folder}: kunci panduan berulang")


def all_tours() -> list[Tur]:
    return list(_tur)


def all_news() -> list[Kabar]:
    return list(_kabar)


def _concerns(row: Tur | Kabar, peran: Collection[str]) -> bool:
    return not row.peran or any(role in peran for role in row.peran)


def tours_for(peran: Collection[str]) -> list[Tur]:
    """Guides for holders of these roles: the general one first."""
    return sorted((tur for tur in _tur if _concerns(tur, peran)), key=lambda tur: bool(tur.peran))


def news_for(peran: Collection[str]) -> list[Kabar]:
    """News for holders of these roles, the newest first."""
    return sorted((row for row in _kabar if _concerns(row, peran)), key=lambda row: row.tanggal, reverse=True)


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of these keys that exist: guides, days of news, and the two words for "all"."""
    days = {f"{KABAR}{row.tanggal.isoformat()}" for row in _kabar}
    return set(keys) & ({tur.nama_kunci for tur in _tur} | days | {SEMUA_TUR, SEMUA_KABAR})
