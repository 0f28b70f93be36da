"""Coaching and mentoring: both sides agree, both confirm, at most two a month count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Tugas
from pelatihan.models import Bimbingan, Sertifikat, SesiBimbingan
from pelatihan.selectors.bimbingan import contents, counted_jp
from pelatihan.services import bimbingan
from tests.factories.kegiatan import make_meeting, make_pair
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# A month that is over, whatever the day.
FIRST = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)


@pytest.fixture
def pair(provinsi):
    return make_pair(provinsi.orang["pegawai"], provinsi.orang["rekan"], mulai=FIRST - timedelta(days=400))


class TestBothAgree:
    def ask(self, provinsi, **other):
        given = {
            "jenis": "coaching",
            "tujuan": "Memimpin rapat",
            "mulai": TODAY,
            "sampai": TODAY,
            "membimbing": False,
        } | other
        return bimbingan.ask_bimbingan(provinsi.orang["rekan"], **given, by=provinsi.akun["pegawai"])

    def test_asked_and_answered(self, provinsi):
        row = self.ask(provinsi)
        assert Tugas.objects.get(objek_id=row.pk).untuk == provinsi.akun["rekan"]
        with pytest.raises(DomainError, match="sudah ada"):
            self.ask(provinsi)
        with pytest.raises(PermissionDenied):
            bimbingan.answer_bimbingan(row.pk, bersedia=True, catatan="", by=provinsi.akun["pegawai"])
        assert (
            bimbingan.answer_bimbingan(row.pk, bersedia=True, catatan="", by=provinsi.akun["rekan"]).status
            == "berjalan"
        )

    def test_the_guide_may_begin_too(self, provinsi):
        row = self.ask(provinsi, membimbing=True)
        assert (row.pegawai, row.pembimbing) == (provinsi.orang["rekan"], provinsi.orang["pegawai"])

    def test_nobody_else_reads_it(self, provinsi, pair):
        for who in ("atasan", "admin_unit", "admin_bkd", "auditor", "pengelola_pelatihan"):
            assert not Bimbingan.objects.visible_to(provinsi.akun[who]).exists()


class TestMeetings:
    def test_the_other_one_confirms(self, provinsi, pair):
        mine, guide = provinsi.akun["pegawai"], provinsi.akun["rekan"]
        sesi = bimbingan.log_session(pair.pk, hari=FIRST, topik="Rapat", tindak_lanjut="", by=mine)
        with pytest.raises(DomainError, match="sudah dicatat"):
            bimbingan.log_session(pair.pk, hari=FIRST, topik="Rapat", tindak_lanjut="", by=guide)
        with pytest.raises(DomainError, match="belum tiba"):
            bimbingan.log_session(pair.pk, hari=TODAY + timedelta(days=1), topik="x", tindak_lanjut="", by=mine)
        with pytest.raises(PermissionDenied):
            bimbingan.confirm_session(sesi.pk, by=mine)
        assert contents(pair, mine).jp == 0
        bimbingan.confirm_session(sesi.pk, by=guide)
        assert contents(pair, mine).jp == 2
        assert not Tugas.objects.filter(objek_id=sesi.pk, selesai_pada=None).exists()

    def test_a_third_one_of_the_month_is_kept_and_not_counted(self, provinsi, pair):
        for day in (1, 8, 15):
            make_meeting(pair, FIRST.replace(day=day), sah=True)
        found = contents(pair, provinsi.akun["pegawai"])
        assert ([one.dihitung for one in found.sesi], found.jp) == ([False, True, True], 4)


class TestTheEnd:
    def test_finished_by_the_guide_alone(self, provinsi, pair):
        entry("jenis_diklat:14")
        with pytest.raises(PermissionDenied):
            bimbingan.finish_bimbingan(pair.pk, hasil="Berhasil", by=provinsi.akun["pegawai"])
        with pytest.raises(DomainError, match="disahkan kedua pihak"):
            bimbingan.finish_bimbingan(pair.pk, hasil="Berhasil", by=provinsi.akun["rekan"])
        make_meeting(pair, FIRST, sah=True)
        make_meeting(pair, FIRST.replace(day=2))
        bimbingan.finish_bimbingan(pair.pk, hasil="Berhasil", by=provinsi.akun["rekan"])
        paper = Sertifikat.objects.get()
        assert (paper.pegawai, paper.jp, paper.bentuk, paper.selesai) == (
            provinsi.orang["pegawai"],
            2,
            "coaching",
            FIRST,
        )

    def test_a_month_used_up_with_one_guide_is_not_counted_with_another(self, provinsi, pair):
        entry("jenis_diklat:14")
        other = make_pair(pair.pegawai, provinsi.orang["atasan"], mulai=FIRST, tujuan="Menulis")
        for day in (1, 8):
            make_meeting(pair, FIRST.replace(day=day), sah=True)
        make_meeting(other, FIRST.replace(day=20), sah=True)
        bimbingan.finish_bimbingan(pair.pk, hasil="x", by=provinsi.akun["rekan"])
        bimbingan.finish_bimbingan(other.pk, hasil="x", by=provinsi.akun["atasan"])
        assert [row.jp for row in Sertifikat.objects.all()] == [4]

    def test_each_year_has_its_own_jp(self, provinsi, pair):
        entry("jenis_diklat:14")
        make_meeting(pair, FIRST, sah=True)
        make_meeting(pair, FIRST - timedelta(days=366), sah=True)
        bimbingan.finish_bimbingan(pair.pk, hasil="x", by=provinsi.akun["rekan"])
        assert [row.selesai.year for row in Sertifikat.objects.order_by("selesai")] == [FIRST.year - 1, FIRST.year]

    def test_the_rule_month_by_month(self):
        days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2026, 2, 1)]
        assert counted_jp(days, [], "mentoring") == 6
        assert counted_jp(days, [date(2026, 1, 9)], "mentoring") == 4
        assert counted_jp([], [], "coaching") == 0

    def test_stopped_without_jp(self, provinsi, pair):
        make_meeting(pair, FIRST, sah=True)
        bimbingan.stop_bimbingan(pair.pk, alasan="Pindah tugas", by=provinsi.akun["pegawai"])
        assert not Sertifikat.objects.exists()
        assert SesiBimbingan.objects.count() == 1
