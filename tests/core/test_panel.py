"""Panels that apps put on shared pages, the contact of HR on every page, and greetings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import timezone

from asn_portal.core import panel, selectors
from asn_portal.core.enums import Peran
from asn_portal.core.models import PenugasanPeran, periode, write_period
from asn_portal.core.panel import Letak, Panel
from asn_portal.core.permissions import akses
from asn_portal.core.templatetags.bentuk import panggilan, salam
from tests.conftest import Provinsi
from tests.factories.core import PenggunaFactory, give_role, make_unit

TODAY = timezone.localdate()


def everybody(pengguna: Any, objek: Any) -> bool:
    return True


class TestRegister:
    def test_panel_is_a_page_or_a_template_never_both_or_none(self):
        for parts in ({}, {"url": "core:menu", "template": "x.html", "isi": lambda *_: {}}, {"template": "x.html"}):
            with pytest.raises(ValueError, match="satu"):
                Panel("satu", "Satu", everybody, **parts)

    def test_panels_come_by_place_and_order_for_those_who_may(self, monkeypatch):
        monkeypatch.setattr(panel, "_beranda", {})
        panel.register_panel(
            Panel("dua", "Dua", everybody, 20, url="core:menu"),
            Panel("satu", "Satu", everybody, 10, url="core:tugas_list"),
            Panel("lain", "Lain", lambda *_: False, 5, url="core:menu"),
            Panel(
                "isi",
                "Isi",
                everybody,
                10,
                Letak.SAMPING,
                template="x.html",
                isi=lambda request, _: {"jalur": request.path},
            ),
        )
        request = RequestFactory().get("/sini/")
        request.user = None
        placed = panel.start_panels(request)
        assert [row.alamat for row in placed["utama"]] == ["/tugas/", "/menu/"]
        assert [row.isi for row in placed["samping"]] == [{"jalur": "/sini/"}]
        assert set(placed) == {"utama", "samping"}

    @pytest.mark.django_db
    def test_section_of_a_person_gets_the_person(self, provinsi, monkeypatch):
        monkeypatch.setattr(panel, "_profil", {})
        seen = []
        panel.register_bagian_profil(
            Panel("x", "X", lambda user, person: seen.append((user, person)) or True, url="pegawai:pegawai_detail")
        )
        person = provinsi.orang["pegawai"]
        request = RequestFactory().get("/")
        request.user = provinsi.akun["rekan"]
        assert panel.profile_sections(request, person)["utama"][0].alamat == f"/pegawai/{person.pk}/"
        assert seen == [(provinsi.akun["rekan"], person)]


@pytest.mark.django_db
class TestContact:
    def contact(self, p: Provinsi, who: str) -> tuple[tuple[str, ...], str] | None:
        found = selectors.frame_facts(akses(p.akun[who])).kontak
        return (found.nama, found.unit) if found else None

    def test_is_hr_of_the_nearest_unit_above(self, provinsi):
        assert self.contact(provinsi, "pegawai") == (("Akun admin_unit",), "Dinas Satu")
        near = PenggunaFactory(nama="Pengelola seksi", instansi=provinsi.instansi)
        give_role(near, Peran.ADMIN_UNIT, provinsi.seksi)
        assert self.contact(provinsi, "rekan") == (("Pengelola seksi",), "Seksi Satu")

    def test_is_hr_of_the_province_where_the_unit_has_none(self, provinsi):
        admin = provinsi.akun["admin_unit_lain"]
        keys = {"pengguna": admin, "peran": "admin_unit", "unit": provinsi.dinas_lain}
        write_period(PenugasanPeran, keys=keys, berlaku=periode(TODAY), values=None)
        assert self.contact(provinsi, "orang_dinas_lain") == (("Akun admin_bkd", "Akun admin_bkd2"), "Provinsi")

    def test_nobody_is_his_own_contact(self, provinsi):
        assert self.contact(provinsi, "admin_bkd") == (("Akun admin_bkd2",), "Provinsi")

    def test_role_that_begins_later_and_account_that_is_off_do_not_count(self, provinsi):
        later = PenggunaFactory(nama="Nanti", instansi=provinsi.instansi)
        give_role(later, Peran.ADMIN_UNIT, provinsi.seksi, mulai=TODAY + timedelta(days=1))
        off = PenggunaFactory(nama="Nonaktif", instansi=provinsi.instansi, is_active=False)
        give_role(off, Peran.ADMIN_UNIT, provinsi.seksi)
        assert self.contact(provinsi, "pegawai") == (("Akun admin_unit",), "Dinas Satu")

    def test_other_units_and_agencies_do_not_count(self, provinsi):
        side = make_unit("Seksi Samping", instansi=provinsi.instansi, induk=provinsi.dinas)
        give_role(PenggunaFactory(nama="Samping", instansi=provinsi.instansi), Peran.ADMIN_UNIT, side)
        assert self.contact(provinsi, "pegawai") == (("Akun admin_unit",), "Dinas Satu")
        assert self.contact(provinsi, "orang_instansi_lain") == (("Admin kabupaten",), "Kabupaten")

    def test_stands_on_every_page_of_the_frame(self, provinsi):
        client = provinsi.client("pegawai")
        for path in ("/", "/tugas/", "/pegawai/", f"/unit/{provinsi.seksi.pk}/", "/akun/", "/cari/"):
            page = client.get(path).content.decode()
            assert "Pengelola kepegawaian Anda: <strong>Akun admin_unit</strong>" in page, path


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam")],
)
def test_greeting_follows_the_clock_of_jakarta(hour, words):
    assert salam(datetime(2026, 11, 21, hour, tzinfo=ZoneInfo("Asia/Jakarta"))) == f"Selamat {words}"


@pytest.mark.parametrize(
    ("nama", "called"),
    [("Wening Pramesti", "Wening"), ("I Made Widiarta", "Made"), ("M. Yusuf", "Yusuf"), ("Suharto", "Suharto"), ("Y.", "Y."), ("O'Brien", "O'Brien")],
)  # fmt: skip
def test_people_are_called_by_name_not_by_initial(nama, called):
    assert panggilan(nama) == called
