"""After a change one is back on the worklist one came from, and never outside the portal."""

from __future__ import annotations

import html

import pytest
from django.shortcuts import redirect
from django.test import RequestFactory
from django.urls import reverse

from asn_portal.core.kembali import lead_back, safe_address, way_back, with_way_back
from asn_portal.core.lanjutan import capture
from asn_portal.core.models import Tugas
from pegawai.enums import BagianLaporan
from pegawai.services.laporan import report_data
from tests.conftest import login

pytestmark = pytest.mark.django_db
LIST = "/pegawai/?lingkup=kewenangan&hal=2"


@pytest.fixture
def halaman(provinsi):
    return reverse("core:unit_letak", args=[provinsi.dinas.pk])


def place(client, address: str, **more: str):
    return client.post(address, {"wilayah": "31.74", "mulai": "01/12/2026", "dasar": "Pergub 1", **more})


class TestSafe:
    @pytest.mark.parametrize(
        "text",
        [
            "https://jahat.example/", "//jahat.example/", "/\\jahat.example/", "javascript:alert(1)", "pegawai/", "",
            "/tidak-ada-halaman/", "/pegawai/\r\nX: 1", "/\t/jahat.example/", "/pegawai/?q=" + "a" * 500,
        ],
    )  # fmt: skip
    def test_only_pages_of_this_portal(self, text):
        assert safe_address(text, RequestFactory().get("/")) == ""

    def test_list_with_its_filters(self):
        assert safe_address(LIST, RequestFactory().get("/")) == LIST

    def test_address_keeps_its_own_query_and_place(self):
        there = with_way_back("/unit/?q=air#baris", LIST)
        assert there == "/unit/?q=air&kembali=%2Fpegawai%2F%3Flingkup%3Dkewenangan%26hal%3D2#baris"
        assert way_back(RequestFactory().get(there)) == LIST


def test_password_asked_for_in_between_is_not_skipped():
    request = RequestFactory().post("/", {"kembali": LIST})
    asked = redirect("account_reauthenticate")
    assert lead_back(request, asked)["Location"] == reverse("account_reauthenticate")


class TestPages:
    def test_page_and_form_carry_the_way_back(self, provinsi, halaman):
        body = login(provinsi.akun["admin_bkd"]).get(with_way_back(halaman, LIST)).content.decode()
        shown = LIST.replace("&", "&amp;")
        assert f'<a href="{shown}">' in body
        assert f'<input type="hidden" name="kembali" value="{shown}">' in body

    def test_form_opened_from_elsewhere_has_its_key_and_no_way_back(self, provinsi, halaman):
        body = login(provinsi.akun["admin_bkd"]).get(halaman).content.decode()
        assert '<input type="hidden" name="kunci_kirim" value="' in body
        assert 'name="kembali"' not in body
        assert "Kembali ke daftar" not in body

    def test_change_that_is_done_leads_back_and_a_refused_one_stays(self, provinsi, halaman):
        client = login(provinsi.akun["admin_bkd"])
        refused = place(client, halaman, kembali=LIST, mulai="kapan-kapan")
        assert refused.status_code == 422
        assert 'name="kembali"' in refused.content.decode()
        assert place(client, halaman, kembali=LIST)["Location"] == LIST

    def test_second_click_is_led_back_too(self, provinsi, halaman):
        client = login(provinsi.akun["admin_bkd"])
        key = "0192f0c0-0000-7000-8000-000000000001"
        answers = [place(client, halaman, kembali=LIST, kunci_kirim=key)["Location"] for _ in range(2)]
        assert answers == [LIST, LIST]

    def test_foreign_address_is_not_followed(self, provinsi, halaman):
        client = login(provinsi.akun["admin_bkd"])
        detail = reverse("core:unit_detail", args=[provinsi.dinas.pk])
        assert place(client, halaman, kembali="//jahat.example/")["Location"] == detail

    def test_page_one_click_further_does_not_inherit_it(self, provinsi, halaman):
        client = login(provinsi.akun["admin_bkd"])
        before = "http://testserver" + with_way_back(reverse("core:unit_detail", args=[provinsi.dinas.pk]), LIST)
        assert 'name="kembali"' not in client.get(halaman, headers={"referer": before}).content.decode()

    def test_form_of_an_ended_session_takes_it_along(self, provinsi, halaman):
        request = RequestFactory().post(halaman, {"kembali": LIST, "wilayah": "31.74"})
        request.user = provinsi.akun["admin_bkd"]
        kept = capture(request)
        assert kept is not None
        assert ("kembali", LIST) in kept["isian"]
        request = RequestFactory().post(halaman, {"kembali": LIST})
        request.user = provinsi.akun["admin_bkd"]
        assert capture(request) is None  # only a button

    def test_duty_opened_from_the_inbox_leads_back_to_it_as_it_was_filtered(self, provinsi):
        report_data(provinsi.orang["pegawai"], bagian=BagianLaporan.UNIT, isi="Salah.", by=provinsi.akun["pegawai"])
        client, inbox = login(provinsi.akun["admin_unit"]), "/tugas/?keadaan=belum_dibuka"
        duty = Tugas.objects.get(untuk=provinsi.akun["admin_unit"])
        address = with_way_back(reverse("core:tugas_open", args=[duty.pk]), inbox)
        assert f'href="{address}"' in client.get(inbox).content.decode()
        case = client.get(address)["Location"]
        assert case == with_way_back(duty.url, inbox)
        page = client.get(case).content.decode()
        assert f'<a href="{inbox}">' in page
        assert f'<input type="hidden" name="kembali" value="{inbox}">' in page

    def test_opening_private_data_keeps_the_list_one_click_away(self, provinsi):
        """From a list to the person, over the password and the reason, to the numbers: every page shows the way back."""
        person, client, start = (
            provinsi.orang["pegawai"],
            login(provinsi.akun["admin_bkd"]),
            "/peringatan/daftar/?bulan=lewat",
        )
        address = with_way_back(reverse("pegawai:berkas", args=[person.pk]) + "?bagian=pribadi", start)
        opening = with_way_back(reverse("pegawai:berkas_buka", args=[person.pk, "pribadi"]), start)
        assert f'href="{html.escape(opening)}"' in client.get(address).content.decode()
        shown = client.post(opening, {"tujuan": "Memeriksa berkas pensiun"})
        assert f'<a href="{html.escape(start)}">' in shown.content.decode()
        number = with_way_back(reverse("pegawai:nomor_reveal", args=[person.pk, "npwp"]), start)
        assert f'href="{html.escape(number)}"' in shown.content.decode()
        last = client.post(number, {"tujuan": "Memeriksa berkas pensiun"}).content.decode()
        assert f'<a href="{html.escape(start)}">' in last
        assert html.escape(address) in last
