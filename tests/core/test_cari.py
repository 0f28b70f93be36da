"""Command search: what it finds for whom, and that no number stands in an address."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from asn_portal.core import pencarian
from asn_portal.core.pembatas import Batas
from asn_portal.core.views import cari
from tests.conftest import Provinsi
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def titles(p: Provinsi, who: str, kata: str, judul: str) -> list[str]:
    groups = pencarian.search(p.akun[who], kata, batas=5)
    return [find.judul for group in groups if group.judul == judul for find in group.temuan]


def ask(client: Client, kata: str, **options: Any) -> str:
    return client.post("/cari/", {"q": kata}, **options).content.decode()


class TestPeople:
    @pytest.mark.parametrize(
        "kata", ["siti", "SITI AMI", "aminah siti", "Dr. Siti Aminah, M.Si.", "ir siti", "  siti  "]
    )
    def test_found_by_name_in_any_order_case_and_with_titles(self, provinsi, kata):
        assert titles(provinsi, "rekan", kata, "Pegawai") == ["Siti Aminah"]

    @pytest.mark.parametrize("kata", ["sitti", "aminnah", "Sitti Aminnah"])
    def test_misspelt_name_is_forgiven_when_nobody_is_called_so(self, provinsi, kata):
        assert titles(provinsi, "rekan", kata, "Pegawai") == ["Siti Aminah"]

    def test_exact_name_brings_no_similar_ones(self, provinsi):
        make_person("Sitti Aminnah", unit=provinsi.seksi, with_account=False)
        assert titles(provinsi, "rekan", "siti", "Pegawai") == ["Siti Aminah"]

    def test_short_words_begin_a_word_of_the_name(self, provinsi):
        make_person("Al Amin", unit=provinsi.seksi, with_account=False)
        assert titles(provinsi, "rekan", "al", "Pegawai") == ["Al Amin"]

    def test_name_that_begins_like_this_comes_first(self, provinsi):
        make_person("Aminah Putri", unit=provinsi.seksi, with_account=False)
        assert titles(provinsi, "rekan", "aminah", "Pegawai") == ["Aminah Putri", "Siti Aminah"]

    @pytest.mark.parametrize("kata", ["siti seksi satu", "aminah dinas satu", "sitti seksi satu"])
    def test_name_and_unit_find_the_person_there(self, provinsi, kata):
        make_person("Siti Aminah Lain", unit=provinsi.dinas_lain, with_account=False)
        assert titles(provinsi, "rekan", kata, "Pegawai") == ["Siti Aminah"]

    def test_unit_alone_finds_its_people(self, provinsi):
        assert titles(provinsi, "rekan", "dinas dua", "Pegawai") == ["Wati Lestari"]

    def test_any_part_of_a_number_finds_what_one_may_see(self, provinsi):
        person = provinsi.orang["pegawai"]
        for nomor in (person.nip[-6:], person.nip[4:12], person.nrk):
            assert "Siti Aminah" in titles(provinsi, "admin_bkd", nomor, "Pegawai")
        assert titles(provinsi, "rekan", person.nip[-6:], "Pegawai") == []

    def test_other_agencies_are_never_found(self, provinsi):
        assert titles(provinsi, "admin_bkd", "joko", "Pegawai") == []

    @pytest.mark.parametrize("kata", ["%", "_", "100%", "\\", "' OR 1=1", "<b>"])
    def test_signs_of_the_query_language_are_only_signs(self, provinsi, kata):
        assert titles(provinsi, "rekan", kata, "Pegawai") == []


class TestNumbers:
    @pytest.mark.parametrize(
        ("who", "finds"),
        [("pegawai", True), ("atasan", True), ("admin_unit", True), ("admin_bkd", True), ("auditor", True), ("rekan", False),
         ("atasan_penilai", False), ("pimpinan", False), ("admin_unit_lain", False), ("admin_sistem", False)],
    )  # fmt: skip
    def test_number_finds_those_whose_number_one_may_see(self, provinsi, who, finds):
        person = provinsi.orang["pegawai"]
        for number in (person.nip, person.nrk):
            assert titles(provinsi, who, number, "Pegawai") == (["Siti Aminah"] if finds else [])

    def test_number_may_be_written_as_on_a_decree(self, provinsi):
        nip = provinsi.orang["pegawai"].nip
        spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
        assert titles(provinsi, "admin_bkd", spaced, "Pegawai") == ["Siti Aminah"]

    def test_refusal_says_the_way_out(self, provinsi):
        page = ask(provinsi.client("rekan"), provinsi.orang["pegawai"].nip)
        assert "Nomor hanya menemukan pegawai yang nomornya boleh Anda lihat" in page

    @pytest.mark.parametrize("path", ["/cari/", "/pegawai/", "/akun-pegawai/"])
    def test_number_in_an_address_is_not_searched_and_leaves_it(self, provinsi, path):
        response = provinsi.client("admin_bkd").get(path, {"q": provinsi.orang["pegawai"].nip})
        assert (response.status_code, response["Location"]) == (302, "/cari/")
        fragment = provinsi.client("admin_bkd").get("/pegawai/", {"q": "19900215 201501"}, headers=HTMX)
        assert fragment["HX-Redirect"] == "/cari/"

    def test_words_may_stand_in_an_address(self, provinsi):
        assert "Siti Aminah" in provinsi.client("rekan").get("/cari/?q=siti").content.decode()


class TestUnitsAndPages:
    def test_unit_is_found_with_the_one_above_it(self, provinsi):
        [group] = [
            group for group in pencarian.search(provinsi.akun["rekan"], "seksi sa", batas=5) if group.judul == "Unit"
        ]
        assert [(find.judul, find.keterangan) for find in group.temuan] == [("Seksi Satu", "Dinas Satu")]

    def test_pages_are_those_of_the_role(self, provinsi):
        assert titles(provinsi, "admin_sistem", "jadwal", "Halaman") == ["Jadwal pekerjaan"]
        assert titles(provinsi, "pegawai", "jadwal", "Halaman") == []

    def test_page_answers_to_other_words(self, provinsi):
        assert titles(provinsi, "pegawai", "password", "Halaman") == ["Ubah kata sandi"]

    def test_nothing_typed_shows_the_menu(self, provinsi):
        assert titles(provinsi, "pegawai", "", "Halaman")[:2] == ["Beranda", "Tugas saya"]

    def test_rest_is_one_link_away(self, provinsi):
        for number in range(7):
            make_person(f"Wayan {number}", unit=provinsi.seksi, with_account=False)
        groups = pencarian.search(provinsi.akun["rekan"], "wayan", batas=5)
        assert (len(groups[0].temuan), groups[0].semua) == (5, "/pegawai/?q=wayan&lingkup=direktori")


class TestDoors:
    def test_dialog_gets_a_list_of_options(self, provinsi):
        page = ask(provinsi.client("rekan"), "siti", headers=HTMX)
        assert page.lstrip().startswith('<div id="_cari_hasil"')
        assert re.findall(r'role="option"[^>]*id="([^"]+)"', page)[0] == "temuan-1-1"

    def test_page_without_script_gets_links(self, provinsi):
        page = ask(provinsi.client("rekan"), "siti")
        assert f'<a href="/pegawai/{provinsi.orang["pegawai"].pk}/">Siti Aminah</a>' in page
        assert "1 hasil untuk &quot;siti&quot;" in page or '1 hasil untuk "siti"' in page

    def test_what_was_typed_is_shown_escaped(self, provinsi):
        assert "<script>" not in ask(provinsi.client("rekan"), "<script>alert(1)</script>")

    @pytest.mark.parametrize("kata", ["", "a", "   ", "x" * 500])
    def test_any_length_is_answered(self, provinsi, kata):
        assert provinsi.client("rekan").post("/cari/", {"q": kata}).status_code == 200

    def test_too_often_is_told(self, provinsi, monkeypatch):
        monkeypatch.setattr(cari, "LIMIT", Batas(2, 300))
        client = provinsi.client("rekan")
        answers = [client.post("/cari/", {"q": "siti"}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2]["Retry-After"] == "300"
        assert cari.TOO_OFTEN in ask(client, "siti", headers=HTMX)

    def test_queries_do_not_grow_with_the_finds(self, provinsi, django_assert_num_queries):
        client = provinsi.client("rekan")
        ask(client, "tambahan", headers=HTMX)
        for count in (1, 5):
            for number in range(count):
                make_person(f"Tambahan {number}", unit=provinsi.seksi, with_account=False)
            with django_assert_num_queries(8):
                ask(client, "tambahan", headers=HTMX)


def test_every_page_has_the_button(provinsi):
    for path in ("/", "/menu/", "/unit/", "/tugas/"):
        assert 'href="/cari/" data-cari' in provinsi.client("pegawai").get(path).content.decode(), path
