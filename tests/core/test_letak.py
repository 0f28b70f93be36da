"""Where units work: an own kabupaten or kota from a day on, else that of the unit above."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from asn_portal.core import selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.models import LetakUnit, periode
from asn_portal.core.services import unit as services
from asn_portal.core.sql import fetch
from tests.conftest import Provinsi
from tests.factories.core import SINCE

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BARAT, TIMUR = "31.73", "31.75"


def place(p: Provinsi, unit: object, wilayah: str, mulai: date = SINCE) -> None:
    services.place_unit(unit.pk, wilayah=wilayah, mulai=mulai, dasar="SK", by=p.akun["admin_bkd"])


def places(p: Provinsi, hari: date = TODAY) -> dict[str, str]:
    found = dict(fetch(selectors.WILAYAH_UNIT, hari=hari))
    named = {"provinsi": p.akar, "dinas": p.dinas, "seksi": p.seksi, "dinas_lain": p.dinas_lain}
    return {name: found[unit.pk] for name, unit in named.items() if unit.pk in found}


def test_unit_without_a_place_is_where_the_nearest_unit_above_is(provinsi):
    assert places(provinsi) == {}
    place(provinsi, provinsi.akar, BARAT)
    place(provinsi, provinsi.dinas, TIMUR)
    assert places(provinsi) == {"provinsi": BARAT, "dinas": TIMUR, "seksi": TIMUR, "dinas_lain": BARAT}


def test_places_follow_the_day(provinsi):
    tomorrow = TODAY + timedelta(days=1)
    place(provinsi, provinsi.dinas, BARAT)
    place(provinsi, provinsi.dinas, TIMUR, tomorrow)
    assert places(provinsi)["seksi"] == BARAT
    assert places(provinsi, tomorrow)["seksi"] == TIMUR


def test_earlier_change_keeps_what_is_planned_for_later(provinsi):
    later = TODAY + timedelta(days=30)
    place(provinsi, provinsi.dinas, TIMUR, later)
    place(provinsi, provinsi.dinas, BARAT, TODAY)
    assert [places(provinsi, day).get("dinas") for day in (TODAY, later)] == [BARAT, TIMUR]


def test_empty_place_follows_the_unit_above_again(provinsi):
    place(provinsi, provinsi.akar, BARAT)
    place(provinsi, provinsi.dinas, TIMUR)
    place(provinsi, provinsi.dinas, "", TODAY)
    assert places(provinsi)["dinas"] == BARAT
    assert places(provinsi, TODAY - timedelta(days=1))["dinas"] == TIMUR


@pytest.mark.parametrize(("wilayah", "mulai"), [("99.99", TODAY), ("jakarta", TODAY), (BARAT, date(2000, 1, 1))])
def test_unknown_place_and_a_day_without_the_unit_are_refused(provinsi, wilayah, mulai):
    with pytest.raises(DomainError):
        place(provinsi, provinsi.dinas, wilayah, mulai)
    assert not LetakUnit.objects.exists()


@pytest.mark.parametrize("who", ["admin_unit", "auditor", "pegawai", "admin_instansi_lain"])
def test_only_hr_of_the_province_places_units(provinsi, who):
    with pytest.raises(PermissionDenied):
        services.place_unit(provinsi.dinas.pk, wilayah=BARAT, mulai=TODAY, dasar="SK", by=provinsi.akun[who])


def test_database_refuses_two_places_and_a_code_that_is_none(provinsi):
    place(provinsi, provinsi.dinas, BARAT)
    with pytest.raises(IntegrityError, match="unit_satu_letak"):
        LetakUnit.objects.create(unit=provinsi.dinas, wilayah=TIMUR, berlaku=periode(TODAY))


def test_code_is_two_numbers(provinsi):
    with pytest.raises(IntegrityError, match="letak_kode_wilayah"):
        LetakUnit.objects.create(unit=provinsi.dinas, wilayah="3173", berlaku=periode(TODAY))


def test_page_says_where_and_from_which_unit(provinsi):
    page = provinsi.client("pegawai").get(f"/unit/{provinsi.seksi.pk}/").content.decode()
    assert "Kabupaten atau kotanya belum ditetapkan." in page
    client = provinsi.client("admin_bkd")
    sent = {"wilayah": BARAT, "mulai": "01/01/2020", "dasar": "SK Gubernur"}
    assert client.post(f"/unit/{provinsi.dinas.pk}/letak/", sent).status_code == 302
    page = provinsi.client("pegawai").get(f"/unit/{provinsi.seksi.pk}/").content.decode()
    assert "<strong>Jakarta Barat</strong>" in page
    assert "Mengikuti Dinas Satu" in page
    assert "Ubah letak" not in page
    own = client.get(f"/unit/{provinsi.dinas.pk}/").content.decode()
    assert "Ubah letak" in own
    assert "Mengikuti" not in own
    form = client.get(f"/unit/{provinsi.dinas.pk}/letak/").content.decode()
    assert '<option value="31.73" selected>' in form
    assert "Sejak 1 Januari 2020. Dasar: SK Gubernur" in form
