"""Figures: equal to the lists behind them, by rights, and never about fewer than five persons for leaders."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core.enums import Peran
from asn_portal.core.models import Pengguna, periode
from pegawai import selectors
from pegawai.enums import JenisKelamin, JenisPegawai, KelompokUmur, SumberRiwayat
from pegawai.models import Pegawai, RiwayatGolongan, RiwayatPendidikan
from pegawai.rekap import figures_of
from tests.conftest import Provinsi
from tests.factories.core import PenggunaFactory, give_role, make_unit
from tests.factories.pegawai import make_person
from tests.factories.riwayat import all_entries, entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# How many, kind, sex, year of birth, active account, e-mail.
KINDS = (
    (7, JenisPegawai.PNS, "p", 1980, True, True),
    (6, JenisPegawai.PNS, "l", 1969, True, False),
    (3, JenisPegawai.CPNS, "l", 2001, False, True),
    (5, JenisPegawai.PPPK, "p", 1992, False, True),
    (1, JenisPegawai.PPPK_PARUH_WAKTU, "l", 1999, False, False),
)


@pytest.fixture
def berisi(provinsi: Provinsi) -> Provinsi:
    """22 more people in Seksi Satu and in a new Seksi Tiga, and one whom nobody has placed."""
    p = provinsi
    tiga = make_unit("Seksi Tiga", instansi=p.instansi, induk=p.dinas)
    number = 0
    for count, jenis, sex, year, active, mail in KINDS:
        for _ in range(count):
            number += 1
            person = make_person(f"Orang {number}", unit=p.seksi if number % 3 else tiga, atasan=p.orang["atasan"])
            Pegawai.objects.filter(pk=person.pk).update(jenis=jenis, jenis_kelamin=sex, tanggal_lahir=date(year, 3, 1))
            Pengguna.objects.filter(pk=person.pengguna_id).update(
                diaktifkan_pada=timezone.now() if active else None, email=f"orang{number}@contoh.id" if mail else ""
            )
    Pegawai.objects.create(
        instansi=p.instansi, nama="Tanpa Unit", jenis="pns", jenis_kelamin="l", tanggal_lahir=date(1990, 1, 1)
    )
    return p


def links(page: str) -> list[tuple[str, int]]:
    """Every figure of the page that leads to rows: its address and its number."""
    found = re.findall(r'<a href="(/pegawai/\?[^"]*|/laporan-data/[^"]*)">([\d.]+)', page)
    return [(html.unescape(url), int(number.replace(".", ""))) for url, number in found]


def rows_behind(p: Provinsi, who: str, url: str) -> int:
    page = p.client(who).get(url).content.decode()
    found = re.search(r"data-kabar>(?:\d+-\d+ dari ([\d.]+)|Tidak ada baris)", page)
    assert found, url
    return int((found.group(1) or "0").replace(".", ""))


class TestEqualToTheLists:
    @pytest.mark.parametrize("who", ["admin_bkd", "admin_unit", "auditor"])
    def test_every_figure_is_the_number_of_rows_it_leads_to(self, berisi, who):
        found = links(berisi.client(who).get("/angka/").content.decode())
        assert len(found) > 15
        assert dict(found) == {url: rows_behind(berisi, who, url) for url, _ in found}

    def test_figures_of_one_unit_as_well(self, berisi):
        found = links(berisi.client("admin_bkd").get(f"/angka/?unit={berisi.dinas.pk}").content.decode())
        assert all(f"unit={berisi.dinas.pk}" in url or "langsung" in url or "unit=" in url for url, _ in found)
        assert dict(found) == {url: rows_behind(berisi, "admin_bkd", url) for url, _ in found}

    def test_units_of_a_leader_lead_to_the_directory(self, berisi):
        found = links(berisi.client("pimpinan").get("/angka/").content.decode())
        assert found
        assert dict(found) == {url: rows_behind(berisi, "pimpinan", url) for url, _ in found}
        assert all("lingkup=direktori" in url for url, _ in found)

    def test_waiting_reports_equal_the_list(self, berisi):
        from pegawai.models import LaporanData

        LaporanData.objects.create(pegawai=berisi.orang["pegawai"], bagian="unit", isi="x")
        LaporanData.objects.create(pegawai=berisi.orang["orang_dinas_lain"], bagian="unit", isi="x")
        for who, number in (("admin_bkd", 2), ("admin_unit", 1)):
            page = berisi.client(who).get("/angka/").content.decode()
            assert f'Laporan data menunggu</h2><p class="besar">{number}</p>' in page
            assert rows_behind(berisi, who, "/laporan-data/?status=diajukan") == number


class TestNumbers:
    def figures(self, p: Provinsi, who: str) -> selectors.Ikhtisar:
        scope = selectors.figure_scope(p.akun[who], None, TODAY)
        assert scope is not None
        return selectors.figures(scope, TODAY)

    def test_parts_add_up_to_the_whole(self, berisi):
        found = self.figures(berisi, "admin_bkd")
        assert found.total == 28
        for part in (found.jenis, found.kelamin, found.umur, found.unit):
            assert sum(row.jumlah for row in part) == found.total
        assert sum(age.laki_laki.jumlah + age.perempuan.jumlah for age in found.piramida) == found.total

    def test_kinds_and_gaps(self, berisi):
        found = self.figures(berisi, "admin_bkd")
        assert [row.jumlah for row in found.jenis] == [19, 3, 5, 1]
        assert {row.label: row.jumlah for row in found.kekurangan} == {
            "Atasan belum ada": 3,  # both heads, and whom nobody has placed
            "Unit belum ada": 1,
            "Surel belum ada": 13,
            "Akun belum aktif": 15,
        }

    def test_hr_of_a_unit_counts_its_own_people_only(self, berisi):
        found = self.figures(berisi, "admin_unit")
        assert found.total == 26
        assert {row.label: row.jumlah for row in found.unit} == {
            "Seksi Satu": 18, "Seksi Tiga": 7, "Langsung di Dinas Satu": 1,
        }  # fmt: skip

    def test_unit_outside_the_scope_is_not_there(self, berisi):
        for who, unit, status in (
            ("admin_unit", berisi.dinas_lain, 404), ("admin_unit", berisi.akar, 404), ("admin_unit", berisi.seksi, 200),
            ("admin_bkd", berisi.akar_lain, 404), ("pimpinan", berisi.seksi, 404), ("pimpinan", berisi.dinas, 200),
        ):  # fmt: skip
            assert berisi.client(who).get(f"/angka/?unit={unit.pk}").status_code == status, (who, unit)
        assert berisi.client("admin_bkd").get("/angka/?unit=x").status_code == 404

    def test_way_up_leads_only_where_one_may_go(self, berisi):
        """Every crumb of every unit below answers; none leads above the own unit."""
        for who, start in (("admin_unit", berisi.seksi), ("admin_bkd", berisi.seksi), ("admin_unit", berisi.dinas)):
            page = berisi.client(who).get(f"/angka/?unit={start.pk}").content.decode()
            crumbs = re.findall(
                r'href="([^"]+)"', page[page.index('class="remah"') : page.index("</nav>", page.index('class="remah"'))]
            )
            assert crumbs[0] == "/angka/"
            assert [berisi.client(who).get(crumb).status_code for crumb in crumbs] == [200] * len(crumbs)
            assert f"/angka/?unit={berisi.akar.pk}" not in crumbs

    def test_two_units_of_one_hr_are_offered(self, berisi):
        give_role(berisi.akun["admin_unit"], Peran.ADMIN_UNIT, berisi.dinas_lain)
        page = berisi.client("admin_unit").get("/angka/").content.decode()
        assert f'href="?unit={berisi.dinas_lain.pk}"' in page
        assert berisi.client("admin_unit").get(f"/angka/?unit={berisi.dinas_lain.pk}").status_code == 200

    @pytest.mark.parametrize(
        ("born", "group"),
        [((2026, 11, 22), "di_bawah_25"), ((2001, 11, 23), "di_bawah_25"), ((2001, 11, 22), "25_29"), ((1996, 11, 23), "25_29"),
         ((1996, 11, 22), "30_34"), ((1971, 11, 23), "50_54"), ((1971, 11, 22), "55_59"), ((1966, 11, 22), "60_ke_atas"),
         ((1940, 1, 1), "60_ke_atas")],
    )  # fmt: skip
    def test_age_counts_full_years_and_the_birthday_itself(self, provinsi, born, group):
        from pegawai.selectors.direktori import of_age

        person = provinsi.orang["pegawai"]
        Pegawai.objects.filter(pk=person.pk).update(tanggal_lahir=date(*born))
        own = Pegawai.objects.filter(pk=person.pk)
        assert [str(name) for name in KelompokUmur.values if own.filter(of_age(name, date(2026, 11, 22))).exists()] == [
            group
        ]

    def test_leap_day_counts_as_the_last_of_february(self, provinsi):
        from pegawai.selectors.direktori import of_age

        person = provinsi.orang["pegawai"]
        Pegawai.objects.filter(pk=person.pk).update(tanggal_lahir=date(2003, 3, 1))
        own = Pegawai.objects.filter(pk=person.pk)
        assert not own.filter(of_age("25_29", date(2028, 2, 29))).exists()
        assert own.filter(of_age("25_29", date(2028, 3, 1))).exists()


class TestByTheRekap:
    """Golongan and degrees stand on the page as the rekap counts them: its rows, its files, its small groups."""

    def filled(self, p: Provinsi) -> None:
        all_entries()
        people = list(Pegawai.objects.filter(nama__startswith="Orang ").order_by("nama"))
        for number, person in enumerate(people[:12]):
            RiwayatPendidikan.objects.create(
                pegawai=person, pendidikan=entry("pendidikan:s1hukum"), tahun_lulus=2005, sumber=SumberRiwayat.HR,
                tingkat=entry("tingkat_pendidikan:45" if number < 2 else "tingkat_pendidikan:40"),
                berlaku=periode(date(2005, 1, 1)),
            )  # fmt: skip
            RiwayatGolongan.objects.create(
                pegawai=person, golongan=entry("golongan_pns:31" if number < 7 else "golongan_pns:32"),
                sumber=SumberRiwayat.HR, berlaku=periode(date(2020, 1, 1)),
            )  # fmt: skip

    def charts(self, p: Provinsi, who: str) -> dict[str, dict[str, int]]:
        scope = selectors.figure_scope(p.akun[who], None, TODAY)
        found = figures_of(p.akun[who], scope, TODAY)
        return {name: {row.label: row.sel[0].jumlah for row in chart.baris} for name, chart in found.items()}

    def test_parts_add_up_and_lead_to_their_rows(self, berisi):
        self.filled(berisi)
        found = self.charts(berisi, "admin_bkd")
        assert found["golongan"] == {"III/a (Penata Muda)": 7, "III/b (Penata Muda Tingkat I)": 5, "Belum tercatat": 16}
        assert found["pendidikan"] == {"S-1": 10, "S-2": 2, "Belum tercatat": 16}
        page = berisi.client("admin_bkd").get("/angka/").content.decode()
        rows = re.findall(r'<a href="(/rekap/pegawai/\?[^"]*)">([\d.]+)', page)
        assert len(rows) >= 6
        for url, number in rows:
            listed = berisi.client("admin_bkd").get(html.unescape(url)).content.decode()
            assert f"<span>{number} orang</span>" in listed

    def test_leader_sees_no_small_group_and_no_rows(self, berisi):
        self.filled(berisi)
        found = self.charts(berisi, "pimpinan")
        assert found["pendidikan"] == {"S-1 dan S-2": 12, "Belum tercatat": 14}
        assert "/rekap/pegawai/" not in berisi.client("pimpinan").get("/angka/").content.decode()

    def test_every_chart_is_a_file_too(self, berisi):
        self.filled(berisi)
        page = berisi.client("admin_unit").get("/angka/").content.decode()
        forms = set(re.findall(r'action="(/rekap/unduh/[^"]*)"', page))
        assert len(forms) >= 5
        for url in forms:
            answer = berisi.client("admin_unit").post(html.unescape(url), {"bentuk": "csv"})
            assert answer.getvalue()


class TestLeaders:
    def page(self, p: Provinsi) -> str:
        return p.client("pimpinan").get("/angka/").content.decode()

    def test_small_groups_are_joined(self, berisi):
        scope = selectors.figure_scope(berisi.akun["pimpinan"], None, TODAY)
        found = selectors.figures(scope, TODAY)
        for part in (found.jenis, found.kelamin, found.umur):
            assert all(row.jumlah == 0 or row.jumlah >= 5 for row in part)
            assert sum(row.jumlah for row in part) == found.total
        assert [(row.label, row.jumlah) for row in found.jenis] == [("PNS", 17), ("CPNS, PPPK dan PPPK paruh waktu", 9)]

    def test_small_gap_is_hidden_everywhere_in_the_page(self, berisi):
        Pengguna.objects.filter(email="").update(email="")
        page = self.page(berisi)
        scope = selectors.figure_scope(berisi.akun["pimpinan"], None, TODAY)
        gaps = {row.label: (row.samar, row.jumlah) for row in selectors.figures(scope, TODAY).kekurangan}
        assert gaps["Atasan belum ada"] == (True, 0)  # the head of the dinas alone
        assert "Disembunyikan" in page
        assert "Data lengkap" not in page  # the sum of gaps, less one of them, would be the hidden number

    def test_no_figure_about_kind_sex_age_or_gaps_leads_to_rows(self, berisi):
        for url, _ in links(self.page(berisi)):
            assert not re.search(r"jenis=|kelamin=|umur=|data=", url)

    def test_unit_of_fewer_than_five_shows_nothing(self, provinsi):
        leader = PenggunaFactory(instansi=provinsi.instansi)
        give_role(leader, Peran.PIMPINAN, provinsi.seksi)
        provinsi.akun["pemimpin"] = leader
        page = provinsi.client("pemimpin").get("/angka/").content.decode()
        assert "Unit ini berisi kurang dari 5 orang" in page
        assert 'class="bagan"' not in page
        assert 'class="petak"' not in page

    def test_rows_by_kind_are_ignored_in_the_address(self, berisi):
        everybody = rows_behind(berisi, "pimpinan", "/pegawai/")
        for query in ("jenis=pns", "kelamin=l", "umur=25_29", "data=tanpa_surel", "lingkup=kewenangan&jenis=cpns"):
            assert rows_behind(berisi, "pimpinan", f"/pegawai/?{query}") == everybody


@pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_sistem", "komite_talenta", "rekan"])
def test_others_have_no_figures_and_no_filters(berisi, who):
    assert berisi.client(who).get("/angka/").status_code == 403
    everybody = rows_behind(berisi, who, "/pegawai/")
    for query in ("jenis=cpns", "kelamin=l", "umur=25_29", "data=tanpa_surel", "lingkup=kewenangan"):
        assert rows_behind(berisi, who, f"/pegawai/?{query}") == everybody
    page = berisi.client(who).get("/pegawai/?lingkup=kewenangan&jenis=pns").content.decode()
    assert not re.search(r'<(select|input(?! type="hidden"))[^>]*name="(jenis|kelamin|umur|data)"', page)


def test_hr_list_shows_numbers_and_gaps_of_the_own_unit_only(berisi):
    page = berisi.client("admin_unit").get("/pegawai/").content.decode()
    assert "Wati Lestari" not in page
    assert "Surel belum ada" in page
    directory = berisi.client("admin_unit").get("/pegawai/?lingkup=direktori").content.decode()
    assert "Wati Lestari" in directory
    assert "Surel belum ada" not in directory
    assert not re.search(r"\d{8} \d{6} \d \d{3}", directory)


def test_queries_of_figures_do_not_grow(berisi):
    client = berisi.client("admin_bkd")
    client.get("/angka/")
    with CaptureQueriesContext(connection) as before:
        client.get("/angka/")
    for number in range(5):
        unit = make_unit(f"Seksi tambahan {number}", instansi=berisi.instansi, induk=berisi.dinas)
        make_person(f"Tambahan {number}", unit=unit)
    with CaptureQueriesContext(connection) as after:
        client.get("/angka/")
    assert len(before) == len(after) <= 14


def test_every_figure_filter_is_one_of_the_known_words():
    assert [str(value) for value in JenisKelamin.values] == ["l", "p"]
    assert set(selectors.direktori.UMUR) == set(KelompokUmur.values)


# -- another day ---------------------------------------------------------------------------------------------------


class TestAnotherDay:
    DULU = date(2021, 6, 1)

    def test_counts_those_who_were_there(self, berisi):
        """Everybody here began on the first day of the factories; who came later was not there."""
        late = make_person("Datang Kemudian", unit=berisi.seksi, mulai=date(2024, 1, 1))
        text = berisi.client("admin_bkd").get("/angka/", {"pada": self.DULU.isoformat()}).text
        now = berisi.client("admin_bkd").get("/angka/").text
        total = re.compile(r'class="besar">([\d.]+)<')
        then_count, now_count = (int(total.search(page)[1].replace(".", "")) for page in (text, now))
        assert now_count - then_count == 2  # the late one, and the one whom nobody has placed
        assert "1 Juni 2021" in text
        assert "Data lengkap" not in text
        assert late.nama not in text

    def test_a_day_that_is_none_or_ahead_is_today(self, berisi):
        for asked in ("besok", "2999-01-01", "31-02-2020"):
            page = berisi.client("admin_bkd").get("/angka/", {"pada": asked})
            assert page.status_code == 200
            assert "Data lengkap" in page.text

    def test_before_the_first_day_nobody_is_told_of(self, berisi):
        text = berisi.client("admin_unit").get("/angka/", {"pada": "2001-01-01"}).text
        assert "Tidak ada pegawai yang tercatat" in text

    def test_leaders_see_sums_of_that_day_only(self, berisi):
        give_role(berisi.akun["atasan"], Peran.PIMPINAN, berisi.dinas)
        text = berisi.client("atasan").get("/angka/", {"pada": self.DULU.isoformat()}).text
        assert "1 Juni 2021" in text
        assert "/rekap/pegawai/" not in text

    def test_as_many_questions_however_many_people(self, berisi):
        client = berisi.client("admin_bkd")
        client.get("/angka/", {"pada": self.DULU.isoformat()})
        seen = []
        for more in (0, 8):
            for number in range(more):
                make_person(f"Lagi {number}", unit=berisi.seksi, with_account=False)
            with CaptureQueriesContext(connection) as asked:
                client.get("/angka/", {"pada": self.DULU.isoformat()})
            seen.append(len(asked))
        assert seen[0] == seen[1]
