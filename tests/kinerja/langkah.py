"""Steps of a plan as its owner takes them, for tests."""

from __future__ import annotations

from typing import Any

from kinerja.enums import BentukSKP, PendekatanSKP
from kinerja.models import SKP
from kinerja.services import persetujuan, rencana
from kinerja.services.rencana import IsianIndikator, IsianRHK
from tests.conftest import Provinsi


def begin(p: Provinsi, tahun: Any, who: str = "pegawai", **values: Any) -> SKP:
    given = {"bentuk": BentukSKP.JA_JF, "pendekatan": PendekatanSKP.KUANTITATIF, "by": p.akun[who]} | values
    return rencana.start_skp(tahun.pk, **given)


def write(p: Provinsi, skp: SKP, teks: str = "Tersedianya 12 laporan pengukuran", who: str = "pegawai", **values: Any):
    indicators = [IsianIndikator("Jumlah laporan", "12", "laporan", aspek="kuantitas")]
    return rencana.save_rhk(skp.pk, IsianRHK("utama", teks, indicators, **values), by=p.akun[who])


def sent(p: Provinsi, tahun: Any) -> SKP:
    skp = begin(p, tahun)
    write(p, skp)
    persetujuan.submit_skp(skp.pk, by=p.akun["pegawai"])
    skp.refresh_from_db()
    return skp
