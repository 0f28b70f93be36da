"""Tindak lanjut hasil evaluasi: rencana perbaikan bagi predikat rendah, nominasi penghargaan bagi yang tertinggi.

Dasar: PP 30/2019 Pasal 49-58; PermenPANRB 6/2022.
"""

from __future__ import annotations

from datetime import date

from asn_portal.core.regulasi import add_bulan
from kinerja.aturan.kata import tabel

TABEL_TINDAK_LANJUT = tabel("tindak_lanjut")
_NILAI = TABEL_TINDAK_LANJUT.terakhir.nilai
RENDAH: frozenset[str] = frozenset(_NILAI["rendah"])
TINGGI: frozenset[str] = frozenset(_NILAI["tinggi"])
BULAN_PALING_LAMA: int = _NILAI["bulan"]


def perbaikan_paling_lama(mulai: date) -> date:
    """The last day that a plan to improve may have."""
    return add_bulan(mulai, BULAN_PALING_LAMA)
