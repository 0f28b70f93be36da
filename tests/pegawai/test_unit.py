"""Unit pages: who is there, who decides, how many below, who looks after them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core import panel, selectors
from asn_portal.core.permissions import can_open_surat_tugas
from asn_portal.core.permissions.lihat import can_view_as
from pegawai import permissions
from pegawai import selectors as people
from pegawai.models import Pegawai
from pegawai.services import penempatan
from tests.conftest import Provinsi
from tests.factories.core import make_unit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def counts(p: Provinsi, unit: object, day: object = TODAY) -> dict[str, int]:
    path = selectors.path_of(unit.pk, day)
    named = {
        u.nomor: name
        for u, name in ((p.akar, "Provinsi"), (p.dinas, "Satu"), (p.dinas_lain, "Dua"), (p.seksi, "Seksi"))
    }
    return {named[nomor]: jumlah for nomor, jumlah in panel.unit_contents(path, day).items()}


def test_each_child_is_counted_with_everything_below_it(provinsi):
    assert counts(provinsi, provinsi.akar) == {"Satu": 4, "Dua": 1}
    assert counts(provinsi, provinsi.dinas) == {"Satu": 1, "Seksi": 3}
    assert counts(provinsi, provinsi.seksi) == {"Seksi": 3}


def test_long_lists_of_units_are_opened_on_request(provinsi, monkeypatch):
    from asn_portal.core.views import unit as views

    monkeypatch.setattr(views, "CHILDREN_SHOWN", 1)
    make_unit("Seksi Dua", instansi=provinsi.instansi, induk=provinsi.dinas)
    client = provinsi.client("rekan")
    page = client.get(f"/unit/{provinsi.dinas.pk}/").content.decode()
    assert ("Seksi Dua" in page, "Seksi Satu</a>" in page, "Tampilkan semua 2 unit" in page) == (True, False, True)
    page = client.get(f"/unit/{provinsi.dinas.pk}/?semua=1").content.decode()
    assert ("Seksi Satu</a>" in page, "Tampilkan semua" in page) == (True, False)


def test_counts_follow_the_day(provinsi):
    tomorrow = TODAY + timedelta(days=1)
    penempatan.move_pegawai(
        provinsi.orang["pegawai"].pk,
        unit=provinsi.dinas_lain,
        mulai=tomorrow,
        dasar="SK",
        by=provinsi.akun["admin_bkd"],
    )
    assert counts(provinsi, provinsi.akar) == {"Satu": 4, "Dua": 1}
    assert counts(provinsi, provinsi.akar, tomorrow) == {"Satu": 3, "Dua": 2}


def test_number_on_the_page_is_the_number_of_rows_behind_it(provinsi):
    page = provinsi.client("rekan").get(f"/unit/{provinsi.dinas.pk}/").content.decode()
    assert "<span>4 pegawai</span>" in page
    rows = provinsi.client("rekan").get(f"/pegawai/?unit={provinsi.dinas.pk}&lingkup=direktori").content.decode()
    assert "1-4 dari 4" in rows


def test_people_and_their_superiors(provinsi):
    found = people.people_of_unit(provinsi.akun["rekan"], provinsi.seksi.pk, TODAY)
    assert [(row.pegawai.nama, row.jumlah) for row in found.atasan] == [
        ("Kepala Seksi Satu", 2),
        ("Kepala Dinas Satu", 1),
    ]
    assert [row.nama for row in found.anggota] == ["Budi Santoso", "Kepala Seksi Satu", "Siti Aminah"]
    assert found.jumlah == 3


def test_page_shows_chain_children_and_contact(provinsi):
    page = provinsi.client("rekan").get(f"/unit/{provinsi.dinas.pk}/").content.decode()
    tree = page[page.index('class="bagan-unit"') :]
    tree = tree[: tree.index("</ol>")]
    assert re.findall(r'<li class="(\w+)', tree) == ["atas", "ini", "anak"]
    assert f'hx-get="/unit/{provinsi.dinas.pk}/orang/"' in page
    contact = page[page.index('id="pengelola"') :]
    assert "Akun admin_unit" in contact[:400]


def test_unit_without_people_says_so(provinsi):
    unit = make_unit("Seksi Kosong", instansi=provinsi.instansi, induk=provinsi.dinas)
    page = provinsi.client("rekan").get(f"/unit/{unit.pk}/orang/").content.decode()
    assert "Tidak ada pegawai yang langsung di unit ini" in page


def test_units_are_found_by_name(provinsi):
    page = provinsi.client("rekan").get("/unit/?q=seksi").content.decode()
    assert "Seksi Satu" in page
    assert re.search(r"<td data-l=\"Di bawah\">\s*Dinas Satu\s*</td>", page)
    assert "Kabupaten" not in provinsi.client("rekan").get("/unit/?q=kabupaten").content.decode().split("<main")[1]


def test_profile_has_constant_queries(provinsi, django_assert_num_queries):
    """However many units and superiors somebody has had."""
    person, client = provinsi.orang["pegawai"], provinsi.client("admin_bkd")
    client.get(f"/pegawai/{person.pk}/")
    for days in (0, 2, 4):
        for number in range(1, days + 1):
            unit = provinsi.dinas_lain if number % 2 else provinsi.seksi
            mulai = TODAY + timedelta(days=days * 10 + number)
            penempatan.move_pegawai(person.pk, unit=unit, mulai=mulai, dasar="SK", by=provinsi.akun["admin_bkd"])
        with django_assert_num_queries(8):
            client.get(f"/pegawai/{person.pk}/")


@pytest.mark.parametrize(
    "who", ["pegawai", "rekan", "atasan", "admin_unit", "admin_unit_lain", "admin_bkd", "auditor", "pimpinan"]
)
def test_rights_known_beforehand_are_the_rights_asked_one_by_one(provinsi, who):
    for person in provinsi.orang.values():
        at_once = people.profile_actions(provinsi.akun[who], Pegawai.objects.get(pk=person.pk))
        fresh = Pegawai.objects.get(pk=person.pk)
        assert at_once == {
            "nomor": permissions.can_see_numbers(provinsi.akun[who], fresh),
            "berhenti": permissions.can_report_leaving(provinsi.akun[who], fresh),
            "pribadi": permissions.can_see_data_pribadi(provinsi.akun[who], fresh),
            "buka_nik": permissions.can_reveal_data_pribadi(provinsi.akun[who], fresh),
            "pindah": permissions.can_move_pegawai(provinsi.akun[who], fresh),
            "ganti_nomor": permissions.can_set_nomor(provinsi.akun[who], fresh),
            "atasan": permissions.can_set_atasan(provinsi.akun[who], fresh),
            "lapor": permissions.can_report(provinsi.akun[who], fresh),
            "kertas": permissions.can_print_papers(provinsi.akun[who], fresh),
            "periksa": can_open_surat_tugas(provinsi.akun[who], fresh.pk),
            "lihat": can_view_as(provinsi.akun[who], fresh.pengguna),
        }


def test_unit_page_has_constant_queries(provinsi, django_assert_num_queries):
    client = provinsi.client("rekan")
    client.get(f"/unit/{provinsi.dinas.pk}/")
    for count in (0, 6):
        for number in range(count):
            unit = make_unit(f"Seksi tambahan {number}", instansi=provinsi.instansi, induk=provinsi.dinas)
            make_person(f"Tambahan {number}", unit=unit, with_account=False)
        with django_assert_num_queries(11):
            client.get(f"/unit/{provinsi.dinas.pk}/")
        with django_assert_num_queries(10):
            client.get(f"/unit/{provinsi.dinas.pk}/orang/")
