"""Official papers as PDF/A-2b. A template is typst in this folder; what it shows arrives as JSON and is never read as typst.

The same data give the same bytes: the date is that of the record, the fonts are those inside the locked typst wheel, and
neither the system's fonts nor files outside this folder are known to it. Templates name no package, so nothing is fetched
(a test reads them).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.db.models import TextChoices

TEMPLAT = Path(__file__).parent


class Kertas(TextChoices):
    A4 = "a4", "A4"
    F4 = "f4", "F4"


UKURAN_MM = {Kertas.A4: (210, 297), Kertas.F4: (215, 330)}


def render_pdf(
    templat: str,
    data: Mapping[str, Any],
    *,
    judul: str,
    tanggal: date,
    kertas: Kertas = Kertas.A4,
    ukuran: tuple[int, int] | None = None,
    konsep: bool,
) -> bytes:
    """One paper. `tanggal` is the date of the record; a konsep says so across every page. `ukuran` are width and height in
    mm for what is printed on other paper than letters are.
    """
    lebar, tinggi = ukuran or UKURAN_MM[kertas]
    known = {
        "isi": dict(data),
        "judul": judul,
        "hari": [tanggal.year, tanggal.month, tanggal.day],
        "lebar": lebar,
        "tinggi": tinggi,
        "konsep": konsep,
    }
    result: bytes = typst.compile(
        TEMPLAT / f"{templat}.typ",
        root=TEMPLAT,
        sys_inputs={"data": json.dumps(known, ensure_ascii=False)},
        ignore_system_fonts=True,
        font_paths=[],
        pdf_standards="a-2b",
        timestamp=0,
    )
    return result
