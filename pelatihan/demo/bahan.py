"""Packages of the demo province, put together from data/bahan: two of SCORM, one of H5P."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SUMBER = Path(__file__).parent / "data" / "bahan"
MANIFES = "imsmanifest.xml"
# Always the same bytes: the same package has the same digest.
TANGGAL_ZIP = (2026, 1, 1, 0, 0, 0)


def _zip(isi: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(isi.items()):
            archive.writestr(zipfile.ZipInfo(name, TANGGAL_ZIP), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def build_scorm(versi: str) -> bytes:
    """`versi`: 1.2 or 2004; the same pages under another manifest."""
    folder = SUMBER / "scorm"
    pages = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".xml"}
    return _zip(pages | {MANIFES: (folder / f"imsmanifest-{versi}.xml").read_bytes()})


def build_h5p() -> bytes:
    folder = SUMBER / "h5p"
    return _zip(
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    )
