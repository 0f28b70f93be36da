"""Acts of leaving that wait for their decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from asn_portal.core.models import Pengguna, PesanKeluar
from pegawai.models import ButirBerhenti, Pegawai, PeristiwaBerhenti
from pegawai.services import berhenti


def make_leaving(orang: Pegawai, unit: Any, by: Pengguna) -> PeristiwaBerhenti:
    """Retirement in thirty days, with one thing to do."""
    later = timezone.localdate() + timedelta(days=30)
    row = PeristiwaBerhenti.objects.create(
        pegawai=orang, unit=unit, jenis="pensiun", tanggal=later, sk_nomor="800/1", sk_tanggal=timezone.localdate(),
        diusulkan_oleh=by,
    )  # fmt: skip
    ButirBerhenti.objects.create(peristiwa=row, urut=1, kunci="skpp", judul="SKPP dibuat", oleh="unit", batas=later)
    return row


def run_due(hari: date) -> int:
    """The night of that day: its jobs, and those of the nights before delivered once more. How many left by it."""
    berhenti.queue_due(hari)
    jobs = PesanKeluar.objects.filter(pekerjaan__in=["pegawai.end_contract", "pegawai.run_leaving"])
    done = 0
    for pekerjaan, [pk] in jobs.values_list("pekerjaan", "argumen"):
        if pekerjaan == "pegawai.end_contract":
            berhenti.end_contract(UUID(pk))
        else:
            done += berhenti.run_leaving(UUID(pk), hari)
    return done
