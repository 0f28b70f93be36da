"""Many units are read and signed at once, or none; their owners hear that they wait."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asn_portal.core.enums import Peran
from asn_portal.core.errors import TransitionError
from asn_portal.core.models import Notifikasi, Tindakan
from pegawai.models import Migrasi, PengesahanMigrasi
from pegawai.selectors import migrasi as selectors
from pegawai.selectors.migrasi import Angka
from pegawai.services.pengesahan_migrasi import sign_units
from tests.conftest import Provinsi
from tests.factories.core import give_role
from tests.factories.riwayat import all_entries
from tests.pegawai.test_migrasi import map_all, match, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cocok(provinsi: Provinsi) -> Migrasi:
    all_entries()
    stage(provinsi)
    map_all(provinsi)
    return match(provinsi)


def line(p: Provinsi, unit: Any) -> Any:
    return next(
        one for one in selectors.reconciliation(p.akun["admin_bkd"], Migrasi.objects.get()) if one.unit_id == unit
    )


def test_many_are_signed_at_once_or_none(provinsi, cocok):
    hr = provinsi.akun["admin_unit"]
    give_role(provinsi.akun["admin_unit"], Peran.ADMIN_UNIT, provinsi.dinas_lain)
    units = (provinsi.seksi, provinsi.dinas_lain)
    seen = {unit: line(provinsi, unit.pk).angka for unit in units}
    with pytest.raises(TransitionError, match="baru saja berubah"):
        sign_units(seen | {provinsi.dinas_lain: Angka(9, 9, 0, 0)}, by=hr)
    assert not PengesahanMigrasi.objects.exists()
    assert sign_units(seen, by=hr) == 2
    assert all(line(provinsi, unit.pk).disahkan for unit in units)
    assert set(Tindakan.objects.filter(aksi="migrasi_disahkan").values_list("unit_id", flat=True)) == {
        unit.pk for unit in units
    }
    with pytest.raises(TransitionError, match="sudah disahkan"):
        sign_units(seen, by=hr)


def test_owner_hears_once_how_many_wait_and_sees_what_is_his(provinsi, cocok):
    notes = Notifikasi.objects.filter(judul__startswith="Angka migrasi")
    assert set(notes.values_list("untuk__username", "judul")) == {
        (provinsi.akun[who].username, "Angka migrasi 1 unit menunggu pengesahan Anda")
        for who in ("admin_unit", "admin_unit_lain")
    }
    page = provinsi.client("admin_bkd").get(reverse("pegawai:migrasi"), {"pemilik": "Akun admin_unit"})
    assert [line.unit_id for line in page.context["halaman"]] == [provinsi.seksi.pk]
    sign_units({provinsi.seksi: line(provinsi, provinsi.seksi.pk).angka}, by=provinsi.akun["admin_unit"])
    page = provinsi.client("admin_bkd").get(reverse("pegawai:migrasi"), {"belum": "1"})
    assert [line.unit_id for line in page.context["halaman"]] == [provinsi.dinas_lain.pk]


def test_page_to_read_takes_as_many_queries_for_two_units_as_for_one(provinsi, cocok):
    migrasi = cocok
    hr = provinsi.akun["admin_unit"]
    give_role(hr, Peran.ADMIN_UNIT, provinsi.dinas_lain)

    def count(*units: Any) -> int:
        with CaptureQueriesContext(connection) as asked:
            read = selectors.to_read(hr, migrasi, [unit.pk for unit in units])
            assert len(read) == len(units)
        return len(asked)

    count(provinsi.seksi)  # reads what this account may, once
    assert count(provinsi.seksi) == count(provinsi.seksi, provinsi.dinas_lain)
