"""The file of an import: kept in private storage, read by a process of its own, and shown back with what is wrong."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages

from asn_portal.core.errors import DomainError
from asn_portal.core.services.kunci import register_encrypted
from asn_portal.lembar import baca, sandi
from asn_portal.lembar.impor import JenisImpor, as_shown, guess_columns
from asn_portal.lembar.models import BarisImpor

NAME_BYTES = 24
WAIT = 60


def keep_file(content: IO[bytes]) -> str:
    """Store an upload under a random name."""
    content.seek(0)
    return storages["pribadi"].save(f"impor/{secrets.token_urlsafe(NAME_BYTES)}", File(content))


def drop_file(nama_simpan: str) -> None:
    storages["pribadi"].delete(nama_simpan)


def kind_of_upload(content: IO[bytes]) -> str:
    try:
        return baca.kind_of(content)
    except baca.Ditolak as refusal:
        raise DomainError(str(refusal), galat="berkas_ditolak") from refusal


@contextmanager
def rows_of(nama_simpan: str, bentuk: str) -> Iterator[tuple[dict[str, Any], Iterator[tuple[int, list[Any]]]]]:
    """What the file says about itself, and its rows as they are asked for. Raises DomainError with the sentence of the
    reader, or with ours when it died of what it read.
    """
    with tempfile.TemporaryDirectory(prefix="asn-impor-") as folder:
        source, target = Path(folder) / f"berkas.{bentuk}", Path(folder) / "baris"
        with storages["pribadi"].open(nama_simpan) as stored, source.open("wb") as copy:
            for part in stored.chunks():
                copy.write(part)
        _run_reader(source, bentuk, target)
        with target.open(encoding="utf-8") as lines:
            about = json.loads(next(lines, "{}"))
            if "tolak" in about:
                raise DomainError(about["tolak"], galat="berkas_ditolak")
            yield about, ((number, cells) for number, cells in map(json.loads, lines))


def _run_reader(source: Path, bentuk: str, target: Path) -> None:
    """Without our environment: no secret and no address of the database reaches the process that opens the file."""
    command = [sys.executable, "-I", baca.__file__, str(source), bentuk, str(target)]
    try:
        ended = subprocess.run(command, env={"LC_ALL": "C.UTF-8"}, capture_output=True, timeout=WAIT)
    except subprocess.TimeoutExpired as endless:
        raise DomainError(baca.BOM, galat="berkas_ditolak") from endless
    if ended.returncode != 0:
        raise DomainError(baca.RUSAK if ended.returncode == 1 else baca.TERLALU_LUAS, galat="berkas_ditolak")


# -- head and notes -----------------------------------------------------------------------------------------------


def find_head(jenis: JenisImpor, first: list[tuple[int, list[Any]]], ingat: dict[str, str]) -> int:
    """Which of the first rows holds the heads: the one in which most of our columns are found. A title above is allowed."""
    found = [len(guess_columns(jenis, [as_shown(cell) for cell in cells], ingat)) for _, cells in first]
    return found.index(max(found)) if max(found, default=0) > 0 else 0


def notes_of(about: dict[str, Any], head_row: int) -> list[str]:
    """What a person should know about the file; refuses merged cells inside the table."""
    inside = [place for place in about["gabung"] if place[2] >= head_row]
    if inside:
        places = ", ".join(f"{first}:{last}" for first, last, _ in inside[:3])
        raise DomainError(baca.DIGABUNG.format(tempat=places), galat="sel_digabung")
    notes = []
    if about["lain"]:
        names = ", ".join(about["lain"])
        notes.append(
            f"Berkas ini mempunyai beberapa lembar. Yang dibaca hanya lembar {about['lembar']}; lembar {names} tidak dibaca."
        )
    if about["tersembunyi"]:
        notes.append(f"Lembar tersembunyi tidak dibaca: {', '.join(about['tersembunyi'])}.")
    return notes


# -- rows that are kept encrypted ------------------------------------------------------------------------------------

BATCH = 1_000


def _rotate() -> int:
    """Cells and results under the first key. Returns how many rows changed."""
    count, after = 0, 0
    sealed = BarisImpor.objects.filter(sel__has_key=sandi.TANDA).order_by("pk")
    while part := list(sealed.filter(pk__gt=after).only("sel", "hasil")[:BATCH]):
        stale = [row for row in part if not sandi.is_current(row.sel)]
        for row in stale:
            row.sel = sandi.seal(sandi.unseal(row.sel))
            row.hasil = sandi.seal(sandi.unseal(row.hasil)) if row.hasil else {}
        BarisImpor.objects.bulk_update(stale, ["sel", "hasil"], batch_size=BATCH)
        count, after = count + len(stale), part[-1].pk
    return count


register_encrypted(sandi.KOLOM, _rotate)
