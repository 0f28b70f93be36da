"""Files in private storage (STORAGES["pribadi"]): random names, one folder for each day so that strays are found."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

NAME_BYTES = 24


def storage() -> Storage:
    return storages["pribadi"]


def new_name(kind: str, hari: date) -> str:
    return f"{kind}/{hari:%Y-%m-%d}/{secrets.token_urlsafe(NAME_BYTES)}"


def write(name: str, content: bytes) -> str:
    """The name under which it was written: what the storage made of ours."""
    return storage().save(name, ContentFile(content))


def read(name: str) -> bytes:
    with storage().open(name) as stored:
        return bytes(stored.read())


def open_file(name: str) -> IO[bytes]:
    return storage().open(name)


def names_of_day(kind: str, hari: date) -> list[str]:
    folder = f"{kind}/{hari:%Y-%m-%d}"
    try:
        names = storage().listdir(folder)[1]
    except FileNotFoundError:  # nothing was stored that day
        return []
    return [f"{folder}/{name}" for name in names]


def days_before(hari: date, jumlah: int) -> list[date]:
    return [hari - timedelta(days=back) for back in range(1, jumlah + 1)]
