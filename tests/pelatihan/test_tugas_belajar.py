"""Study on duty: the rule on remaining service, decree and seat, reports, return, the service that is owed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas
from asn_portal.core.regulasi import add_bulan
from jabatan.models import DiLuarPeta, Penempatan
from pegawai.models import Peringatan, RiwayatPendidikan
from pegawai.services.peringatan import refresh_peringatan
from pelatihan.aturan.tugas_belajar import (
    MasukanIkatanDinas,
    bulan_berjalan,
    bulan_penuh,
    ikatan_dinas,
    semester_wajib,
)
from pelatihan.models import TugasBelajar
from pelatihan.selectors.tugas_belajar import state_of
from pelatihan.services import kembali_belajar, tugas_belajar
from pelatihan.services.tugas_belajar import IsianBelajar, Penetapan
from tests.factories.jabatan import make_seat, sit
from tests.factories.kegiatan import make_report, make_study
from tests.factories.riwayat import DEGREES, entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MULAI = TODAY + timedelta(days=30)


@pytest.fixture
def siti(provinsi):
    person = provinsi.orang["pegawai"]
    person.tanggal_lahir = TODAY.replace(year=TODAY.year - 35, day=1)
    person.save(update_fields=["tanggal_lahir"])
    return person


def plan(**other):
    given = {
        "tingkat": entry("tingkat_pendidikan:40"), "program_studi": "Ilmu Data", "lembaga": "Universitas Uji", "negara": "Indonesia",
        "pembiayaan": "apbd", "penyandang": "", "dibebaskan": True, "bulan": 24, "mulai": MULAI, "selesai": add_bulan(MULAI, 24),
        "alasan": "Unit perlu analis.",
    } | other  # fmt: skip
    return IsianBelajar(**given)


def decree(boss, **other):
    given = {
        "sk_nomor": "1/TB",
        "sk_tanggal": TODAY,
        "mulai": MULAI,
        "selesai": add_bulan(MULAI, 24),
        "atasan": boss,
    } | other
    return Penetapan(**given)


class TestTheWayIn:
    def test_asked_agreed_determined_and_off_the_map(self, provinsi, siti):
        seat = make_seat("Analis", unit=provinsi.seksi, jenis="pelaksana")
        sit(siti, seat)
        row = tugas_belajar.ask_study(plan(), by=provinsi.akun["pegawai"])
        assert Tugas.objects.get(objek_id=row.pk).untuk == provinsi.akun["atasan"]
        tugas_belajar.consent_study(row.pk, setuju=True, catatan="", by=provinsi.akun["atasan"])
        asked = {one.untuk for one in Tugas.objects.filter(jenis=tugas_belajar.TUGAS_TETAPKAN, selesai_pada=None)}
        assert provinsi.akun["admin_bkd"] in asked
        assert provinsi.akun["admin_unit"] not in asked
        boss = provinsi.orang["atasan"]
        with pytest.raises(PermissionDenied):
            tugas_belajar.determine_study(row.pk, decree(boss), by=provinsi.akun["pengelola_pelatihan"])
        tugas_belajar.determine_study(row.pk, decree(boss), by=provinsi.akun["admin_bkd"])
        outside = DiLuarPeta.objects.kini().get(pegawai=siti)
        assert (outside.sebab, outside.mulai, outside.sampai) == ("tugas_belajar", MULAI, add_bulan(MULAI, 24))
        assert not Penempatan.objects.kini().filter(pegawai=siti, berlaku__contains=MULAI).exists()
        assert Penempatan.objects.kini().filter(pegawai=siti, berlaku__contains=MULAI - timedelta(days=1)).exists()
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()

    def test_the_post_is_kept_when_one_stays_in_it(self, provinsi, siti):
        sit(siti, make_seat("Analis", unit=provinsi.seksi, jenis="pelaksana"))
        row = make_study(siti, "disetujui", mulai=MULAI, selesai=add_bulan(MULAI, 24))
        tugas_belajar.determine_study(row.pk, decree(None), by=provinsi.akun["admin_bkd"])
        assert not DiLuarPeta.objects.exists()
        assert Penempatan.objects.kini().filter(pegawai=siti, berlaku__contains=MULAI).exists()

    def test_too_little_service_left_is_told_in_months(self, provinsi, siti):
        siti.tanggal_lahir = TODAY.replace(year=TODAY.year - 54, day=1)
        siti.save(update_fields=["tanggal_lahir"])
        with pytest.raises(DomainError, match="paling sedikit 72 bulan"):
            tugas_belajar.ask_study(plan(), by=provinsi.akun["pegawai"])
        assert not TugasBelajar.objects.exists()

    def test_bad_input(self, provinsi, siti):
        me = provinsi.akun["pegawai"]
        for words, other in {
            "sesudah hari pertama": {"selesai": MULAI},
            "pemberi beasiswanya": {"pembiayaan": "beasiswa"},
        }.items():
            with pytest.raises(DomainError, match=words):
                tugas_belajar.ask_study(plan(**other), by=me)
        tugas_belajar.ask_study(plan(), by=me)
        with pytest.raises(DomainError, match="belum selesai sudah ada"):
            tugas_belajar.ask_study(plan(), by=me)

    def test_service_owed_comes_first(self, provinsi, siti):
        make_study(siti, "selesai", kembali_pada=TODAY, ikatan_bulan=24, ikatan_sampai=add_bulan(TODAY, 24))
        with pytest.raises(DomainError, match="Ikatan dinas"):
            tugas_belajar.ask_study(plan(), by=provinsi.akun["pegawai"])

    def test_nobody_decides_for_himself(self, provinsi, siti):
        row = make_study(siti)
        with pytest.raises(PermissionDenied):
            tugas_belajar.consent_study(row.pk, setuju=True, catatan="", by=provinsi.akun["pegawai"])
        with pytest.raises(Error, match="pegawainya sendiri"), transaction.atomic():
            TugasBelajar.objects.filter(pk=row.pk).update(ditetapkan_oleh=provinsi.akun["pegawai"])


class TestMeanwhile:
    def test_a_report_for_each_semester_is_asked_for_once(self, provinsi, siti):
        row = make_study(siti, "berjalan", mulai=add_bulan(TODAY, -13), ditetapkan_oleh=provinsi.akun["admin_bkd"])
        assert state_of(row, TODAY).kurang == [1, 2]
        for _ in range(2):
            tugas_belajar.ask_reports(TODAY, timezone.now())
        assert Tugas.objects.get(objek_id=row.pk, selesai_pada=None).untuk == provinsi.akun["pegawai"]
        with pytest.raises(DomainError, match="belum dimulai"):
            self.report(row, 4, provinsi)
        one = self.report(row, 1, provinsi)
        self.report(row, 2, provinsi)
        assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()
        tugas_belajar.read_report(one.pk, tanggapan="Teruskan.", by=provinsi.akun["admin_bkd"])
        with pytest.raises(DomainError, match="sudah dibaca"):
            self.report(row, 1, provinsi)
        assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], isi__icontains="Teruskan").exists()

    def report(self, row, semester, provinsi):
        return tugas_belajar.report_semester(
            row.pk,
            semester=semester,
            ip=Decimal("3.5"),
            sks=12,
            isi="Lancar.",
            dokumen=None,
            by=provinsi.akun["pegawai"],
        )

    def test_prolonged_by_at_most_a_year(self, provinsi, siti):
        row = make_study(siti, "disetujui", dibebaskan=True, mulai=MULAI, selesai=add_bulan(MULAI, 24))
        hr, boss, last = provinsi.akun["admin_bkd"], provinsi.orang["atasan"], add_bulan(MULAI, 24)
        tugas_belajar.determine_study(row.pk, decree(boss), by=hr)
        more = {"alasan": "Penelitian", "sk_nomor": "2/TB", "sk_tanggal": TODAY, "by": hr}
        with pytest.raises(DomainError, match="paling lama"):
            tugas_belajar.prolong_study(row.pk, sampai=add_bulan(last, 13), **more)
        tugas_belajar.prolong_study(row.pk, sampai=add_bulan(last, 6), **more)
        with pytest.raises(DomainError, match="paling lama"):
            tugas_belajar.prolong_study(row.pk, sampai=add_bulan(last, 13), **more)
        assert DiLuarPeta.objects.kini().filter(pegawai=siti, berlaku__contains=add_bulan(last, 5)).exists()

    def test_its_end_and_that_of_the_service_are_early_warnings(self, siti):
        row = make_study(siti, "berjalan", selesai=TODAY + timedelta(days=20))
        refresh_peringatan([siti.pk], TODAY)
        assert Peringatan.objects.get(pegawai=siti, jenis="belajar_berakhir").tanggal == row.selesai
        TugasBelajar.objects.update(
            status="selesai", kembali_pada=TODAY, ikatan_bulan=1, ikatan_sampai=TODAY + timedelta(days=25)
        )
        refresh_peringatan([siti.pk], TODAY)
        assert Peringatan.objects.filter(pegawai=siti, jenis="ikatan_dinas").exists()


class TestTheReturn:
    def paper(self, **other):
        degree = entry(next(iter(DEGREES)))
        given = {"pendidikan": degree, "tanggal_lulus": TODAY - timedelta(days=1), "nomor_ijazah": "77"} | other
        return kembali_belajar.Ijazah(**given)

    @pytest.fixture
    def row(self, provinsi, siti):
        first = add_bulan(TODAY, -18)
        row = make_study(
            siti,
            "disetujui",
            dibebaskan=True,
            mulai=first,
            selesai=add_bulan(first, 24),
            tingkat=entry("tingkat_pendidikan:40"),
        )
        given = decree(provinsi.orang["atasan"], mulai=first, selesai=add_bulan(first, 24))
        return tugas_belajar.determine_study(row.pk, given, by=provinsi.akun["admin_bkd"])

    def test_on_the_map_again_with_degree_and_service_owed(self, provinsi, siti, row):
        kembali_belajar.return_to_work(
            row.pk, kembali=TODAY, ijazah=self.paper(), catatan="", by=provinsi.akun["admin_bkd"]
        )
        row.refresh_from_db()
        assert (row.status, row.lulus, row.ikatan_bulan) == ("selesai", True, 36)
        assert row.ikatan_sampai == add_bulan(TODAY, 36) - timedelta(days=1)
        assert state_of(row, TODAY).sisa_ikatan == 36
        assert state_of(row, add_bulan(TODAY, 35)).sisa_ikatan == 1
        assert state_of(row, add_bulan(TODAY, 37)).sisa_ikatan == 0
        assert not DiLuarPeta.objects.kini().filter(pegawai=siti, berlaku__contains=TODAY).exists()
        written = RiwayatPendidikan.objects.kini().get(pk=row.riwayat_id)
        assert (written.nama_sekolah, written.nomor_ijazah, written.tingkat_id) == (row.lembaga, "77", row.tingkat_id)

    def test_bad_returns_are_told(self, provinsi, row):
        bad = {
            "Perpanjang dulu": {"kembali": add_bulan(TODAY, 12), "ijazah": self.paper()},
            "mengapa kembali tanpa": {"kembali": TODAY, "ijazah": None},
            "Tanggal lulus": {"kembali": TODAY, "ijazah": self.paper(tanggal_lulus=TODAY + timedelta(days=1))},
        }
        for words, given in bad.items():
            with pytest.raises(DomainError, match=words):
                kembali_belajar.return_to_work(row.pk, catatan="", by=provinsi.akun["admin_bkd"], **given)
        assert TugasBelajar.objects.get().status == "berjalan"

    def test_a_prolongation_that_has_not_begun_falls_away(self, provinsi, siti, row):
        last = row.selesai
        tugas_belajar.prolong_study(
            row.pk, sampai=add_bulan(last, 6), alasan="x", sk_nomor="2", sk_tanggal=TODAY, by=provinsi.akun["admin_bkd"]
        )
        kembali_belajar.return_to_work(
            row.pk, kembali=TODAY, ijazah=None, catatan="Sakit", by=provinsi.akun["admin_bkd"]
        )
        assert not DiLuarPeta.objects.kini().filter(pegawai=siti, berlaku__endswith__gt=TODAY).exists()


class TestTheRule:
    def test_service_owed(self):
        def owed(**given):
            return ikatan_dinas(MasukanIkatanDinas(masa_bulan=24, **given))["bulan"]

        assert (owed(dibebaskan=True), owed(dibebaskan=False)) == (48, 24)
        assert owed(dibebaskan=True, biaya_sendiri=True) == 0

    def test_months(self):
        assert bulan_penuh(date(2026, 1, 31), date(2026, 2, 28)) == 1
        assert bulan_penuh(date(2026, 1, 15), date(2026, 7, 14)) == 5
        assert bulan_penuh(date(2026, 7, 1), date(2026, 1, 1)) == 0
        assert bulan_berjalan(date(2026, 1, 15), date(2026, 7, 16)) == 7
        assert semester_wajib(date(2026, 1, 15), date(2027, 1, 14)) == 1

    def test_a_report_that_is_read_stays(self, siti):
        row = make_report(make_study(siti, "berjalan"))
        assert row.dibaca_pada is None
