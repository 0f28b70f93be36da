"""Kinds of duties around plans, and the key of "write your plan": one person and one year, before there is any row."""

from __future__ import annotations

import hashlib
from uuid import UUID

TUGAS_SKP = "kinerja.persetujuan_skp"
TUGAS_SUSUN = "kinerja.susun_skp"
TUGAS_EVALUASI = "kinerja.evaluasi"
TUGAS_KEBERATAN = "kinerja.keberatan"
TUGAS_TPP = "kinerja.pertanyaan_tpp"
TUGAS_REGU = "kinerja.laporan_regu"
TUGAS_PANDANGAN = "kinerja.pandangan"
TUGAS_KALIBRASI = "kinerja.kalibrasi"
TUGAS_SERAH_NILAI = "kinerja.serah_penilaian"
TUGAS_PERBAIKAN = "kinerja.perbaikan"


def duty_key(periode_id: UUID, pegawai_id: UUID) -> UUID:
    """As `md5(periode || pegawai)::uuid` in SQL: the duty of one person in one year."""
    return UUID(hashlib.md5(f"{periode_id}{pegawai_id}".encode(), usedforsecurity=False).hexdigest())
