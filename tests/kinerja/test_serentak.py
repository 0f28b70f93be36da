"""Two superiors at one moment: one decision counts, the other is told so in a sentence."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from asn_portal.core.errors import TransitionError
from asn_portal.core.models import Pengguna
from kinerja.models import SKP, LangkahSKP
from kinerja.services.persetujuan import approve_skp
from tests.conftest import build_provinsi
from tests.factories.kinerja import make_periode, make_skp


@pytest.mark.django_db(transaction=True)
def test_two_approve_at_one_moment():
    p = build_provinsi()
    skp = make_skp(make_periode(p.instansi), p.orang["pegawai"], status="diajukan")
    start, got = threading.Barrier(2), []

    def run() -> None:
        try:
            by = Pengguna.objects.get(pk=p.akun["atasan"].pk)
            start.wait()
            approve_skp(skp.pk, by=by)
            got.append("disetujui")
        except TransitionError as refused:
            got.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(got) == "disetujui"
    assert "Keadaannya sudah berubah: sekarang disetujui" in min(got)
    assert SKP.objects.get(pk=skp.pk).status == "disetujui"
    assert LangkahSKP.objects.filter(skp=skp, ke="disetujui").count() == 1
