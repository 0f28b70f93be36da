"""A worker killed while it writes an import: the next one goes on, and nobody is moved twice."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg2
import pytest
from django.db import connection

from asn_portal.core import latar
from asn_portal.core.models import Notifikasi, Tindakan
from asn_portal.core.selectors import unit_names
from asn_portal.lembar.enums import StatusImpor
from asn_portal.lembar.impor import find_impor
from asn_portal.lembar.services import impor as services
from pegawai.models import KeanggotaanUnit
from tests.factories.pegawai import make_person
from tests.keandalan.test_latar import _empty_broker, lease_over, worker
from tests.keandalan.test_pekerja import is_waiting_for_the_lock, wait_for

pytestmark = [pytest.mark.django_db(transaction=True)]
__all__ = ["_empty_broker"]
COUNT = services.WRITE + 20


@contextmanager
def held(pegawai_id: object) -> Iterator[None]:
    """Somebody works on this person, so that the step waits in its middle."""
    holder = psycopg2.connect(
        host=os.environ["ASN_UJI_SOKET"], user="postgres", dbname=connection.settings_dict["NAME"]
    )
    holder.cursor().execute("SELECT FROM pegawai_pegawai WHERE id = %s FOR UPDATE", [str(pegawai_id)])
    try:
        yield
    finally:
        holder.close()


def test_worker_killed_in_the_middle_of_the_second_chunk_resumes(provinsi):
    admin, day = provinsi.akun["admin_bkd"], date(2026, 12, 1)
    people = [make_person(f"Orang {n}", unit=provinsi.seksi, with_account=False) for n in range(COUNT)]
    unit = unit_names([provinsi.dinas_lain.pk], day)[provinsi.dinas_lain.pk]
    lines = ["NIP atau NRK;Unit kerja;Mulai;Dasar", *(f"{p.nip};{unit};01/12/2026;SK" for p in people)]
    jenis = find_impor("penempatan")
    assert jenis is not None
    row = services.upload(jenis, nama="b.csv", content=io.BytesIO("\n".join(lines).encode()), by=admin)
    assert row.pekerjaan is not None
    latar.run(row.pekerjaan.pk)
    job = services.apply(row.pk, by=admin).pekerjaan
    assert job is not None
    moved = KeanggotaanUnit.objects.kini().filter(unit=provinsi.dinas_lain, berlaku__startswith=day)
    with held(people[-1].pk), worker() as first:
        # The first chunk is committed, of the second nothing. Something else may wait for a moment before that.
        wait_for(lambda: is_waiting_for_the_lock() and moved.count() == services.WRITE)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    wait_for(lambda: not is_waiting_for_the_lock())
    lease_over(job)
    with worker():
        wait_for(lambda: type(row).objects.get(pk=row.pk).status == StatusImpor.DITERAPKAN)
    assert moved.count() == COUNT
    assert Tindakan.objects.filter(aksi="pindah_unit").count() == COUNT
    assert Notifikasi.objects.filter(judul="Unit Anda berubah").count() == 0  # none of them has an account
