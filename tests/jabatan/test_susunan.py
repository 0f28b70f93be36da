"""The map when units end and people leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.enums import JenisUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.services.unit import end_unit
from jabatan.enums import JenisJabatan
from jabatan.models import Penempatan, RincianJabatan
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, Pegawai
from tests.factories.core import make_unit
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def superior(person, day):
    row = HubunganAtasan.objects.pada(day).filter(pegawai=person).select_related("atasan").first()
    return (row.atasan.nama, row.alasan) if row else None


@pytest.fixture
def lain(provinsi, peta):
    """A second seksi with a head of its own and one seat that is called the same."""
    unit = make_unit("Seksi Dua", instansi=provinsi.instansi, induk=provinsi.dinas, jenis=JenisUnit.SEKSI)
    kasi = make_seat("Kepala Seksi", unit=unit, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis, kepala=True)
    staf = make_seat("Penelaah Teknis Kebijakan", unit=unit, induk=kasi, kebutuhan=2)
    sit(make_person("Kepala Seksi Dua", unit=unit), kasi)
    sit(make_person("Anggota Dua", unit=unit), staf)
    return unit, kasi, staf


def test_merged_unit_hands_its_seats_and_people_to_the_other_head(provinsi, peta, lain):
    unit, kasi, staf = lain
    arsip = make_seat("Arsiparis", unit=provinsi.seksi, induk=peta.kasi, jenis=JenisJabatan.FUNGSIONAL)
    later = TODAY + 10 * DAY
    end_unit(provinsi.seksi.pk, mulai=later, pengganti=unit, dasar="Pergub", by=provinsi.akun["admin_bkd"])
    assert superior(provinsi.orang["pegawai"], later - DAY) == ("Kepala Seksi Satu", AlasanAtasan.PETA)
    assert superior(provinsi.orang["pegawai"], later) == ("Kepala Seksi Dua", AlasanAtasan.PETA)
    held = Penempatan.objects.pada(later)
    assert {row.pegawai.nama for row in held.filter(jabatan=staf)} == {"Anggota Dua", "Siti Aminah", "Budi Santoso"}
    assert RincianJabatan.objects.pada(later).get(jabatan=staf).kebutuhan == 5
    assert RincianJabatan.objects.pada(later).get(jabatan=arsip).unit_id == unit.pk
    assert RincianJabatan.objects.pada(later).get(jabatan=arsip).induk_id == kasi.pk
    assert not RincianJabatan.objects.pada(later).filter(jabatan__in=[peta.kasi, peta.staf]).exists()
    assert not held.filter(pegawai=provinsi.orang["atasan"]).exists()


def test_unit_ends_alone_only_when_its_seats_are_empty(provinsi, peta):
    empty = make_unit("Seksi Kosong", instansi=provinsi.instansi, induk=provinsi.dinas, jenis=JenisUnit.SEKSI)
    seat = make_seat("Kepala Seksi", unit=empty, jenis=JenisJabatan.PENGAWAS, induk=peta.kadis, kepala=True)
    placed = sit(provinsi.orang["rekan"], seat, jenis="plt", mulai=TODAY, sampai=TODAY + 30 * DAY)
    by = provinsi.akun["admin_bkd"]
    with pytest.raises(DomainError, match="masih ada pejabatnya"):
        end_unit(empty.pk, mulai=TODAY + DAY, pengganti=None, dasar="x", by=by)
    from jabatan.services.penempatan import end_penempatan

    end_penempatan(placed.pk, sampai=TODAY, alasan="x", by=by)
    end_unit(empty.pk, mulai=TODAY + DAY, pengganti=None, dasar="x", by=by)
    assert not RincianJabatan.objects.pada(TODAY + DAY).filter(jabatan=seat).exists()


def test_leaver_empties_his_seat_and_his_team_gets_the_next_superior(provinsi, peta):
    from pegawai.services import berhenti
    from pegawai.signals import pegawai_akan_berhenti, pegawai_berhenti, pegawai_kembali

    boss = provinsi.orang["atasan"]
    pieces = [
        p for _, more in pegawai_akan_berhenti.send(sender=Pegawai, pegawai_id=boss.pk, tanggal=TODAY) for p in more
    ]
    assert not Penempatan.objects.pada(TODAY).filter(pegawai=boss).exists()
    assert Penempatan.objects.pada(TODAY - DAY).filter(pegawai=boss).exists()
    pegawai_berhenti.send(sender=Pegawai, pegawai_id=boss.pk, tanggal=TODAY)
    assert superior(provinsi.orang["pegawai"], TODAY) == ("Kepala Dinas Satu", AlasanAtasan.PETA)
    assert berhenti.give_back(pieces) == 0
    pegawai_kembali.send(sender=Pegawai, pegawai_id=boss.pk, tanggal=TODAY)
    assert superior(provinsi.orang["pegawai"], TODAY) == ("Kepala Seksi Satu", AlasanAtasan.PETA)
