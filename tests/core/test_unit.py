"""The organisation: dated changes, subtree questions, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asn_portal.core import selectors
from asn_portal.core.enums import AlasanUnit, JenisUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.models import JalurUnit, RincianUnit, UnitKerja
from asn_portal.core.permissions import akses
from asn_portal.core.services import unit as services
from tests.conftest import Provinsi

pytestmark = pytest.mark.django_db
NOW, LATER, FAR = date(2026, 11, 21), date(2027, 1, 1), date(2027, 7, 1)


def below(unit: UnitKerja, day: date) -> list[str]:
    return sorted(RincianUnit.objects.pada(day).di_bawah(unit.pk, day).values_list("nama", flat=True))


def found(p: Provinsi, nama: str, induk: UnitKerja, mulai: date = NOW, jenis: str = JenisUnit.SEKSI) -> UnitKerja:
    return services.found_unit(
        nama=nama, jenis=jenis, induk=induk, mulai=mulai, dasar="Pergub 1", by=p.akun["admin_bkd"]
    )


def change(p: Provinsi, unit: UnitKerja, mulai: date, alasan: AlasanUnit, **values: object) -> None:
    services.change_unit(unit.pk, mulai=mulai, alasan=alasan, dasar="Pergub 2", by=p.akun["admin_bkd"], **values)


def test_founded_unit_exists_from_its_day(provinsi):
    found(provinsi, "Seksi Baru", provinsi.dinas, LATER)
    assert below(provinsi.dinas, NOW) == ["Dinas Satu", "Seksi Satu"]
    assert below(provinsi.dinas, LATER) == ["Dinas Satu", "Seksi Baru", "Seksi Satu"]


def test_renamed_unit_keeps_its_old_name_before_the_day(provinsi):
    change(provinsi, provinsi.seksi, LATER, AlasanUnit.GANTI_NAMA, nama="Seksi Pertama")
    assert selectors.unit_names([provinsi.seksi.pk], NOW) == {provinsi.seksi.pk: "Seksi Satu"}
    assert selectors.unit_names([provinsi.seksi.pk], LATER) == {provinsi.seksi.pk: "Seksi Pertama"}


def test_moved_unit_changes_subtree_on_the_day(provinsi):
    change(provinsi, provinsi.seksi, LATER, AlasanUnit.DIPINDAH, induk=provinsi.dinas_lain)
    assert below(provinsi.dinas, NOW) == ["Dinas Satu", "Seksi Satu"]
    assert below(provinsi.dinas, LATER) == ["Dinas Satu"]
    assert below(provinsi.dinas_lain, LATER) == ["Dinas Dua", "Seksi Satu"]


def test_move_of_a_parent_moves_everything_below_it(provinsi):
    sub = found(provinsi, "Subbagian", provinsi.seksi)
    change(provinsi, provinsi.seksi, LATER, AlasanUnit.DIPINDAH, induk=provinsi.dinas_lain)
    assert "Subbagian" in below(provinsi.dinas_lain, LATER)
    assert JalurUnit.objects.filter(unit=sub).count() == 2


def test_change_before_a_planned_change_keeps_the_plan(provinsi):
    change(provinsi, provinsi.seksi, FAR, AlasanUnit.DIPINDAH, induk=provinsi.dinas_lain)
    change(provinsi, provinsi.seksi, LATER, AlasanUnit.GANTI_NAMA, nama="Seksi Pertama")
    rows = RincianUnit.objects.kini().filter(unit=provinsi.seksi).order_by("berlaku")
    assert [(row.nama, row.induk_id, row.alasan) for row in rows] == [
        ("Seksi Satu", provinsi.dinas.pk, "dibentuk"),
        ("Seksi Pertama", provinsi.dinas.pk, "ganti_nama"),
        ("Seksi Pertama", provinsi.dinas_lain.pk, "dipindah"),
    ]


def test_merger_takes_children_along(provinsi):
    found(provinsi, "Subbagian", provinsi.seksi)
    services.end_unit(
        provinsi.seksi.pk, mulai=LATER, pengganti=provinsi.dinas_lain, dasar="Pergub 3", by=provinsi.akun["admin_bkd"]
    )
    assert below(provinsi.dinas, LATER) == ["Dinas Satu"]
    assert below(provinsi.dinas_lain, LATER) == ["Dinas Dua", "Subbagian"]


def test_unit_with_children_is_not_closed(provinsi):
    found(provinsi, "Subbagian", provinsi.seksi)
    with pytest.raises(DomainError) as refused:
        services.end_unit(provinsi.seksi.pk, mulai=LATER, pengganti=None, dasar="x", by=provinsi.akun["admin_bkd"])
    assert refused.value.galat == "unit_masih_berisi"


def test_unit_below_itself_is_refused_and_nothing_changes(provinsi):
    with pytest.raises(DomainError) as refused:
        change(provinsi, provinsi.dinas, LATER, AlasanUnit.DIPINDAH, induk=provinsi.seksi)
    assert refused.value.galat == "pohon_unit_tidak_sah"
    assert below(provinsi.dinas, LATER) == ["Dinas Satu", "Seksi Satu"]


def test_parent_that_ends_earlier_is_refused(provinsi):
    services.end_unit(
        provinsi.dinas_lain.pk, mulai=FAR, pengganti=provinsi.dinas, dasar="x", by=provinsi.akun["admin_bkd"]
    )
    with pytest.raises(DomainError) as refused:
        found(provinsi, "Seksi Sebentar", provinsi.dinas_lain)
    assert refused.value.galat == "pohon_unit_tidak_sah"


def test_same_name_below_the_same_parent_is_refused(provinsi):
    with pytest.raises(DomainError) as refused:
        found(provinsi, "SEKSI SATU", provinsi.dinas)
    assert refused.value.galat == "unit_nama_seinduk"


def test_merger_into_the_own_subtree_is_refused(provinsi):
    with pytest.raises(DomainError) as refused:
        services.end_unit(
            provinsi.dinas.pk, mulai=LATER, pengganti=provinsi.seksi, dasar="x", by=provinsi.akun["admin_bkd"]
        )
    assert refused.value.galat == "pengganti_tidak_sah"


@pytest.mark.parametrize("who", ["pegawai", "admin_unit", "auditor", "admin_sistem", "admin_instansi_lain"])
def test_only_hr_of_the_province_changes_the_tree(provinsi, who):
    with pytest.raises(PermissionDenied):
        services.change_unit(
            provinsi.seksi.pk, mulai=LATER, alasan=AlasanUnit.GANTI_NAMA, dasar="x", by=provinsi.akun[who], nama="Y"
        )


def test_parent_of_another_agency_is_refused(provinsi):
    with pytest.raises(PermissionDenied):
        found(provinsi, "Seksi Asing", provinsi.akar_lain)


def test_subtree_question_is_one_query(provinsi):
    with CaptureQueriesContext(connection) as queries:
        list(JalurUnit.objects.pada(NOW).filter(jalur__di_bawah=[selectors.path_of(provinsi.dinas.pk, NOW)]))
    assert len(queries) == 2  # the path of the unit, and everything below it


def test_rights_follow_a_moved_unit_on_its_day(provinsi):
    """HR of dinas satu loses a seksi that moves away, on the day, without a job."""
    from asn_portal.core.izin import Sumber

    change(provinsi, provinsi.seksi, LATER, AlasanUnit.DIPINDAH, induk=provinsi.dinas_lain)
    admin = provinsi.akun["admin_unit"]
    assert akses(admin, NOW).reaches_unit(provinsi.seksi.pk, Sumber.AKUN_PERAN)
    assert not akses(admin, LATER).reaches_unit(provinsi.seksi.pk, Sumber.AKUN_PERAN)


def test_setting_is_dated(provinsi):
    for value, day in (("DKI Jakarta", NOW), ("DK Jakarta", LATER)):
        services.set_pengaturan(kunci="nama_singkat", nilai=value, mulai=day, dasar="UU", by=provinsi.akun["admin_bkd"])
    assert selectors.pengaturan(provinsi.instansi.pk, NOW)["nama_singkat"] == "DKI Jakarta"
    assert selectors.pengaturan(provinsi.instansi.pk, LATER)["nama_singkat"] == "DK Jakarta"
