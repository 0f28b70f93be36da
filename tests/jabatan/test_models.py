"""What can never be on the map, whoever writes it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from asn_portal.core.models import JejakAudit, periode, write_period
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from tests.factories.jabatan import make_seat, sit

pytestmark = pytest.mark.django_db


def refused(build, constraint: str) -> None:
    def write() -> None:
        with transaction.atomic():
            build()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as error:
        write()
    assert error.value.__cause__.diag.constraint_name == constraint


@pytest.fixture
def kepala(provinsi):
    return make_seat("Kepala Dinas", unit=provinsi.dinas, jenis=JenisJabatan.JPT_PRATAMA, kepala=True, bup=60)


@pytest.fixture
def kasi(provinsi, kepala):
    return make_seat("Kepala Seksi", unit=provinsi.seksi, jenis=JenisJabatan.PENGAWAS, induk=kepala, kepala=True)


@pytest.fixture
def staf(provinsi, kasi):
    return make_seat("Penelaah Teknis Kebijakan", unit=provinsi.seksi, induk=kasi, kebutuhan=3)


def test_single_seat_has_one_holder_on_any_day(provinsi, kasi):
    sit(provinsi.orang["atasan"], kasi, sampai=date(2026, 3, 31))
    refused(lambda: sit(provinsi.orang["rekan"], kasi, mulai=date(2026, 3, 31)), "penempatan_satu_pejabat")
    refused(
        lambda: sit(
            provinsi.orang["rekan"], kasi, jenis=JenisPenempatan.RANGKAP, mulai=date(2026, 3, 1), dasar_rangkap="SK"
        ),
        "penempatan_satu_pejabat",
    )
    sit(provinsi.orang["rekan"], kasi, mulai=date(2026, 4, 1))


def test_other_seats_may_hold_more_than_they_need(provinsi, staf):
    for who in ("pegawai", "rekan", "atasan", "atasan_penilai"):
        sit(provinsi.orang[who], staf)
    assert Penempatan.objects.filter(jabatan=staf).count() == 4


def test_one_definitive_post_unless_the_second_has_its_basis(provinsi, kasi, staf):
    person = provinsi.orang["pegawai"]
    sit(person, staf)
    refused(lambda: sit(person, kasi), "penempatan_satu_definitif")
    refused(lambda: sit(person, kasi, jenis=JenisPenempatan.RANGKAP), "penempatan_rangkap_berdasar")
    sit(person, kasi, jenis=JenisPenempatan.RANGKAP, dasar_rangkap="PP 17/2020 Pasal 98")


def test_placement_cannot_lie_about_its_seat(provinsi, kasi):
    person = provinsi.orang["pegawai"]
    refused(
        lambda: Penempatan.objects.create(
            pegawai=person,
            jabatan=kasi,
            tunggal=False,
            jenis=JenisPenempatan.DEFINITIF,
            berlaku=periode(date(2026, 1, 1)),
        ),
        "penempatan_tunggal_seperti_jabatan",
    )
    refused(
        lambda: Jabatan.objects.create(instansi=provinsi.instansi, jenis=JenisJabatan.PENGAWAS, tunggal=False),
        "jabatan_tunggal_menurut_jenis",
    )


def test_acting_always_ends(provinsi, kasi):
    refused(lambda: sit(provinsi.orang["pegawai"], kasi, jenis=JenisPenempatan.PLT), "penempatan_pelaksana_berakhir")


def test_reporting_line_never_closes_a_circle_on_any_day(provinsi, kepala, kasi):
    values = {"unit": provinsi.dinas, "nama": "Kepala Dinas", "induk": kasi, "kebutuhan": 1}

    def close() -> None:
        write_period(RincianJabatan, keys={"jabatan": kepala}, berlaku=periode(date(2027, 1, 1)), values=values)

    refused(close, "jabatan_garis_melingkar")


def test_superior_seat_has_a_single_holder(provinsi, staf):
    refused(lambda: make_seat("Pembantu", unit=provinsi.seksi, induk=staf), "jabatan_induk_tunggal")


def test_same_name_twice_in_a_unit_only_under_different_heads(provinsi, kepala, kasi, staf):
    refused(lambda: make_seat("Penelaah Teknis Kebijakan", unit=provinsi.seksi, induk=kasi), "jabatan_nama_seunit")
    make_seat("Penelaah Teknis Kebijakan", unit=provinsi.seksi, induk=kepala)


def test_every_row_is_traced_and_kept(provinsi, staf):
    row = sit(provinsi.orang["pegawai"], staf)
    assert JejakAudit.objects.filter(tabel="jabatan_penempatan", baris=str(row.pk), aksi="tambah").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Penempatan.objects.filter(pk=row.pk).update(dasar="lain")
