"""Data quality on plans: who has no approved plan once the window is over, and who is not asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.mutu.indikator import find_indikator
from asn_portal.mutu.models import TemuanMutu
from kinerja.enums import StatusSKP, SumberKinerja
from kinerja.models import PenetapanSumber, TambahanWaktu, TenggatKinerja
from kinerja.services.persetujuan import approve_skp
from pegawai.models import DataKepegawaian
from tests.conftest import Provinsi
from tests.factories.kinerja import make_periode, make_skp
from tests.factories.mutu import complete, found, run
from tests.factories.riwayat import all_entries

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FAULTS = {"COM_1": "tests here"}


@pytest.fixture
def tahun(provinsi: Provinsi):
    """Complete records and a year whose window is over; everybody's plan is approved but for `pegawai`."""
    all_entries()
    row = make_periode(provinsi.instansi, batas=TODAY - timedelta(days=1))
    for name, person in provinsi.orang.items():
        complete(person)
        if name != "pegawai":
            make_skp(row, person, status=StatusSKP.DISETUJUI, rhk=1, penilai=provinsi.orang["pegawai"])
    return row


def test_window_over_without_approved_plan_is_found_and_ends_with_the_approval(
    provinsi, tahun, django_capture_on_commit_callbacks
):
    person = provinsi.orang["pegawai"]
    skp = make_skp(tahun, person, status=StatusSKP.DIAJUKAN, rhk=1)
    run(provinsi)
    assert found(person) == {"COM_1"}
    row = TemuanMutu.objects.get()
    assert find_indikator("COM_1").kata(row.isi) == f"SKP {tahun.tahun} belum disetujui"
    with django_capture_on_commit_callbacks(execute=True):
        approve_skp(skp.pk, by=provinsi.akun["atasan"])
    assert found(person) == set()


def test_who_is_not_asked(provinsi, tahun):
    person = provinsi.orang["pegawai"]

    def asked() -> bool:
        run(provinsi)
        return "COM_1" in found(person)

    assert asked()
    DataKepegawaian.objects.filter(pegawai=person).update(tmt_cpns=TODAY, tmt_pns=None)
    assert not asked()
    DataKepegawaian.objects.filter(pegawai=person).update(tmt_cpns="2015-01-01", tmt_pns="2016-01-01")
    assert asked()
    PenetapanSumber.objects.filter(periode=tahun).update(sumber=SumberKinerja.EKINERJA)
    assert not asked()
    PenetapanSumber.objects.filter(periode=tahun).update(sumber=SumberKinerja.PORTAL)
    window = TenggatKinerja.objects.get(periode=tahun)
    TambahanWaktu.objects.create(tenggat=window, hari=3, alasan="Gangguan", oleh=provinsi.akun["admin_bkd"])
    assert not asked()
