"""Years and windows: opened once, given back after an outage; how far units are, and who sees names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, PesanKeluar, Tugas
from kinerja.enums import StatusSKP, SumberKinerja, TahapKinerja
from kinerja.kunci_tugas import TUGAS_SUSUN, duty_key
from kinerja.models import IndikatorUnit, PenetapanSumber, PeriodeKinerja, TenggatKinerja
from kinerja.selectors import kemajuan
from kinerja.selectors.kemajuan import progress_of
from kinerja.services import ingatkan, persetujuan, target
from kinerja.services import periode as services
from tests.factories.kinerja import make_iku, make_periode, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
ADD = {"irama": "triwulan", "dasar": "SE 1", "sumber": {"": "portal", "guru": "ruang_gtk"}}


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


class TestOpening:
    def test_everybody_of_the_portal_gets_one_duty_once(self, provinsi, tahun):
        provinsi.orang["rekan"].jabatan_kini = "Guru Ahli Muda"
        provinsi.orang["rekan"].save()
        PenetapanSumber.objects.create(periode=tahun, kelompok="guru", sumber=SumberKinerja.RUANG_GTK)
        make_skp(tahun, provinsi.orang["atasan"], status=StatusSKP.DISETUJUI)
        services.open_periode(tahun.pk)
        services.open_periode(tahun.pk)
        asked = set(Tugas.objects.filter(jenis=TUGAS_SUSUN).values_list("untuk", flat=True))
        expected = {provinsi.akun[who].pk for who in ("pegawai", "atasan_penilai", "orang_dinas_lain")}
        assert asked == expected
        duty = Tugas.objects.get(untuk=provinsi.akun["pegawai"])
        assert duty.objek_id == duty_key(tahun.pk, provinsi.orang["pegawai"].pk)
        assert timezone.localtime(duty.batas).date() == date(tahun.tahun, 12, 31)

    def test_sending_closes_it(self, provinsi, tahun):
        services.open_periode(tahun.pk)
        skp = make_skp(tahun, provinsi.orang["pegawai"])
        persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])
        assert not Tugas.objects.filter(untuk=provinsi.akun["pegawai"], jenis=TUGAS_SUSUN, selesai_pada=None).exists()

    def test_only_years_whose_window_has_opened(self, provinsi, tahun):
        later = make_periode(provinsi.instansi, tahun.tahun + 1)
        assert services.due_to_open(timezone.localdate()) == [tahun.pk]
        assert set(services.due_to_open(date(later.tahun, 1, 1))) == {tahun.pk, later.pk}


class TestCalendar:
    def test_a_year_comes_with_all_its_windows(self, provinsi):
        row = services.add_periode(
            2031, buka=date(2030, 11, 16), batas=date(2031, 1, 31), by=provinsi.akun["admin_bkd"], **ADD
        )
        stages = list(row.daftar_tenggat.order_by("buka", "batas").values_list("tahap", "nomor"))
        assert stages == [
            ("rencana", 0),
            ("periodik", 1),
            ("periodik", 2),
            ("periodik", 3),
            ("periodik", 4),
            ("tahunan", 0),
        ]
        with pytest.raises(DomainError, match="sudah ada"):
            services.add_periode(
                2031, buka=date(2031, 1, 1), batas=date(2031, 1, 2), by=provinsi.akun["admin_bkd"], **ADD
            )

    @pytest.mark.parametrize("who", ["admin_unit", "pegawai", "atasan", "auditor", "admin_sistem"])
    def test_nobody_else_sets_it(self, provinsi, tahun, who):
        window = tahun.daftar_tenggat.get()
        for change in (
            lambda: services.add_periode(
                2031, buka=date(2031, 1, 1), batas=date(2031, 1, 2), by=provinsi.akun[who], **ADD
            ),
            lambda: services.add_time(window.pk, hari=1, alasan="x", by=provinsi.akun[who]),
            lambda: services.change_window(
                window.pk, buka=window.buka, batas=window.batas, dasar="", by=provinsi.akun[who]
            ),
        ):
            with pytest.raises(PermissionDenied):
                change()

    def test_open_duties_follow_a_changed_window(self, provinsi, tahun):
        services.open_periode(tahun.pk)
        window = tahun.daftar_tenggat.get(tahap=TahapKinerja.RENCANA)
        earlier = date(tahun.tahun, 11, 30)
        services.change_window(window.pk, buka=window.buka, batas=earlier, dasar="", by=provinsi.akun["admin_bkd"])
        assert {timezone.localtime(row.batas).date() for row in Tugas.objects.filter(jenis=TUGAS_SUSUN)} == {earlier}

    def test_a_unit_with_its_own_window(self, provinsi, tahun):
        """Staggered windows: the nearest one counts, duties follow, and the unit may go back to that of everybody."""
        services.open_periode(tahun.pk)
        general, client = tahun.daftar_tenggat.get(), provinsi.client("admin_bkd")
        form = {
            "unit": str(provinsi.dinas.pk),
            "buka": f"1/1/{tahun.tahun}",
            "batas": f"30/6/{tahun.tahun}",
            "dasar": "",
        }
        url = reverse("kinerja:tenggat_unit", args=[general.pk])
        assert client.post(url, form | {"batas": f"1/1/{tahun.tahun - 1}"}).status_code == 422
        assert client.post(url, form).status_code == 302
        own, day = tahun.daftar_tenggat.get(unit=provinsi.dinas), date(tahun.tahun, 6, 30)
        duty = Tugas.objects.get(untuk=provinsi.akun["pegawai"], jenis=TUGAS_SUSUN)
        assert timezone.localtime(duty.batas).date() == day
        with pytest.raises(DomainError, match="sudah mempunyai"):
            services.add_unit_window(
                general.pk, provinsi.dinas, buka=day, batas=day, dasar="", by=provinsi.akun["admin_bkd"]
            )
        page = client.get(reverse("kinerja:periode_list")).content.decode()
        assert "Dinas Satu dan unit di bawahnya" in page
        client.post(reverse("kinerja:tenggat_drop", args=[own.pk]))
        duty.refresh_from_db()
        assert timezone.localtime(duty.batas).date() == date(tahun.tahun, 12, 31)
        with pytest.raises(DomainError, match="tidak dihapus"):
            services.drop_unit_window(general.pk, by=provinsi.akun["admin_bkd"])

    def test_a_window_with_days_given_back_stays(self, provinsi, tahun):
        by, general = provinsi.akun["admin_bkd"], tahun.daftar_tenggat.get()
        window = {"buka": general.buka, "batas": general.batas, "dasar": ""}
        own = services.add_unit_window(general.pk, provinsi.dinas, **window, by=by)
        services.add_time(own.pk, hari=1, alasan="Gangguan", by=by)
        with pytest.raises(DomainError, match="tambahan waktu"):
            services.drop_unit_window(own.pk, by=by)
        with pytest.raises(PermissionDenied):
            services.add_unit_window(general.pk, provinsi.dinas_lain, **window, by=provinsi.akun["admin_unit"])

    def test_pages(self, provinsi):
        client = provinsi.client("admin_bkd")
        form = {
            "tahun": 2031, "irama": "triwulan", "buka": "16/11/2030", "batas": "31/1/2031", "dasar": "",
            "sumber_": "portal", "sumber_guru": "ruang_gtk", "sumber_kesehatan": "portal", "sumber_struktural": "portal",
            "sumber_fungsional": "portal", "sumber_pelaksana": "portal",
        }  # fmt: skip
        assert client.post(reverse("kinerja:periode_add"), form | {"batas": "1/1/2030"}).status_code == 422
        assert client.post(reverse("kinerja:periode_add"), form).status_code == 302
        row = PeriodeKinerja.objects.get(tahun=2031)
        assert dict(row.daftar_sumber.values_list("kelompok", "sumber")) == {"": "portal", "guru": "ruang_gtk"}
        window = TenggatKinerja.objects.get(periode=row, tahap="rencana")
        client.post(reverse("kinerja:tambahan_add", args=[window.pk]), {"hari": 2, "alasan": "Gangguan jaringan"})
        assert "2 hari: Gangguan jaringan" in client.get(reverse("kinerja:periode_list")).content.decode()


class TestProgress:
    def test_counts_by_part_and_in_all(self, provinsi, tahun):
        make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DISETUJUI)
        make_skp(tahun, provinsi.orang["rekan"])
        today = timezone.localdate()
        path = kemajuan.chosen_path(provinsi.akun["admin_unit"], None, today)
        total, parts = progress_of(tahun, path, today, only_sums=False)
        assert (total.nama, total.semua, total.disetujui, total.draf, total.belum) == ("Dinas Satu", 4, 1, 1, 2)
        assert {(part.nama, part.semua, part.disetujui) for part in parts} == {
            ("Seksi Satu", 3, 1), ("Langsung di unit ini", 1, 0),
        }  # fmt: skip
        names = [row.nama for row in kemajuan.not_sent(tahun, path, today)]
        assert names == ["Budi Santoso", "Kepala Dinas Satu", "Kepala Seksi Satu"]

    def test_whoever_works_elsewhere_is_not_counted(self, provinsi, tahun):
        provinsi.orang["rekan"].jabatan_kini = "Guru Ahli Muda"
        provinsi.orang["rekan"].save()
        PenetapanSumber.objects.create(periode=tahun, kelompok="guru", sumber=SumberKinerja.EKINERJA)
        today = timezone.localdate()
        path = kemajuan.chosen_path(provinsi.akun["admin_unit"], None, today)
        assert progress_of(tahun, path, today, only_sums=False)[0].semua == 3

    def test_leaders_see_sums_without_names_and_no_small_parts(self, provinsi, tahun):
        page = provinsi.client("pimpinan").get(reverse("kinerja:unit")).content.decode()
        assert "Kurang dari lima orang" in page
        assert "Siti Aminah" not in page

    def test_another_unit_is_out_of_reach(self, provinsi, tahun):
        client = provinsi.client("admin_unit")
        assert client.get(reverse("kinerja:unit"), {"unit": provinsi.dinas_lain.pk}).status_code == 404
        assert client.get(reverse("kinerja:unit"), {"unit": provinsi.seksi.pk}).status_code == 200
        assert client.get(reverse("kinerja:unit"), {"unit": "bukan-kunci"}).status_code == 404

    def test_reminding_once_a_day(self, provinsi, tahun):
        make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DISETUJUI)
        hr = provinsi.akun["admin_unit"]
        ingatkan.order_reminder(tahun.pk, provinsi.dinas.pk, by=hr)
        with pytest.raises(DomainError, match="sudah diingatkan hari ini"):
            ingatkan.order_reminder(tahun.pk, provinsi.dinas.pk, by=hr)
        assert PesanKeluar.objects.filter(pekerjaan="kinerja.send_reminders").count() == 1
        assert ingatkan.send_reminders(tahun.pk, provinsi.dinas.pk, hr.pk) == 3
        told = set(Notifikasi.objects.values_list("untuk", flat=True))
        assert told == {provinsi.akun[who].pk for who in ("rekan", "atasan", "atasan_penilai")}

    @pytest.mark.parametrize("who", ["auditor", "pimpinan", "atasan", "admin_unit_lain"])
    def test_reminding_is_for_hr_of_the_unit(self, provinsi, tahun, who):
        with pytest.raises(PermissionDenied):
            ingatkan.order_reminder(tahun.pk, provinsi.dinas.pk, by=provinsi.akun[who])

    @pytest.mark.parametrize("people", [1, 5])
    def test_a_unit_costs_the_same_queries(self, provinsi, tahun, people, django_assert_num_queries):
        for number in range(people):
            make_person(f"Anggota {number}", unit=provinsi.seksi, mulai=timezone.localdate() - timedelta(days=9))
        client = provinsi.client("admin_unit")
        client.get(reverse("kinerja:unit"))
        with django_assert_num_queries(16):
            client.get(reverse("kinerja:unit"))


class TestTargets:
    def test_entered_changed_and_struck_by_hr_of_scope(self, provinsi, tahun):
        client, url = provinsi.client("admin_unit"), reverse("kinerja:iku_add", args=[provinsi.dinas.pk, tahun.tahun])
        isi = {"sasaran": "Genangan berkurang", "indikator": "Titik genangan", "target": "9", "satuan": "titik"}
        assert client.post(url, isi | {"target": ""}).status_code == 422
        client.post(url, isi)
        row = IndikatorUnit.objects.get()
        client.post(reverse("kinerja:iku_change", args=[row.pk]), isi | {"target": "5"})
        row.refresh_from_db()
        assert row.target == "5"
        skp = make_skp(tahun, provinsi.orang["pegawai"], rhk=0)
        skp.daftar_rhk.create(urut=1, teks="Berkurangnya genangan", iku=row)
        client.post(reverse("kinerja:iku_delete", args=[row.pk]))
        assert skp.daftar_rhk.get().iku == row
        page = client.get(reverse("kinerja:target_list", args=[provinsi.dinas.pk])).content.decode()
        assert "Genangan berkurang" not in page

    def test_not_by_hr_of_another_unit(self, provinsi, tahun):
        row = make_iku(tahun, provinsi.dinas)
        with pytest.raises(PermissionDenied):
            target.change_target(row.pk, isi={"target": "1"}, by=provinsi.akun["admin_unit_lain"])
        with pytest.raises(PermissionDenied):
            target.add_target(tahun.pk, provinsi.dinas, isi={}, by=provinsi.akun["admin_unit_lain"])


class TestDeadlineOfDuties:
    """The duty to write a plan carries the window of the nearest unit, and moves with it."""

    def test_nearest_unit_and_days_given_back(self, provinsi):
        year = make_periode(provinsi.instansi, 2031, batas=date(2031, 1, 31))
        own = TenggatKinerja.objects.create(
            periode=year, tahap="rencana", unit=provinsi.dinas, buka=date(2031, 1, 1), batas=date(2031, 2, 10)
        )
        services.open_periode(year.pk)

        def deadline(who: str) -> date:
            found = Tugas.objects.get(untuk=provinsi.akun[who], jenis=TUGAS_SUSUN, judul="Susun SKP 2031").batas
            return timezone.localdate(found)

        assert deadline("pegawai") == date(2031, 2, 10)
        assert deadline("orang_dinas_lain") == date(2031, 1, 31)
        services.add_time(own.pk, hari=3, alasan="Portal tidak dapat dibuka", by=provinsi.akun["admin_bkd"])
        assert (deadline("pegawai"), deadline("orang_dinas_lain")) == (date(2031, 2, 13), date(2031, 1, 31))
        general = year.daftar_tenggat.get(unit=None)
        services.change_window(
            general.pk, buka=date(2031, 1, 1), batas=date(2031, 2, 1), dasar="", by=provinsi.akun["admin_bkd"]
        )
        assert (deadline("pegawai"), deadline("orang_dinas_lain")) == (date(2031, 2, 13), date(2031, 2, 1))
