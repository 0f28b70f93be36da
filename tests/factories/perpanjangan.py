"""Rounds of renewal with one person in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_portal.core.models import Pengguna, periode
from pegawai.enums import SumberRiwayat
from pegawai.models import ButirPutaran, Pegawai, PerjanjianKerja, PutaranPerjanjian

AKHIR = date(2026, 12, 31)


def make_round(orang: Pegawai, unit: Any, by: Pengguna) -> tuple[PutaranPerjanjian, ButirPutaran]:
    """The round of December of the agency, and this person in it."""
    putaran, _ = PutaranPerjanjian.objects.get_or_create(
        instansi_id=unit.instansi_id, bulan=AKHIR.replace(day=1), status="dibuka",
        defaults={"batas_usul": AKHIR, "dibuka_oleh": by},
    )  # fmt: skip
    lama = PerjanjianKerja.objects.create(
        pegawai=orang, berlaku=periode(date(2022, 1, 1), AKHIR), sk_nomor="814/1", sumber=SumberRiwayat.HR
    )
    butir = ButirPutaran.objects.create(
        putaran=putaran, pegawai=orang, perjanjian=lama, unit=unit, jenis="pppk", jabatan="Penata Layanan",
        berakhir=AKHIR, mulai=date(2027, 1, 1), batas=date(2031, 12, 31), sebab_batas="masa",
    )  # fmt: skip
    return putaran, butir
