"""What stands in the way of the next rise in rank, told to the person and to HR."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import periode
from asn_portal.mutu import services
from pegawai.enums import SumberRiwayat
from pegawai.models import (
    Pegawai,
    RiwayatGolongan,
    RiwayatHukuman,
)
from tests.conftest import login
from tests.factories.mutu import without_schooling
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class TestRise:
    """What stands in the way of the next regular rise in rank."""

    def rank(self, person: Pegawai, since: date) -> None:
        RiwayatGolongan.objects.create(
            pegawai=person, golongan=entry("golongan_pns:33"), sumber=SumberRiwayat.SIASN, berlaku=periode(since)
        )

    def test_own_page_tells_what_is_in_the_way_and_how_to_put_it_right(self, bertemuan):
        person = bertemuan.orang["orang0"]
        self.rank(person, TODAY - timedelta(days=4 * 365 - 30))
        without_schooling(person)
        services.recount(bertemuan.instansi.pk, [person.pk])
        client = login(person.pengguna)
        page = client.get(f"/pegawai/{person.pk}/mutu/").content.decode()
        assert "Yang menghambat dalam 90 hari" in page
        assert "Pendidikan kosong" in page
        assert "/usulan-data/baru/pendidikan/" in page
        assert "Salinan SK pangkat III/c belum ada" in page
        assert page.count("Nomor telepon genggam kosong") == 1  # a finding, but no hindrance
        start = client.get("/mutu/saya/", headers={"HX-Request": "true"}).content.decode()
        assert "Usulkan pendidikan" in start

    def test_far_away_nothing_is_asked(self, bertemuan):
        person = bertemuan.orang["orang5"]
        self.rank(person, TODAY - timedelta(days=300))
        page = login(person.pengguna).get(f"/pegawai/{person.pk}/mutu/").content.decode()
        assert "belum ada yang perlu disiapkan" in page
        start = login(person.pengguna).get("/mutu/saya/", headers={"HX-Request": "true"}).content.decode()
        assert '<section id="_mutu_satu" hidden' in start

    def test_ceiling_of_schooling_and_discipline_are_told_to_the_person_only(self, bertemuan):
        person = bertemuan.orang["orang5"]
        RiwayatGolongan.objects.create(
            pegawai=person, golongan=_golongan("golongan_pns:34", "III/d"), sumber=SumberRiwayat.SIASN,
            berlaku=periode(date(2020, 1, 1)),
        )  # fmt: skip
        RiwayatHukuman.objects.create(
            pegawai=person, jenis_hukuman=entry("jenis_hukuman:2"), tingkat="s", sumber=SumberRiwayat.HR,
            berlaku=periode(TODAY - timedelta(days=9), TODAY + timedelta(days=90)),
        )  # fmt: skip
        page = login(person.pengguna).get(f"/pegawai/{person.pk}/mutu/").content.decode()
        assert "sudah yang tertinggi untuk ijazah" in page
        assert "Hukuman disiplin sedang berlaku" in page
        hr = bertemuan.client("admin_unit").get(f"/pegawai/{person.pk}/mutu/").content.decode()
        assert "Hukuman disiplin" not in hr

    def test_worklist_of_those_whose_rise_is_near(self, bertemuan):
        near, far = bertemuan.orang["orang0"], bertemuan.orang["orang1"]
        self.rank(near, TODAY - timedelta(days=4 * 365 - 30))
        self.rank(far, TODAY - timedelta(days=700))
        for person in (near, far):
            without_schooling(person)
        services.recount(bertemuan.instansi.pk, [near.pk, far.pk])
        page = bertemuan.client("admin_bkd").get("/mutu/orang/?kp=1").content.decode()
        assert near.nama in page
        assert far.nama not in page
        assert "Nomor telepon" not in page.split("<tbody>")[1]


def _golongan(kunci: str, nama: str):
    jenis, id_bkn = kunci.split(":")
    return type(entry("agama:1")).objects.create(kunci=kunci, jenis=jenis, id_bkn=id_bkn, nama=nama)
