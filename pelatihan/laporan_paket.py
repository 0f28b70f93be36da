"""What a package reports: read as a stranger's letter. Only known names, bounded sizes, numbers in their range."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from asn_portal.core.errors import DomainError
from pelatihan.enums import KeadaanPaket

BESAR_LAPORAN = 128 * 1024
BESAR_ISI = 64_000
BESAR_BUTIR = 4_096
BANYAK_BUTIR = 400
DETIK_TERBANYAK = 24 * 3600
SERATUS = 100
NAMA = frozenset({"status", "persen", "nilai", "detik", "data"})
# The elements that a package wants back when it is opened again; everything else it says is not kept.
KENANGAN = re.compile(
    r"cmi\.(?:suspend_data|location|exit|completion_status|success_status|progress_measure|score\.(?:raw|min|max|scaled)"
    r"|core\.(?:lesson_location|lesson_status|exit|score\.(?:raw|min|max))|total_time|core\.total_time"
    r"|objectives\.\d{1,2}\.(?:id|status|success_status|completion_status|progress_measure|score\.(?:raw|min|max|scaled)))"
    r"|h5p\.state"
)
BESAR = frozenset({"cmi.suspend_data", "h5p.state"})
TIDAK_DIKENAL = (
    "Laporan kemajuan dari bahan ini tidak dikenal, jadi tidak dicatat. Kemajuan yang sudah tersimpan tetap ada; "
    "muat ulang halaman ini, lalu lanjutkan."
)


@dataclass(frozen=True)
class LaporanPaket:
    status: KeadaanPaket
    persen: int
    nilai: int | None
    detik: int
    data: dict[str, str]


def _refused() -> DomainError:
    return DomainError(TIDAK_DIKENAL, galat="laporan_asing")


def read_report(body: bytes) -> LaporanPaket:
    """From the bytes that were posted; anything that is not as agreed refuses all of it."""
    if len(body) > BESAR_LAPORAN:
        raise _refused()
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise _refused() from broken
    if not isinstance(found, dict) or set(found) != NAMA or found["status"] not in KeadaanPaket.values:
        raise _refused()
    nilai = found["nilai"]
    return LaporanPaket(
        KeadaanPaket(found["status"]), _number(found["persen"], SERATUS), None if nilai is None else _number(nilai, SERATUS),
        _number(found["detik"], DETIK_TERBANYAK), _read_data(found["data"]),
    )  # fmt: skip


def _number(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _refused()
    return value


def _read_data(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > BANYAK_BUTIR:
        raise _refused()
    for name, text in value.items():
        limit = BESAR_ISI if name in BESAR else BESAR_BUTIR
        if not isinstance(text, str) or len(text) > limit or "\x00" in text or not KENANGAN.fullmatch(name):
            raise _refused()
    return value
