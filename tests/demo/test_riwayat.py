"""The files of the demo province: everybody has one, careers fit the person, a few are faulty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Max, Q

from pegawai.enums import JenisPegawai
from pegawai.jenis_riwayat import all_jenis_riwayat
from pegawai.models import (
    DataKepegawaian,
    DataPribadi,
    Pegawai,
    PerjanjianKerja,
    PertekKP,
    PutaranPerjanjian,
    RiwayatGolongan,
    RiwayatKedudukan,
    RiwayatKGB,
    RiwayatPendidikan,
    RiwayatUjian,
)

TANGGAL = date(2026, 11, 21)


@pytest.fixture(scope="module")
def contoh(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("isi_demo", pegawai=400, benih=5, tanggal=TANGGAL, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestFiles:
    def test_most_kinds_occur(self, contoh):
        empty = {jenis.kunci for jenis in all_jenis_riwayat() if not jenis.model.objects.exists()}
        assert empty <= {"pmk", "pindah-instansi", "cltn", "hukuman", "prestasi", "jabatan-lama"}

    def test_everybody_has_exactly_one_golongan_and_kedudukan_today(self, contoh):
        people = Pegawai.objects.count()
        for model in (RiwayatGolongan, RiwayatKedudukan):
            rows = model.objects.pada(TANGGAL)
            assert (rows.count(), rows.values("pegawai").distinct().count()) == (people, people), model
        assert DataKepegawaian.objects.count() == DataPribadi.objects.count() == people

    def test_golongan_never_falls_and_begins_with_the_entry(self, contoh):
        for pegawai in Pegawai.objects.exclude(jenis__startswith="pppk")[:80]:
            rows = list(RiwayatGolongan.objects.filter(pegawai=pegawai).order_by("berlaku"))
            assert [row.golongan_id for row in rows] == sorted(row.golongan_id for row in rows)
            assert rows[0].mulai == pegawai.kepegawaian.tmt_cpns
            assert all(after.mulai == before.berlaku.upper for before, after in pairwise(rows))

    def test_contracts_belong_to_pppk_and_hold_today(self, contoh):
        pppk = Q(pegawai__jenis__in=[JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU])
        assert not PerjanjianKerja.objects.exclude(pppk).exists()
        held = PerjanjianKerja.objects.pada(TANGGAL).values("pegawai").distinct().count()
        assert held == Pegawai.objects.filter(jenis__startswith="pppk").count() > 0

    def test_pay_grows_and_degrees_come_before_the_entry_they_served(self, contoh):
        for row in RiwayatPendidikan.objects.filter(pendidikan_pertama=True).select_related("pegawai__kepegawaian"):
            assert row.mulai < row.pegawai.kepegawaian.tmt_cpns
        newest = RiwayatKGB.objects.values("pegawai").annotate(n=Count("pk"), most=Max("gaji_pokok")).filter(n__gte=2)
        for found in newest[:50]:
            last = RiwayatKGB.objects.filter(pegawai=found["pegawai"]).latest("berlaku")
            assert last.gaji_pokok == found["most"]

    def test_nobody_graduated_before_he_was_a_child(self, contoh):
        rows = RiwayatPendidikan.objects.annotate(lahir=F("pegawai__tanggal_lahir"))
        assert all(row.mulai.year - row.lahir.year >= 12 for row in rows)

    def test_a_few_files_are_faulty(self, contoh):
        people = Pegawai.objects.count()
        without = Pegawai.objects.exclude(pk__in=RiwayatPendidikan.objects.values("pegawai")).count()
        unfinished = DataKepegawaian.objects.filter(pegawai__jenis="pns", tmt_pns=None).count()
        assert 0 < without + unfinished <= people * 0.06

    def test_examinations_come_before_the_rank_that_asks_for_them(self, contoh):
        passed = RiwayatUjian.objects.filter(jenis="dinas_1").select_related("pegawai")
        assert passed
        for row in passed:
            ranks = RiwayatGolongan.objects.filter(pegawai=row.pegawai, berlaku__startswith__gt=row.mulai)
            assert not ranks.filter(golongan="golongan_pns:24").exists()

    def test_some_rises_have_their_consideration(self, contoh):
        rows = PertekKP.objects.all()
        assert rows
        assert all(row.tmt.day == 1 and row.tmt > TANGGAL for row in rows)

    def test_a_renewal_round_is_under_way(self, contoh):
        putaran = PutaranPerjanjian.objects.get()
        states = set(putaran.daftar_butir.values_list("status", flat=True))
        assert putaran.status == "dibuka"
        assert len(states) >= min(3, putaran.daftar_butir.count())
