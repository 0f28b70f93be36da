"""Holidays: lists of the project and of the page as one calendar, entry and correction, and the yearly task."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from asn_portal.core import outbox, selectors
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.kalender import DaftarLibur, TahunTanpaDaftar
from asn_portal.core.models import HariLibur, JejakAudit, TahunLibur, Tindakan, Tugas
from asn_portal.core.selectors import libur as libur_selectors
from asn_portal.core.services import libur as services

pytestmark = pytest.mark.django_db
SKB = "SKB 3 Menteri Nomor 1, 2, 3 Tahun 2026"
DAYS = {date(2027, 1, 1): "Tahun Baru 2027 Masehi", date(2027, 8, 17): "Hari Proklamasi Kemerdekaan RI"}
LEAVE = {date(2027, 12, 24): "Cuti Bersama Kelahiran Yesus Kristus"}


def daftar(**change: Any) -> DaftarLibur:
    values = {"tahun": 2027, "dasar": SKB, "nasional": DAYS, "cuti_bersama": LEAVE}
    return DaftarLibur(**values | change)


def save(p: Any, **change: Any) -> TahunLibur:
    made = daftar(**change)
    return services.save_daftar_libur(made, versi=libur_selectors.version_of(made.tahun), by=p.akun["admin_bkd"])


class TestCalendar:
    def test_without_entries_only_the_shipped_years_are_known(self):
        assert set(selectors.daftar_libur()) == {2026}
        with pytest.raises(TahunTanpaDaftar):
            selectors.kalender().is_libur(date(2027, 1, 1))

    def test_entered_year_joins_and_is_one_query(self, provinsi, django_assert_num_queries):
        save(provinsi)
        save(provinsi, tahun=2028, nasional={date(2028, 1, 1): "Tahun Baru"}, cuti_bersama={})
        with django_assert_num_queries(1):
            kalender = selectors.kalender()
        assert set(kalender.libur) == {2026, 2027, 2028}
        assert kalender.libur[2027] == {*DAYS, *LEAVE}
        assert kalender.dasar[2027] == SKB

    def test_entered_list_goes_before_the_shipped_one_of_its_year(self, provinsi):
        save(provinsi, tahun=2026, nasional={date(2026, 1, 1): "Tahun Baru"}, cuti_bersama={}, dasar="SKB perubahan")
        kalender = selectors.kalender()
        assert kalender.libur[2026] == {date(2026, 1, 1)}
        assert kalender.dasar[2026] == "SKB perubahan"

    def test_every_door_uses_it(self, provinsi, client):
        question = {"jenis": "informasi", "diterima": "2026-12-30", "satuan": "kerja"}
        assert client.post("/api/v1/aturan/sp4n_sla/", question, content_type="application/json").status_code == 422
        save(provinsi)
        answer = client.post("/api/v1/aturan/sp4n_sla/", question, content_type="application/json").json()
        assert answer["hasil"]["batas"] == "2027-01-07"  # 31 December, then 4 to 7 January
        assert answer["dasar_hukum"][-1] == SKB
        page = client.post("/kalkulator/sp4n_sla/", question).content.decode()
        assert "Kamis, 7 Januari 2027" in page
        assert SKB in page


class TestEntry:
    def test_new_list_is_dated_rows_with_a_trace(self, provinsi):
        save(provinsi)
        assert {row.mulai: row.nama for row in HariLibur.objects.kini()} == DAYS | LEAVE
        assert [row.dasar for row in TahunLibur.objects.kini()] == [SKB]
        act = Tindakan.objects.get(aksi="hari_libur_dicatat")
        assert (act.pengguna, act.alasan) == (provinsi.akun["admin_bkd"], SKB)
        assert act.rincian == {"tahun": 2027, "ditambah": 3, "diubah": 0, "dihapus": 0}
        assert JejakAudit.objects.filter(tindakan_id=act.pk).count() == 4

    def test_correction_closes_the_old_row_and_leaves_the_rest(self, provinsi):
        save(provinsi)
        kept = HariLibur.objects.kini().get(nama__startswith="Tahun Baru")
        changed = {
            date(2027, 1, 1): DAYS[date(2027, 1, 1)],
            date(2027, 8, 17): "Hari Kemerdekaan",
            date(2027, 5, 1): "Hari Buruh",
        }
        save(provinsi, nasional=changed, cuti_bersama={})
        assert {row.mulai: row.nama for row in HariLibur.objects.kini()} == changed
        assert HariLibur.objects.kini().get(pk=kept.pk)
        assert {row.nama for row in libur_selectors.corrections(2027)} == {
            "Hari Proklamasi Kemerdekaan RI",
            *LEAVE.values(),
        }
        assert Tindakan.objects.filter(aksi="hari_libur_dicatat").order_by("-waktu")[0].rincian == {
            "tahun": 2027, "ditambah": 1, "diubah": 1, "dihapus": 1,
        }  # fmt: skip
        assert TahunLibur.objects.count() == 1

    def test_day_that_changes_its_kind_is_a_correction(self, provinsi):
        save(provinsi)
        save(provinsi, nasional=DAYS | LEAVE, cuti_bersama={})
        assert selectors.daftar_libur()[2027].cuti_bersama == {}

    @pytest.mark.parametrize(
        ("change", "galat"),
        [
            ({}, "tidak_berubah"),
            ({"nasional": {}, "cuti_bersama": {}}, "daftar_kosong"),
            ({"cuti_bersama": {date(2027, 1, 1): "Cuti bersama"}}, "tanggal_ganda"),
            ({"nasional": {date(2028, 1, 1): "Tahun Baru"}}, "tahun_lain"),
        ],
    )
    def test_senseless_list_is_refused_and_changes_nothing(self, provinsi, change, galat):
        save(provinsi)
        before = libur_selectors.version_of(2027)
        with pytest.raises(DomainError) as refused:
            save(provinsi, **change)
        assert refused.value.galat == galat
        assert libur_selectors.version_of(2027) == before

    def test_second_of_two_people_is_told_that_the_list_has_changed(self, provinsi):
        seen = libur_selectors.version_of(2027)
        save(provinsi)
        with pytest.raises(DomainError) as refused:
            services.save_daftar_libur(daftar(dasar="lain"), versi=seen, by=provinsi.akun["admin_bkd2"])
        assert refused.value.galat == "sudah_diubah"

    @pytest.mark.parametrize("who", ["admin_unit", "admin_sistem", "pegawai", "auditor"])
    def test_only_hr_of_the_province_may(self, provinsi, who):
        with pytest.raises(Terlarang):
            services.save_daftar_libur(daftar(), versi=libur_selectors.version_of(2027), by=provinsi.akun[who])


def sent(client: Client, langkah: str = "simpan", **change: str) -> Any:
    values = {"versi": libur_selectors.version_of(2027), "jumlah": "5", "dasar": SKB, "tempel": "", "langkah": langkah}
    return client.post("/hari-libur/2027/isi/", values | change)


def row(place: int, tanggal: str, nama: str, jenis: str = "libur_nasional") -> dict[str, str]:
    return {f"tanggal-{place}": tanggal, f"nama-{place}": nama, f"jenis-{place}": jenis}


PASTE = (
    "1. 1 Januari 2027; Tahun Baru 2027 Masehi\n"
    "\n"
    "17/08/2027\tHari Proklamasi Kemerdekaan RI\tlibur nasional\n"
    "Jumat, 24 Desember 2027 | Cuti Bersama Kelahiran Yesus Kristus\n"
)


class TestEntryPage:
    @pytest.fixture
    def admin(self, provinsi: Any) -> Client:
        return provinsi.client("admin_bkd")

    def test_pasted_lines_become_rows_and_are_saved_by_the_next_press(self, admin):
        page = sent(admin, "tempel", tempel=PASTE)
        form = page.context["form"]
        assert (page.status_code, page.context["dimasukkan"]) == (200, 3)
        assert [form.initial[f"tanggal-{place}"] for place in range(4)] == [
            "2027-01-01",
            "2027-08-17",
            "2027-12-24",
            "",
        ]
        assert form.initial["jenis-2"] == "cuti_bersama"
        assert not HariLibur.objects.exists()
        rows = {name: value for name, value in form.initial.items() if "-" in name}
        answer = sent(admin, jumlah=str(form.jumlah), **rows)
        assert answer["Location"] == "/hari-libur/?tahun=2027"
        assert selectors.daftar_libur()[2027] == daftar()

    def test_saving_with_lines_still_in_the_box_shows_them_first(self, admin):
        assert sent(admin, tempel=PASTE).status_code == 200
        assert not HariLibur.objects.exists()

    def test_each_pasted_line_is_checked_by_itself(self, admin):
        bad = "1 Januari 2027; Tahun Baru\n32 Januari 2027; Salah\n1 Mei 2028; Hari Buruh\nbesok\n2 Mei 2027; Libur; kadang"
        page = sent(admin, "tempel", tempel=bad)
        assert page.status_code == 422
        assert page.context["form"].errors["tempel"] == [
            "Baris tempel 2: tanggal tidak terbaca. Tulis seperti 17 Agustus 2027 atau 17/08/2027.",
            "Baris tempel 3: tanggal harus dalam tahun 2027.",
            "Baris tempel 4: tulis tanggal dan nama, dipisah titik koma.",
            "Baris tempel 5: jenis tidak dikenal. Tulis libur nasional atau cuti bersama.",
        ]
        assert page.context["form"]["tempel"].value() == bad

    def test_rows_are_checked_one_by_one(self, admin):
        rows = row(0, "2027-01-01", "Tahun Baru") | row(1, "2027-01-01", "Ganda") | row(2, "", "Tanpa tanggal")
        page = sent(admin, dasar="", **rows, **row(3, "2028-01-01", "Tahun lain"), **row(4, "2027-05-01", ""))
        errors = {name: list(found) for name, found in page.context["form"].errors.items()}
        assert errors == {
            "dasar": ["Keputusan bersama belum diisi."],
            "tanggal-1": ["Baris 2: tanggal ini sudah ada di baris 1."],
            "tanggal-2": ["Baris 3: tanggal belum diisi."],
            "tanggal-3": ["Baris 4: tanggal harus dalam tahun 2027."],
            "nama-4": ["Baris 5: nama hari belum diisi."],
        }

    def test_more_empty_rows_keep_what_stands(self, admin):
        form = sent(admin, "tambah", **row(0, "2027-05-01", "Hari Buruh")).context["form"]
        assert (form.initial["nama-0"], form.initial["dasar"], form.jumlah) == ("Hari Buruh", SKB, 6)

    def test_refusal_of_the_service_stands_above_what_was_typed(self, admin, provinsi):
        before = libur_selectors.version_of(2027)
        save(provinsi)
        page = sent(
            admin,
            versi=before,
            kunci_kirim="0190d0c0-0000-7000-8000-000000000001",
            **row(0, "2027-05-01", "Hari Buruh"),
        )
        assert page.status_code == 422
        assert "sudah diubah orang lain" in page.content.decode()
        assert page.context["form"]["nama-0"].value() == "Hari Buruh"

    def test_correction_begins_with_what_is_known(self, admin, provinsi):
        save(provinsi)
        form = admin.get("/hari-libur/2027/isi/").context["form"]
        assert [form.initial[f"nama-{place}"] for place in range(3)] == [*DAYS.values(), *LEAVE.values()]
        assert admin.get("/hari-libur/2026/isi/").context["form"].jumlah == 30

    @pytest.mark.parametrize("jumlah", ["", "-1", "999999999", "abc", "٣"])
    def test_senseless_number_of_rows_is_harmless(self, admin, jumlah):
        assert sent(admin, jumlah=jumlah).status_code == 422  # nothing entered

    def test_year_out_of_reach_is_no_page(self, admin):
        assert admin.get("/hari-libur/1999/isi/").status_code == 404

    def test_names_are_shown_escaped(self, admin, client):
        sent(admin, **row(0, "2027-05-01", "<script>alert(1)</script>"))
        for page in (client.get("/hari-libur/?tahun=2027"), admin.get("/hari-libur/2027/isi/")):
            assert "<script>alert" not in page.content.decode()


class TestPage:
    def test_year_with_a_list_shows_days_source_and_working_days(self, client):
        page = client.get("/hari-libur/?tahun=2026")
        text = page.content.decode()
        assert page.context["hari_kerja"] == 240
        assert "Senin, 17 Agustus 2026" in text
        assert "1497, 2, 5 Tahun 2025" in text
        assert "Isi daftar" not in text

    def test_year_without_a_list_says_so_and_names_no_day(self, client, provinsi):
        text = client.get("/hari-libur/?tahun=2031").content.decode()
        assert "Daftar hari libur 2031 belum ada" in text
        assert "1 Januari 2031" not in text
        assert 'href="/hari-libur/2031/isi/"' not in text
        assert (
            'href="/hari-libur/2031/isi/"'
            in provinsi.client("admin_bkd").get("/hari-libur/?tahun=2031").content.decode()
        )

    @pytest.mark.parametrize("tahun", ["", "abc", "99999", "-1", "1999", "2026.5", "٢٠٢٦"])
    def test_senseless_year_is_this_year(self, client, tahun):
        from django.utils import timezone

        assert client.get("/hari-libur/", {"tahun": tahun}).context["tahun"] == timezone.localdate().year

    def test_corrections_stay_readable(self, client, provinsi):
        save(provinsi)
        save(provinsi, cuti_bersama={})
        assert (
            "Cuti Bersama Kelahiran Yesus Kristus (Cuti bersama), diperbaiki"
            in client.get("/hari-libur/?tahun=2027").content.decode()
        )

    def test_next_days_reach_into_the_next_year(self, provinsi):
        save(provinsi)
        coming = libur_selectors.next_days(selectors.daftar_libur(), date(2026, 12, 25))
        assert [day.tanggal for day in coming] == [date(2026, 12, 25), date(2027, 1, 1), date(2027, 8, 17)]

    def test_queries_are_few_whatever_the_list_holds(self, client, provinsi, django_assert_num_queries):
        with django_assert_num_queries(5):
            client.get("/hari-libur/?tahun=2026")
        save(provinsi)
        with django_assert_num_queries(5):
            client.get("/hari-libur/?tahun=2027")


class TestYearlyTask:
    def open_tasks(self, tahun: int = 2027) -> list[str]:
        rows = Tugas.objects.filter(jenis=services.TUGAS_LIBUR, objek_id=services.case_of(tahun), selesai_pada=None)
        return sorted(rows.values_list("untuk__username", flat=True))

    @pytest.mark.parametrize(
        ("today", "asked"),
        [
            (date(2026, 9, 30), []),
            (date(2026, 10, 1), ["admin_bkd", "admin_bkd2", "admin_instansi_lain"]),
            (date(2026, 12, 31), ["admin_bkd", "admin_bkd2", "admin_instansi_lain"]),
        ],
    )
    def test_every_hr_of_a_province_is_asked_from_october_on(self, provinsi, today, asked):
        services.ask_for_lists(today)
        assert self.open_tasks() == asked

    def test_asking_again_leaves_one_task_each(self, provinsi):
        for _ in range(3):
            services.ask_for_lists(date(2026, 11, 21))
        assert len(self.open_tasks()) == 3
        task = Tugas.objects.filter(jenis=services.TUGAS_LIBUR).first()
        assert task.judul == "Isi daftar hari libur 2027"
        assert task.url == "/hari-libur/2027/isi/"
        assert task.batas == datetime(2026, 12, 31, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))

    def test_task_leads_to_the_page_and_entering_closes_it_for_all(self, provinsi):
        services.ask_for_lists(date(2026, 11, 21))
        task, client = Tugas.objects.get(untuk=provinsi.akun["admin_bkd"]), provinsi.client("admin_bkd")
        assert f'href="/tugas/{task.pk}/?kembali=' in client.get("/tugas/").content.decode()
        assert client.get(f"/tugas/{task.pk}/")["Location"] == "/hari-libur/2027/isi/"
        save(provinsi)
        assert self.open_tasks() == []
        services.ask_for_lists(date(2026, 11, 22))
        assert self.open_tasks() == []

    def test_list_that_came_with_an_update_closes_the_task_too(self, provinsi, monkeypatch):
        services.ask_for_lists(date(2026, 11, 21))
        shipped = {2026: daftar(tahun=2026), 2027: daftar()}
        monkeypatch.setattr(libur_selectors, "read_tabel_libur", lambda: shipped)
        services.ask_for_lists(date(2026, 11, 22))
        assert self.open_tasks() == []

    def test_list_of_the_running_year_is_asked_for_in_any_month(self, provinsi):
        services.ask_for_lists(date(2028, 2, 1))
        assert self.open_tasks(2028) == ["admin_bkd", "admin_bkd2", "admin_instansi_lain"]
        assert self.open_tasks(2029) == []

    def test_whoever_is_no_longer_hr_is_no_longer_asked(self, provinsi):
        from asn_portal.core.models import PenugasanPeran
        from asn_portal.core.models.dasar import close_rows

        services.ask_for_lists(date(2026, 11, 21))
        from django.utils import timezone

        close_rows(PenugasanPeran.objects.kini().filter(pengguna=provinsi.akun["admin_bkd2"]), timezone.now())
        services.ask_for_lists(date(2026, 11, 22))
        assert self.open_tasks() == ["admin_bkd", "admin_instansi_lain"]

    def test_job_is_known_and_scheduled_daily(self):
        from asn_portal.core.models import Jadwal

        assert Jadwal.objects.get(nama="hari_libur").pekerjaan in outbox.known_jobs()
