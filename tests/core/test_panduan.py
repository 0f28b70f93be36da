"""Guides, news and the style guide: what is shown to whom, once, and how it is turned off."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pydantic import ValidationError

from asn_portal.core import panduan
from asn_portal.core.enums import Peran
from asn_portal.core.errors import DomainError
from asn_portal.core.models import PanduanDitutup, Pengguna
from asn_portal.core.selectors import panduan as selectors
from asn_portal.core.services import panduan as services

ROOT = Path(__file__).resolve().parent.parent.parent
COMPONENTS = ROOT / "templates" / "components"


def fresh(pengguna):
    return Pengguna.objects.get(pk=pengguna.pk)


def shown(pengguna, **options):
    tour = selectors.own_guides(fresh(pengguna), **options).tur
    return tour.kunci if tour else None


class TestFiles:
    def test_every_role_has_a_guide_and_every_key_is_its_own(self):
        for role in Peran:
            assert panduan.tours_for([role.value])[0].kunci == "dasar"
        keys = [tour.kunci for tour in panduan.all_tours()]
        assert len(keys) == len(set(keys))

    def test_targets_name_addresses_that_exist(self):
        from django.urls import resolve

        for tour in panduan.all_tours():
            for step in tour.langkah:
                for address in re.findall(r"href='([^']+)'", step.sasaran):
                    assert resolve(address).view_name, (tour.kunci, address)

    @pytest.mark.parametrize(
        "text",
        [
            "[[perubahan]]\ntanggal = 2026-11-21\nkalimat = 'pendek'",
            "[[perubahan]]\ntanggal = 2026-11-21\nperan = ['raja']\nkalimat = 'Kalimat yang cukup panjang untuk dibaca.'",
            "[[perubahan]]\ntanggal = 2026-11-21\nkalimt = 'Kalimat yang cukup panjang untuk dibaca.'",
        ],
    )
    def test_bad_file_stops_the_process(self, tmp_path, text):
        (tmp_path / "perubahan.toml").write_text(text)
        with pytest.raises(ValidationError):
            panduan.register_panduan(tmp_path)

    def test_key_of_another_app_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(panduan, "_tur", list(panduan._tur))
        step = "[[tur.langkah]]\njudul = 'Langkah'\nisi = 'Isi yang cukup panjang.'\n"
        (tmp_path / "panduan.toml").write_text(f"[[tur]]\nkunci = 'dasar'\njudul = 'Lain'\n{step}{step}")
        with pytest.raises(ValueError, match="berulang"):
            panduan.register_panduan(tmp_path)


@pytest.mark.django_db
class TestGuides:
    def test_general_one_first_then_those_of_the_roles_each_once(self, provinsi):
        hr = provinsi.akun["admin_unit"]
        assert shown(hr) == "dasar"
        services.close_guide("tur:dasar", by=hr)
        assert shown(hr) == "admin_unit"
        services.close_guide("tur:admin_unit", by=hr)
        assert shown(hr) is None

    def test_new_role_brings_its_guide(self, provinsi):
        siti = provinsi.akun["pegawai"]
        for key in ("tur:dasar", "tur:pegawai"):
            services.close_guide(key, by=siti)
        assert shown(siti) is None
        from tests.factories.core import give_role

        give_role(siti, Peran.AUDITOR, provinsi.akar)
        assert shown(siti) == "auditor"

    def test_all_off_with_one_click_and_on_again(self, provinsi):
        client, siti = provinsi.client("pegawai"), provinsi.akun["pegawai"]
        client.post("/panduan/tutup/", {"kunci": "tur:semua"})
        assert shown(siti) is None
        assert "Mulai panduan" not in client.get("/").content.decode()
        client.post("/panduan/nyalakan/", {"kunci": "tur:semua"})
        assert shown(siti) == "dasar"

    def test_closed_one_can_be_started_again(self, provinsi):
        siti = provinsi.akun["pegawai"]
        services.close_guide("tur:dasar", by=siti)
        services.close_guide("tur:semua", by=siti)
        assert shown(siti, minta="dasar") == "dasar"
        assert shown(siti, minta="admin_bkd") is None
        assert "data-langsung" in provinsi.client("pegawai").get("/?panduan=dasar").content.decode()

    def test_closing_twice_is_one_row_and_unknown_keys_are_refused(self, provinsi):
        siti = provinsi.akun["pegawai"]
        for _ in range(2):
            services.close_guide("tur:dasar", by=siti)
        assert PanduanDitutup.objects.count() == 1
        with pytest.raises(DomainError, match="tidak ada lagi"):
            services.close_guide("tur:apa_saja", by=siti)

    def test_closing_in_place_leaves_the_rest_and_brings_no_next_guide(self, provinsi):
        answer = provinsi.client("pegawai").post(
            "/panduan/tutup/", {"kunci": "tur:dasar"}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200
        assert answer.content.decode().strip().startswith('<div id="_panduan">')
        assert "Mulai panduan" not in answer.content.decode()

    def test_same_steps_are_a_page(self, provinsi):
        page = provinsi.client("admin_unit").get("/panduan/").content.decode()
        for tour in panduan.tours_for(["admin_unit"]):
            for step in tour.langkah:
                assert step.judul in page


@pytest.mark.django_db
class TestNews:
    @pytest.fixture
    def old_account(self, provinsi):
        Pengguna.objects.update(diaktifkan_pada=timezone.now() - timedelta(days=400))
        return provinsi

    @pytest.fixture(autouse=True)
    def _three_days(self, monkeypatch):
        today = timezone.localdate()
        news = [
            panduan.Kabar(tanggal=today - timedelta(days=30), kalimat="Kabar lama bagi semua orang di portal."),
            panduan.Kabar(
                tanggal=today - timedelta(days=2), kalimat="Kabar baru bagi pengelola unit saja.", peran=("admin_unit",)
            ),
            panduan.Kabar(tanggal=today - timedelta(days=1), kalimat="Kabar terbaru bagi semua orang di portal."),
            panduan.Kabar(tanggal=today + timedelta(days=1), kalimat="Kabar yang belum waktunya dibaca siapa pun."),
        ]
        monkeypatch.setattr(panduan, "_kabar", news)
        monkeypatch.setattr(panduan, "_tur", [])

    def unread(self, pengguna):
        return [row.kalimat.split(" ")[1] for row in selectors.own_guides(fresh(pengguna)).kabar]

    def test_one_thing_at_a_time_the_guide_comes_first(self, old_account, monkeypatch):
        siti = old_account.akun["pegawai"]
        guide = panduan.Tur.model_construct(kunci="satu", peran=(), judul="Satu", langkah=())
        monkeypatch.setattr(panduan, "_tur", [guide])
        assert (selectors.own_guides(fresh(siti)).tur, self.unread(siti)) == (guide, [])
        services.close_guide("tur:satu", by=siti)
        assert self.unread(siti) == ["terbaru", "lama"]

    def test_by_role_newest_first_never_before_their_day(self, old_account):
        assert self.unread(old_account.akun["pegawai"]) == ["terbaru", "lama"]
        assert self.unread(old_account.akun["admin_unit"]) == ["terbaru", "baru", "lama"]

    def test_closed_once_stays_closed_until_something_newer(self, old_account, monkeypatch):
        siti = old_account.akun["pegawai"]
        services.close_guide(selectors.own_guides(fresh(siti)).kunci_kabar, by=siti)
        assert self.unread(siti) == []
        newer = panduan.Kabar(tanggal=timezone.localdate(), kalimat="Kabar hari ini bagi semua orang di portal.")
        monkeypatch.setattr(panduan, "_kabar", [*panduan._kabar, newer])
        assert self.unread(siti) == ["hari"]

    def test_off_for_good_with_one_click(self, old_account):
        client = old_account.client("pegawai")
        assert "perubahan portal</h2>" in client.get("/").content.decode()
        client.post("/panduan/tutup/", {"kunci": "kabar:semua"})
        assert "perubahan portal</h2>" not in client.get("/").content.decode()

    def test_newcomer_is_not_told_what_was_before_him(self, provinsi):
        assert self.unread(provinsi.akun["pegawai"]) == []

    def test_page_for_the_own_roles_and_for_all(self, old_account):
        client = old_account.client("pegawai")
        assert "bagi pengelola unit saja" not in client.get("/perubahan/").content.decode()
        assert "bagi pengelola unit saja" in client.get("/perubahan/?semua=1").content.decode()


@pytest.mark.django_db
class TestStyleGuide:
    def test_no_page_outside_demo_mode(self, provinsi):
        for method in ("get", "post"):
            assert getattr(provinsi.client("admin_sistem"), method)("/gaya/").status_code == 404

    def test_every_component_is_shown(self, provinsi, settings):
        """Rendered on this page, in its frame or in an example: a new component without an example fails here."""
        settings.DEMO = True
        answer = provinsi.client("pegawai").get("/gaya/")
        assert answer.status_code == 200
        rendered = {
            Path(template.name).name for template in answer.templates if str(template.name).startswith("components/")
        }
        assert {path.name for path in COMPONENTS.glob("*.html")} - rendered == set()

    def test_every_status_word_is_shown(self, provinsi, settings):
        from asn_portal.core.tampilan import STATUS

        settings.DEMO = True
        page = provinsi.client("pegawai").get("/gaya/").content.decode()
        assert {name for name in STATUS if f"tanda-{name}" not in page} == set()

    def test_forms_of_the_examples_lead_nowhere(self, provinsi, settings):
        settings.DEMO = True
        client = provinsi.client("pegawai")
        answer = client.post("/gaya/", {"nama": "x"}, headers={"Referer": "http://testserver/gaya/"}, follow=True)
        assert "Ini contoh: tidak ada yang dikirim" in answer.content.decode()
        toast = client.post("/gaya/", headers={"HX-Request": "true"})
        assert toast.status_code == 409
