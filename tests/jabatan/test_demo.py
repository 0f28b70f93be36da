"""The map of the demo province: full, realistic, and in step with everything that reads it."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Sum

from jabatan.enums import TAK_DIHITUNG, JenisPenempatan
from jabatan.models import DiLuarPeta, Jabatan, KoordinasiUnit, PejabatNonASN, Penempatan, RincianJabatan
from jabatan.services.atasan import lines_of
from jabatan.services.daftar import refresh_posts
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, KeanggotaanUnit, Pegawai, RiwayatCLTN

TANGGAL = date(2026, 11, 21)
ORANG = 2000


@pytest.fixture(scope="module")
def demo_province(django_db_setup, django_db_blocker):
    """Two thousand people with their map, loaded once for this file and taken back afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("isi_demo", pegawai=ORANG, benih=1, tanggal=TANGGAL, stdout=StringIO())
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_province")]


def held(day: date = TANGGAL):
    return Penempatan.objects.pada(day).filter(jenis=JenisPenempatan.DEFINITIF)


def test_need_and_vacancies_are_those_of_a_real_province():
    rows = RincianJabatan.objects.pada(TANGGAL).exclude(jabatan__jenis__in=TAK_DIHITUNG)
    need = rows.aggregate(n=Sum("kebutuhan"))["n"]
    assert 0.06 <= 1 - held().count() / need <= 0.10
    assert Penempatan.objects.pada(TANGGAL).filter(jenis=JenisPenempatan.PLT).count() >= 3
    assert Penempatan.objects.pada(TANGGAL).filter(jenis=JenisPenempatan.PLH).count() >= 1
    away = RiwayatCLTN.objects.filter(berlaku__contains=TANGGAL).values_list("pegawai_id", flat=True)
    assert set(DiLuarPeta.objects.pada(TANGGAL).values_list("pegawai_id", flat=True)) == set(away)
    assert PejabatNonASN.objects.pada(TANGGAL).count() == 2
    assert KoordinasiUnit.objects.pada(TANGGAL).exists()


def test_everybody_sits_somewhere_stands_outside_or_is_a_known_fault():
    seated = set(held().values_list("pegawai_id", flat=True))
    outside = set(DiLuarPeta.objects.pada(TANGGAL).values_list("pegawai_id", flat=True))
    assert seated & outside == set()
    missing = Pegawai.objects.exclude(pk__in=seated | outside)
    assert missing.count() <= ORANG * 0.012
    assert not missing.filter(atasan_kini__isnull=False).exists()


def test_superiors_of_today_are_those_of_the_map():
    """What pegawai wrote and what the map works out anew agree for everybody."""
    people = list(held().values_list("pegawai_id", flat=True))
    lines = lines_of(people, DateRange(TANGGAL, TANGGAL + timedelta(days=1), "[)"))
    by_map = {pk: (found[0].atasan_id, found[0].alasan) for pk, found in lines.items() if found}
    rows = HubunganAtasan.objects.pada(TANGGAL).filter(pegawai_id__in=people).exclude(alasan=AlasanAtasan.KHUSUS)
    assert {row.pegawai_id: (row.atasan_id, row.alasan) for row in rows} == by_map


@pytest.mark.parametrize("days", [-1, 0, 30])
def test_every_teacher_and_health_worker_has_a_superior_in_the_own_school_or_puskesmas(days):
    day = TANGGAL + timedelta(days=days)
    rows = RincianJabatan.objects.pada(day)
    kinds = ("sekolah", "puskesmas", "rsud")
    units = set(rows.filter(unit__daftar_rincian__jenis__in=kinds).values_list("unit_id", flat=True))
    heads = set(Jabatan.objects.filter(kepala=True).values_list("pk", flat=True))
    led = set(Penempatan.objects.pada(day).filter(jabatan_id__in=heads).values_list("pegawai_id", flat=True))
    seat_unit = dict(
        Penempatan.objects.pada(day)
        .filter(jenis=JenisPenempatan.DEFINITIF, jabatan__daftar_rincian__unit_id__in=units)
        .values_list("pegawai_id", "jabatan__daftar_rincian__unit_id")
    )
    members = {pk: unit for pk, unit in seat_unit.items() if pk not in led}
    assert len(members) > 400
    above = dict(HubunganAtasan.objects.pada(day).filter(pegawai_id__in=members).values_list("pegawai_id", "atasan_id"))
    late = Penempatan.objects.filter(pegawai_id__in=members, berlaku__startswith__gt=day).values_list(
        "pegawai_id", flat=True
    )
    places = dict(
        Penempatan.objects.pada(day)
        .filter(jenis=JenisPenempatan.DEFINITIF)
        .values_list("pegawai_id", "jabatan__daftar_rincian__unit_id")
    )
    wrong = [pk for pk, unit in members.items() if pk not in late and places.get(above.get(pk)) != unit]
    assert wrong == []


def test_lists_already_show_the_post_of_the_map():
    assert refresh_posts(hari=TANGGAL) == 0
    kinds = set(Pegawai.objects.filter(pk__in=held().values("pegawai_id")).values_list("jabatan_kini", flat=True))
    assert "" not in kinds
    assert any("(Kepala Sekolah)" in word for word in kinds)


def test_members_are_in_the_unit_of_their_seat_but_for_known_faults():
    seats = dict(held().values_list("pegawai_id", "jabatan__daftar_rincian__unit_id"))
    units = dict(KeanggotaanUnit.objects.pada(TANGGAL).values_list("pegawai_id", "unit_id"))
    wrong = [pk for pk, unit in seats.items() if units[pk] != unit]
    assert len(wrong) <= ORANG * 0.012
