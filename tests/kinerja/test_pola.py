"""The curve of a unit: it warns, asks for a reason, never blocks; and counts for others only what was handed over."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from kinerja.models import PolaDistribusi
from kinerja.selectors.pola import curve_of
from kinerja.services.pola import sign_distribution
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
TAHUN = HARI.year - 1


@pytest.fixture
def tahun(provinsi):
    """Six good ones of a unit that has done well: the pattern wants at least one to improve, and at most 70% good."""
    year = make_periode(provinsi.instansi, TAHUN)
    make_achievement(year, provinsi.dinas, provinsi.akun["admin_bkd"])
    for number in range(6):
        person = make_person(f"Orang {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
        skp = make_skp(year, person, status="disetujui", penilai=provinsi.orang["atasan"], rhk=1)
        make_evaluasi(skp, "dinilai" if number < 2 else "final")
    return year


def curve(p, year, *, semua):
    return curve_of(year, core_selectors.path_of(p.dinas.pk, HARI), "triwulan", 1, "baik", HARI, semua=semua)


def test_only_what_was_handed_over_counts_for_others(provinsi, tahun):
    assert curve(provinsi, tahun, semua=False).semua == 4
    whole = curve(provinsi, tahun, semua=True)
    assert (whole.semua, whole.temuan) == (6, ["baik_maks", "perbaikan_atau_kurang_min"])


def test_a_reason_is_asked_for_and_nothing_is_blocked(provinsi, tahun):
    given = {"jenis": "triwulan", "nomor": 1, "by": provinsi.akun["pimpinan"]}
    with pytest.raises(DomainError, match="Tulis alasannya"):
        sign_distribution(tahun, provinsi.dinas, alasan="", **given)
    row = sign_distribution(tahun, provinsi.dinas, alasan="Unit baru dibentuk", **given)
    assert (row.jumlah["baik"], row.capaian) == (6, "baik")
    with pytest.raises(IntegrityError), transaction.atomic():
        PolaDistribusi.objects.filter(pk=row.pk).update(alasan="")


@pytest.mark.parametrize("who", ["admin_bkd", "admin_unit", "atasan", "pegawai", "auditor"])
def test_nobody_else_signs(provinsi, tahun, who):
    with pytest.raises(PermissionDenied):
        sign_distribution(tahun, provinsi.dinas, jenis="triwulan", nomor=1, alasan="x", by=provinsi.akun[who])


def test_the_leader_sees_all_others_what_was_handed_over(provinsi, tahun):
    address = reverse("kinerja:pola", args=[provinsi.dinas.pk, TAHUN, "triwulan", 1])
    assert "Semua yang sudah dinilai" in provinsi.client("pimpinan").get(address).content.decode()
    assert "Yang sudah disampaikan" in provinsi.client("admin_unit").get(address).content.decode()
    for who in ("pegawai", "atasan", "admin_unit_lain"):
        assert provinsi.client(who).get(address).status_code in {403, 404}
