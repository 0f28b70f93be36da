"""Counting by choice: every cell is the number of rows it leads to, as of any day, inside the scope."""

from __future__ import annotations

import html
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from asn_portal.core.bagan import Bentuk
from asn_portal.core.enums import JenisUnit, Peran
from asn_portal.core.models import LetakUnit, Tindakan, periode, write_period
from asn_portal.lembar.models import DaftarTersimpan
from asn_portal.rekap import selectors
from asn_portal.rekap.dimensi import KOSONG, daftar_populasi
from asn_portal.rekap.susunan import read_susunan
from pegawai.enums import JenisKelamin, JenisPegawai, SumberRiwayat
from pegawai.models import KeanggotaanUnit, Pegawai, RiwayatGolongan
from pegawai.services import penempatan
from tests.conftest import Provinsi
from tests.factories.core import SINCE, PenggunaFactory, give_role, make_unit
from tests.factories.pegawai import make_person
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
BARAT, TIMUR = "31.73", "31.75"


def is_now(person: Pegawai, **values: object) -> Pegawai:
    Pegawai.objects.filter(pk=person.pk).update(**values)
    return person


@pytest.fixture
def berisi(provinsi: Provinsi) -> Provinsi:
    """Two schools in two kota below Dinas Satu, with teachers of both kinds, sexes and several ages."""
    LetakUnit.objects.create(unit=provinsi.akar, wilayah=TIMUR, berlaku=periode(SINCE))
    for nama, wilayah, teachers in (("SD Barat", BARAT, 9), ("SD Timur", "", 6)):
        school = make_unit(nama, instansi=provinsi.instansi, induk=provinsi.dinas, jenis=JenisUnit.SEKOLAH)
        if wilayah:
            LetakUnit.objects.create(unit=school, wilayah=wilayah, berlaku=periode(SINCE))
        for number in range(teachers):
            is_now(
                make_person(f"Guru {nama} {number}", unit=school, with_account=False),
                jabatan_kini="Guru Ahli Muda (Matematika)" if number % 3 else "Guru Ahli Pertama (Kepala Sekolah)",
                jenis=JenisPegawai.PPPK if number % 2 else JenisPegawai.PNS,
                jenis_kelamin=JenisKelamin.PEREMPUAN if number % 4 else JenisKelamin.LAKI_LAKI,
                tanggal_lahir=date(1960 + 5 * number, 12, 31),
            )
        setattr(provinsi, nama.replace(" ", "_").lower(), school)
    return provinsi


def ask(p: Provinsi, who: str, **kueri: str) -> selectors.Jawaban:
    susunan = read_susunan(p.akun[who], kueri)
    assert susunan is not None
    found = selectors.answer(p.akun[who], susunan)
    assert found is not None
    return found[2]


def cells(jawaban: selectors.Jawaban) -> dict[str, list[int | str]]:
    assert jawaban.bagan is not None
    return {row.label: ["?" if sel.samar else sel.jumlah for sel in row.sel] for row in jawaban.bagan.baris}


def links(page: str) -> dict[str, int]:
    found = re.findall(r'<a href="(/rekap/(?:pegawai|unit)/\?[^"]*)">([\d.]+)', page)
    return {html.unescape(url): int(number.replace(".", "")) for url, number in found}


def rows_behind(p: Provinsi, who: str, url: str) -> int:
    page = p.client(who).get(url).content.decode()
    found = re.search(r"<span>([\d.]+) (?:orang|unit)</span>", page)
    assert found, url
    return int(found.group(1).replace(".", ""))


class TestEqualToTheRows:
    @pytest.mark.parametrize("who", ["admin_bkd", "admin_unit", "auditor"])
    @pytest.mark.parametrize(
        "kueri",
        [
            "apa=pegawai&baris=cabang&kolom=jenis", "apa=pegawai&baris=kota&kolom=umur", "apa=pegawai&baris=jabatan",
            "apa=pegawai&baris=umur&kolom=kelamin", "apa=pegawai&baris=jenis_unit&jabatan=guru&umur_dari=51",
            "apa=pegawai&baris=golongan&kolom=jenis", "apa=unit&baris=jenis_unit&kolom=kota", "apa=unit&baris=cabang",
        ],
    )  # fmt: skip
    def test_every_number_is_that_of_the_rows_it_leads_to(self, berisi, who, kueri):
        for day in (TODAY, TOMORROW, date(2021, 12, 31)):
            found = links(berisi.client(who).get(f"/rekap/?{kueri}&pada={day}").content.decode())
            assert found, (kueri, day)
            assert found == {url: rows_behind(berisi, who, url) for url in found}

    def test_every_dimension_divides_the_whole(self, berisi):
        for populasi in daftar_populasi():
            whole = ask(berisi, "admin_bkd", apa=populasi.nama, baris="").total
            assert whole > 5
            for dimensi in populasi.dimensi:
                assert ask(berisi, "admin_bkd", apa=populasi.nama, baris=dimensi).total == whole, dimensi

    def test_total_of_today_is_that_of_the_page_of_figures(self, berisi):
        is_now(berisi.orang["rekan"], ditarik_pada=timezone.now())
        for who in ("admin_bkd", "admin_unit", "pimpinan", "auditor"):
            page = berisi.client(who).get("/angka/").content.decode()
            assert f'<p class="besar">{ask(berisi, who).total}</p>' in page


class TestAnswers:
    def test_question_of_the_issue(self, berisi):
        kueri = {
            "baris": "kota",
            "pada": "2026-12-31",
            "jabatan": "guru",
            "jenis": "pppk",
            "kelamin": "p",
            "umur_dari": "51",
        }
        found = ask(berisi, "admin_bkd", **kueri)
        assert found.kalimat == (
            "Guru PPPK perempuan berusia di atas 50 tahun, per kota, per 31 Desember 2026: 4 orang"
        )
        assert cells(found) == {"Jakarta Barat": [2], "Jakarta Timur": [2]}

    def test_birthday_on_the_day_itself_counts(self, berisi):
        """Born on 31 December 1975: 51 on that day, 50 the day before."""
        for day, number in (("2026-12-30", 3), ("2026-12-31", 4)):
            found = ask(
                berisi, "admin_bkd", baris="", jabatan="guru", umur_dari="51", unit=str(berisi.sd_timur.pk), pada=day
            )
            assert found.total == number, day
        both = ask(berisi, "admin_bkd", baris="", jabatan="guru", umur_dari="51", umur_sampai="60", pada="2026-12-31")
        assert "berusia di atas 50 tahun dan di bawah 61 tahun" in both.kalimat

    def test_people_stand_where_they_were_on_the_day(self, berisi):
        person = berisi.orang["pegawai"]
        penempatan.move_pegawai(
            person.pk, unit=berisi.sd_barat, mulai=TOMORROW, dasar="SK", by=berisi.akun["admin_bkd"]
        )
        today, later = (cells(ask(berisi, "admin_bkd", baris="kota", pada=str(day))) for day in (TODAY, TOMORROW))
        assert [found["Jakarta Barat"] for found in (today, later)] == [[9], [10]]

    def test_before_somebody_was_anywhere_he_is_not_counted(self, berisi):
        assert ask(berisi, "admin_bkd", baris="", pada="2019-12-31").total == 0

    def test_without_a_unit_one_is_counted_from_today_on(self, berisi):
        keys = {"pegawai_id": berisi.orang["rekan"].pk}
        write_period(KeanggotaanUnit, keys=keys, berlaku=periode(SINCE), values=None)
        assert cells(ask(berisi, "admin_bkd", baris="cabang"))["Belum punya unit"] == [1]
        assert "Belum punya unit" not in cells(ask(berisi, "admin_bkd", baris="cabang", pada="2021-12-31"))

    def test_what_has_no_history_is_said(self, berisi):
        said = ask(berisi, "admin_bkd", baris="jenis", jabatan="guru", pada="2021-12-31").catatan
        assert said == ["Riwayat jenis pegawai dan kelompok jabatan belum tercatat: yang dipakai keadaan hari ini."]
        assert ask(berisi, "admin_bkd", baris="jenis").catatan == []

    def test_pyramid_has_the_oldest_on_top(self, berisi):
        chart = ask(berisi, "admin_bkd", baris="umur", kolom="kelamin").bagan
        assert chart.bentuk is Bentuk.PIRAMIDA
        assert chart.baris[0].label == "60 tahun ke atas"

    def test_units_are_counted_without_persons(self, berisi):
        found = cells(ask(berisi, "admin_unit", apa="unit", baris="jenis_unit"))
        assert found["Sekolah"] == [2]
        assert cells(ask(berisi, "admin_unit", apa="unit", baris="kota", jenis_unit="sekolah")) == {
            "Jakarta Barat": [1], "Jakarta Timur": [1],
        }  # fmt: skip

    def test_unknown_parts_of_an_address_are_left_out(self, berisi):
        strange = {
            "apa": "gaji",
            "baris": "agama",
            "kolom": "cabang",
            "jenis": "' OR 1=1",
            "unit": "x",
            "pada": "kapan",
        }
        assert ask(berisi, "admin_bkd", **strange).total == ask(berisi, "admin_bkd").total
        page = berisi.client("admin_bkd").get("/rekap/?tanggal=99/99/2026").content.decode()
        assert "tidak terbaca" in page

    def test_queries_do_not_grow(self, berisi):
        client = berisi.client("admin_bkd")
        address = "/rekap/?apa=pegawai&baris=cabang&kolom=jenis&jabatan=guru"
        client.get(address)
        with CaptureQueriesContext(connection) as before:
            client.get(address)
        for number in range(5):
            unit = make_unit(f"Dinas tambahan {number}", instansi=berisi.instansi, induk=berisi.akar)
            is_now(make_person(f"Tambahan {number}", unit=unit), jabatan_kini="Guru")
        with CaptureQueriesContext(connection) as after:
            client.get(address)
        assert len(before) == len(after) <= 16


class TestScope:
    def test_hr_of_a_unit_counts_its_own_only(self, berisi):
        assert ask(berisi, "admin_unit", baris="").total == 19
        assert ask(berisi, "admin_unit_lain", baris="").total == 1

    @pytest.mark.parametrize(("who", "status"), [("admin_unit", 404), ("admin_bkd", 200), ("pimpinan", 404)])
    def test_unit_of_others_is_not_there(self, berisi, who, status):
        client = berisi.client(who)
        for page in ("/rekap/", "/rekap/pegawai/"):
            wanted = status if (who, page) != ("pimpinan", "/rekap/pegawai/") else 403
            assert client.get(f"{page}?apa=pegawai&unit={berisi.dinas_lain.pk}").status_code == wanted
        assert client.get(f"/rekap/?apa=pegawai&unit={berisi.akar_lain.pk}").status_code == 404

    def test_on_another_day_hr_of_a_unit_counts_whom_it_looks_after_today(self, berisi):
        """Who came from elsewhere was not in the unit; who has left is not its own any more."""
        penempatan.move_pegawai(
            berisi.orang["orang_dinas_lain"].pk, unit=berisi.seksi, mulai=TODAY, dasar="SK", by=berisi.akun["admin_bkd"]
        )
        penempatan.move_pegawai(
            berisi.orang["rekan"].pk, unit=berisi.dinas_lain, mulai=TODAY, dasar="SK", by=berisi.akun["admin_bkd"]
        )
        assert ask(berisi, "admin_unit", baris="").total == 19
        found = ask(berisi, "admin_unit", baris="", pada="2021-12-31")
        assert found.total == 18
        assert found.catatan[0] == "Untuk tanggal lain yang dihitung hanya orang yang hari ini Anda kelola."

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_sistem", "komite_talenta"])
    def test_others_count_nothing(self, berisi, who):
        client = berisi.client(who)
        assert client.get("/rekap/").status_code == 403
        assert client.get("/rekap/pegawai/").status_code == 403
        assert client.post("/rekap/unduh/", {"bentuk": "xlsx"}).status_code == 403


class TestGolongan:
    def test_follows_the_rank_of_the_day(self, berisi):
        """III/a until the end of 2023, III/b since; a PPPK in IX; nobody else has one recorded."""
        one, other = Pegawai.objects.filter(unit_kini=berisi.sd_barat).order_by("nama")[:2]
        ranks = [
            (one, "golongan_pns:31", periode(SINCE, date(2023, 12, 31))),
            (one, "golongan_pns:32", periode(date(2024, 1, 1))),
            (other, "golongan_pppk:IX", periode(SINCE)),
        ]
        for person, kunci, berlaku in ranks:
            RiwayatGolongan.objects.create(
                pegawai=person, golongan=entry(kunci), sumber=SumberRiwayat.SIASN, berlaku=berlaku
            )
        asked = "apa=pegawai&baris=golongan&unit={}&pada={}"
        for day, known in ((TODAY, {"III/b (Penata Muda Tingkat I)", "IX (PPPK)"}),
                           (date(2023, 6, 1), {"III/a (Penata Muda)", "IX (PPPK)"})):  # fmt: skip
            page = berisi.client("admin_bkd").get("/rekap/?" + asked.format(berisi.sd_barat.pk, day)).content.decode()
            heads = set(re.findall(r'<th scope="row"[^>]*>(?:<a [^>]*>)?([^<]+)', page))
            assert heads & {"III/a (Penata Muda)", "III/b (Penata Muda Tingkat I)", "IX (PPPK)"} == known
            assert "Belum tercatat" in heads
            found = links(page)
            assert found == {url: rows_behind(berisi, "admin_bkd", url) for url in found}


class TestLeaders:
    def test_small_groups_are_joined_or_hidden_and_nothing_leads_to_rows(self, berisi):
        page = berisi.client("pimpinan").get("/rekap/?apa=pegawai&baris=cabang&kolom=jenis").content.decode()
        assert links(page) == {}
        assert "Disembunyikan" in page
        found = ask(berisi, "pimpinan", baris="cabang", kolom="jenis")
        assert found.total == 19
        for row in found.bagan.baris:
            assert all(sel.samar or sel.jumlah == 0 or sel.jumlah >= 5 for sel in row.sel)

    def test_filters_and_other_days_do_nothing(self, berisi):
        """Two overlapping sums could be subtracted."""
        plain = ask(berisi, "pimpinan", baris="kelamin", kolom="jenis")
        asked = ask(
            berisi,
            "pimpinan",
            baris="kelamin",
            kolom="jenis",
            kota=BARAT,
            umur_dari="51",
            pada="2021-12-31",
            langsung="1",
        )
        assert cells(plain) == cells(asked)
        assert asked.kalimat == plain.kalimat
        assert "tanpa saringan" in plain.catatan[0]

    def test_groups_are_those_of_the_page_of_figures(self, berisi):
        """One way of joining everywhere: two ways could be subtracted."""
        rows = ask(berisi, "pimpinan", baris="umur").bagan.baris
        page = berisi.client("pimpinan").get("/angka/").content.decode()
        assert [row.label in page for row in rows] == [True] * len(rows)
        assert all(row.sel[0].jumlah >= 5 for row in rows)

    def test_unit_of_fewer_than_five_tells_nothing(self, provinsi):
        provinsi.akun["pemimpin"] = PenggunaFactory(instansi=provinsi.instansi)
        give_role(provinsi.akun["pemimpin"], Peran.PIMPINAN, provinsi.seksi)
        page = provinsi.client("pemimpin").get("/rekap/?apa=pegawai&baris=kelamin").content.decode()
        assert "kurang dari 5 orang" in page
        assert "<table" not in page

    def test_file_holds_no_more_than_the_page(self, berisi):
        response = berisi.client("pimpinan").post(
            "/rekap/unduh/?apa=pegawai&baris=cabang&kolom=jenis", {"bentuk": "csv"}
        )
        text = response.getvalue().decode("utf-8-sig")
        assert "Disembunyikan" in text
        shown = ask(berisi, "pimpinan", baris="cabang", kolom="jenis").bagan
        for row in shown.baris:
            assert (
                f"{row.label};{';'.join('Disembunyikan' if sel.samar else str(sel.jumlah) for sel in row.sel)};" in text
            )


class TestFileAndKeeping:
    def test_file_is_the_table_and_the_act_is_traced(self, berisi):
        client = berisi.client("admin_bkd")
        response = client.post("/rekap/unduh/?apa=pegawai&baris=kota&kolom=jenis&jabatan=guru", {"bentuk": "xlsx"})
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue())).get_sheet_by_index(0).to_python()
        head = next(place for place, row in enumerate(rows) if row[0] == "Kota atau kabupaten")
        assert rows[0][0].startswith("Guru, per kota dan jenis pegawai, per ")
        assert "Akun admin_bkd" in rows[1][0]
        assert rows[head] == ["Kota atau kabupaten", "PNS", "PPPK", "Jumlah", "Bagian (%)"]
        assert rows[head + 1 :] == [
            ["Jakarta Barat", 5, 4, 9, 60],
            ["Jakarta Timur", 3, 3, 6, 40],
            ["Jumlah", 8, 7, 15, 100],
        ]
        assert Tindakan.objects.get(aksi="rekap_diunduh").rincian["rekap"].startswith("Guru, per kota")

    def test_nothing_counted_is_no_file(self, berisi):
        client = berisi.client("admin_bkd")
        response = client.post("/rekap/unduh/?apa=pegawai&pada=2019-12-31", {"bentuk": "xlsx"}, follow=True)
        assert "tidak ada yang dapat diunduh" in response.content.decode()
        assert "Pilih Excel atau CSV." in client.post("/rekap/unduh/", {"bentuk": "exe"}, follow=True).content.decode()
        assert client.get("/rekap/unduh/").status_code == 405

    def test_question_is_kept_and_opens_again(self, berisi):
        client = berisi.client("admin_bkd")
        kueri = "apa=pegawai&baris=kota&jabatan=guru&pada=2026-12-31"
        client.post(f"/daftar-tersimpan/simpan/rekap/?{kueri}", {"nama": "Guru akhir tahun", "utama": "on"})
        assert DaftarTersimpan.objects.get().kueri == "apa=pegawai&baris=kota&jabatan=guru&pada=2026-12-31"
        response = client.get("/rekap/", follow=True)
        assert response.redirect_chain[0][0] == "/rekap/?apa=pegawai&baris=kota&jabatan=guru&pada=2026-12-31"
        assert "Guru, per kota, per 31 Desember 2026: 15 orang" in response.content.decode()
        assert "Guru, per kota, per 31 Desember 2026" in client.get("/daftar-tersimpan/").content.decode()
        assert client.get("/unduh/rekap/").status_code == 404

    def test_people_behind_a_number_are_taken_out_through_the_usual_way(self, berisi):
        client = berisi.client("admin_unit")
        address = "/unduh/rekap-pegawai/?apa=pegawai&jabatan=guru&kota=31.73"
        assert "9 baris" in client.get(address).content.decode()
        sent = {"kolom": ["nama", "unit"], "bentuk": "csv", "tujuan": "Rapat"}
        text = b"".join(client.post(address, sent).streaming_content).decode("utf-8-sig")
        assert text.count("SD Barat") == 18  # name and unit of nine
        assert berisi.client("auditor").get(address).status_code == 403


def test_rows_without_a_value_can_be_asked_for(berisi):
    for row in list(LetakUnit.objects.kini()):
        write_period(LetakUnit, keys={"unit_id": row.unit_id}, berlaku=periode(SINCE), values=None)
    found = cells(ask(berisi, "admin_bkd", baris="kota"))
    assert set(found) == {"Belum ditetapkan"}
    assert (
        rows_behind(berisi, "admin_bkd", f"/rekap/pegawai/?apa=pegawai&kota={KOSONG}") == found["Belum ditetapkan"][0]
    )


class TestApi:
    def test_same_table_as_the_page(self, berisi):
        answer = (
            berisi.client("admin_bkd").get("/api/v1/rekap/?baris=kota&kolom=jenis&jabatan=guru&pada=2026-12-31").json()
        )
        assert answer["kalimat"] == "Guru, per kota dan jenis pegawai, per 31 Desember 2026: 15 orang"
        assert answer["kolom"] == ["PNS", "PPPK"]
        assert answer["baris"] == [
            {"label": "Jakarta Barat", "sel": [5, 4], "jumlah": 9},
            {"label": "Jakarta Timur", "sel": [3, 3], "jumlah": 6},
        ]

    def test_hidden_cells_are_empty(self, berisi):
        answer = berisi.client("pimpinan").get("/api/v1/rekap/?baris=cabang&kolom=jenis").json()
        assert None in [number for row in answer["baris"] for number in row["sel"]]

    @pytest.mark.parametrize(
        "kueri", ["baris=agama", "jenis=semua", "pada=0001-01-01", "apa=unit&jenis=pns", "apa=unit&baris=umur", "x=1"]
    )
    def test_unknown_parts_are_refused(self, berisi, kueri):
        response = berisi.client("admin_bkd").get(f"/api/v1/rekap/?{kueri}")
        assert response.status_code == 422
        assert response.json()["galat"]

    def test_unit_of_others_is_not_there(self, berisi):
        response = berisi.client("admin_unit").get(f"/api/v1/rekap/?unit={berisi.dinas_lain.pk}")
        assert response.status_code == 404
