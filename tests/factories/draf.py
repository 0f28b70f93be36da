"""Unfinished forms."""

from __future__ import annotations

from asn_portal.core.models import DrafFormulir, Pengguna
from asn_portal.core.services.draf import save_draft


def make_draft(
    pengguna: Pengguna, *, formulir: str = "pegawai.LaporanForm", jalur: str = "/laporan/", **isian: str
) -> DrafFormulir:
    typed = isian or {"isi": "Saya pindah ke Suku Dinas."}
    return save_draft(
        pengguna, formulir=formulir, jalur=jalur, versi=0, isian={name: [value] for name, value in typed.items()}
    )
