"""Deadlines: a word before, on the day, and afterwards to the superior; each once, whatever runs twice."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, PengingatTugas, Tugas
from asn_portal.core.pengaturan import BILANGAN, KUIS_SEHARI, PENGATURAN
from asn_portal.core.services import delegasi, pengingat
from asn_portal.core.services import unit as unit_services
from tests.conftest import Provinsi

pytestmark = pytest.mark.django_db
SENIN = date(2026, 8, 24)  # 25 August 2026 is a holiday (Maulid)
KAMIS, JUMAT = date(2026, 11, 5), date(2026, 11, 6)
DAY = timedelta(days=1)


def at(day: date, hour: int = 7) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def give(p: Provinsi, who: str, batas: datetime, jenis: str = "core.usulan_peran", *, objek: object = None) -> Tugas:
    return Tugas.objects.create(
        untuk=p.akun[who],
        jenis=jenis,
        objek_id=objek or uuid4(),
        judul="Rahasia Siti",
        alasan="x",
        url="/",
        batas=batas,
    )


def told() -> list[tuple[str, str]]:
    return sorted(Notifikasi.objects.values_list("untuk__username", "judul"))


class TestReminders:
    def test_one_working_day_before_over_a_weekend(self, provinsi):
        give(provinsi, "atasan", at(JUMAT + 3 * DAY, 16))
        assert pengingat.remind(at(KAMIS)) == 0
        assert pengingat.remind(at(JUMAT)) == 1
        assert pengingat.remind(at(JUMAT + DAY)) == 0
        assert [title for _, title in told()] == ["1 tugas mendekati batas"]

    def test_on_the_day_and_once_each(self, provinsi):
        give(provinsi, "atasan", at(JUMAT, 16))
        for hour in (7, 8):
            pengingat.remind(at(JUMAT, hour))
        assert [title for _, title in told()] == ["1 tugas harus selesai hari ini"]

    def test_one_notice_for_many_and_no_name_in_it(self, provinsi):
        for _ in range(3):
            give(provinsi, "atasan", at(JUMAT, 16))
        give(provinsi, "atasan", at(JUMAT, 15), "core.tiket")
        assert pengingat.remind(at(JUMAT)) == 1
        row = Notifikasi.objects.get()
        assert row.judul == "4 tugas harus selesai hari ini"
        assert row.isi == "Permintaan bantuan: 1, Usulan peran: 3. Batas terdekat 6 November 2026, 15.00 WIB."
        assert "Siti" not in row.judul + row.isi + row.mengapa

    def test_receiver_of_a_delegation_is_told_too(self, provinsi, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: JUMAT)
        delegasi.delegate_tugas(
            kepada=provinsi.akun["admin_sistem"], jenis=["core.usulan_peran"], mulai=JUMAT, sampai=JUMAT, alasan="Cuti",
            by=provinsi.akun["admin_bkd"], hari_ini=JUMAT,
        )  # fmt: skip
        Notifikasi.objects.all().delete()
        give(provinsi, "admin_bkd", at(JUMAT, 16))
        pengingat.remind(at(JUMAT))
        assert [who for who, _ in told()] == ["admin_bkd", "admin_sistem"]

    def test_agency_sets_its_own_number_of_days(self, provinsi):
        give(provinsi, "atasan", at(JUMAT, 16))
        values = {"kunci": "tugas_ingatkan_hari_kerja", "mulai": date(2026, 1, 1), "dasar": "SE 1/2026"}
        unit_services.set_pengaturan(nilai="3", by=provinsi.akun["admin_bkd"], **values)
        assert pengingat.remind(at(JUMAT - 3 * DAY)) == 1
        with pytest.raises(DomainError) as refused:
            unit_services.set_pengaturan(nilai="tiga", by=provinsi.akun["admin_bkd"], **values)
        assert "0 sampai 30" in refused.value.pesan

    @pytest.mark.parametrize("nilai", ["", "0", "51", "-1", "5,5", "\u0665", "1e1"])
    def test_numbers_outside_their_ends_are_refused(self, provinsi, nilai):
        with pytest.raises(DomainError, match="1 sampai 50"):
            unit_services.set_pengaturan(
                kunci=KUIS_SEHARI, nilai=nilai, mulai=date(2026, 1, 1), dasar="SE", by=provinsi.akun["admin_bkd"]
            )

    def test_every_number_has_a_name_and_a_sensible_usual(self):
        for kunci, satu in BILANGAN.items():
            assert PENGATURAN[kunci]
            assert satu.holds(str(satu.bawaan))

    def test_done_ones_and_those_without_a_deadline_are_left_alone(self, provinsi):
        row = give(provinsi, "atasan", at(JUMAT, 16))
        Tugas.objects.filter(pk=row.pk).update(selesai_pada=at(KAMIS))
        Tugas.objects.create(untuk=provinsi.akun["atasan"], jenis="x", objek_id=uuid4(), judul="x", alasan="x", url="/")
        assert pengingat.remind(at(JUMAT)) == 0

    def test_year_without_a_list_counts_without_holidays(self, provinsi):
        give(provinsi, "atasan", at(date(2031, 1, 6), 16))  # a Monday
        assert pengingat.remind(at(date(2031, 1, 3))) == 1


class TestLate:
    def test_superior_is_told_once_one_working_day_later(self, provinsi):
        give(provinsi, "pegawai", at(KAMIS, 16))
        assert pengingat.remind(at(KAMIS, 18)) == 0
        assert pengingat.remind(at(JUMAT)) == 1
        assert pengingat.remind(at(JUMAT + 3 * DAY)) == 0
        row = Notifikasi.objects.get()
        assert row.untuk == provinsi.akun["atasan"]
        assert row.judul == "1 tugas lewat batas di bawah Anda"
        assert row.url == "/tugas/?lihat=bawah"

    def test_his_list_shows_kind_and_holder_but_not_the_case(self, provinsi):
        give(provinsi, "pegawai", timezone.now() - 9 * DAY)
        pengingat.remind(timezone.now())
        text = provinsi.client("atasan").get("/tugas/?lihat=bawah").content.decode()
        assert "Terlambat di bawah Anda (1)" in text
        assert "Dipegang Siti Aminah" in text
        assert "Rahasia Siti" not in text
        assert "Rahasia" not in provinsi.client("atasan").get("/tugas/").content.decode()

    def test_list_follows_the_superior_of_today(self, provinsi):
        give(provinsi, "pegawai", timezone.now() - 9 * DAY)
        pengingat.remind(timezone.now())
        today = timezone.localdate()
        assert len(selectors.late_below(provinsi.akun["atasan"], today)) == 1
        from pegawai.services import penempatan

        penempatan.set_atasan(
            provinsi.orang["pegawai"].pk, atasan=provinsi.orang["atasan_penilai"], mulai=today, sampai=None, dasar="x",
            by=provinsi.akun["admin_bkd"],
        )  # fmt: skip
        assert selectors.late_below(provinsi.akun["atasan"], today) == []

    def test_without_a_superior_hr_of_the_province_unless_it_holds_the_case(self, provinsi):
        case = uuid4()
        for who in ("admin_sistem", "admin_bkd"):
            give(provinsi, who, at(KAMIS, 16), objek=case)
        pengingat.remind(at(JUMAT + 3 * DAY))
        assert told() == [("admin_bkd2", "2 tugas lewat batas di bawah Anda")]

    def test_decided_duty_leaves_the_list(self, provinsi):
        row = give(provinsi, "pegawai", timezone.now() - 9 * DAY)
        pengingat.remind(timezone.now())
        Tugas.objects.filter(pk=row.pk).update(selesai_pada=timezone.now())
        assert selectors.late_below(provinsi.akun["atasan"], timezone.localdate()) == []

    def test_statements_do_not_grow_with_the_duties(self, provinsi, django_assert_num_queries):
        for total in (1, 60):
            PengingatTugas.objects.all().delete()
            for _ in range(total - Tugas.objects.count()):
                give(provinsi, "pegawai", at(KAMIS, 16))
            with django_assert_num_queries(24):
                pengingat.remind(at(JUMAT))
