"""Findings are dated; what is put right leaves at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.mutu import services
from asn_portal.mutu.enums import PemicuPutaran
from asn_portal.mutu.indikator import find_indikator
from asn_portal.mutu.models import NilaiMutu, PutaranMutu, TemuanMutu
from pegawai.jenis_riwayat import jenis_riwayat
from pegawai.models import (
    DataKepegawaian,
)
from pegawai.services import riwayat as riwayat_services
from pegawai.services.profil import change_once
from pegawai.siapa_mengubah import sasaran_hr
from tests.factories.mutu import found, run, with_account, with_person, without_schooling
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class TestDated:
    def test_finding_keeps_its_beginning_and_gets_an_end(self, lengkap):
        person = lengkap.orang["rekan"]
        with_account(telepon="")(person)
        first = run(lengkap)
        TemuanMutu.objects.update(sejak=TODAY - timedelta(days=9))
        assert (first.baru, first.temuan) == (1, 1)
        second = run(lengkap)
        assert (second.baru, second.beres, second.temuan) == (0, 0, 1)
        row = TemuanMutu.objects.get()
        assert (row.sejak, row.putaran_id, row.versi) == (
            TODAY - timedelta(days=9), first.pk, find_indikator("COM_7").version(TODAY),
        )  # fmt: skip
        with_account(telepon="08000000001")(person)
        third = run(lengkap)
        row.refresh_from_db()
        assert (third.beres, row.selesai, row.selesai_putaran_id) == (1, TODAY, third.pk)
        with_account(telepon="")(person)
        run(lengkap)
        assert TemuanMutu.objects.count() == 2

    def test_days_are_kept_of_every_unit_with_what_is_below(self, lengkap):
        with_account(telepon="")(lengkap.orang["rekan"])
        run(lengkap)
        run(lengkap)
        rows = {row.unit_id: row for row in NilaiMutu.objects.filter(hari=TODAY)}
        assert rows[None].orang == 5
        assert rows[lengkap.akar.pk].kena == {"COM_7": 1}
        assert rows[lengkap.dinas.pk].orang == 4
        assert rows[lengkap.seksi.pk].kena == {"COM_7": 1}
        assert rows[lengkap.dinas_lain.pk].kena == {}

    def test_old_days_keep_the_last_of_their_month(self, lengkap):
        ended = run(lengkap)
        for day in (date(2026, 1, 3), date(2026, 1, 30), date(2026, 2, 4)):
            NilaiMutu.objects.create(putaran=ended, instansi=lengkap.instansi, unit=lengkap.dinas, hari=day, orang=4)
        run(lengkap)
        kept = NilaiMutu.objects.filter(unit=lengkap.dinas, hari__lt=TODAY).values_list("hari", flat=True)
        if date(2026, 2, 4) < TODAY - timedelta(days=90):
            assert sorted(kept) == [date(2026, 1, 30), date(2026, 2, 4)]

    def test_step_is_done_once_however_often_it_is_delivered(self, lengkap):
        begun = services.begin_run(lengkap.instansi.pk, TODAY, pemicu=PemicuPutaran.MALAM)
        services.take_step(begun.pk, 0)
        services.take_step(begun.pk, 0)
        begun.refresh_from_db()
        assert begun.langkah == 1

    def test_night_goes_on_step_by_step(self, lengkap):
        for pk in services.count_every_night():
            step = 0
            while PutaranMutu.objects.get(pk=pk).selesai_pada is None:
                services.continue_night(pk, step)
                step += 1
        assert PutaranMutu.objects.exclude(selesai_pada=None).count() == 2  # both agencies


class TestAtOnce:
    def test_what_is_put_right_leaves_with_the_change(self, lengkap, django_capture_on_commit_callbacks):
        person, hr = lengkap.orang["pegawai"], lengkap.akun["admin_bkd"]
        DataKepegawaian.objects.filter(pegawai=person).update(tmt_pns=None)
        run(lengkap)
        assert found(person) == {"COM_4"}
        with django_capture_on_commit_callbacks(execute=True):
            isi = {"tmt_pns": date(2016, 1, 1)}
            change_once(person.pk, sasaran_hr("kepegawaian"), isi=isi, alasan="SK ditemukan", by=hr)
        assert not found(person)
        assert TemuanMutu.objects.get().selesai_putaran_id is None

    def test_row_of_the_file_counts_too(self, lengkap, django_capture_on_commit_callbacks):
        person, hr = lengkap.orang["pegawai"], lengkap.akun["admin_bkd"]
        without_schooling(person)
        run(lengkap)
        with django_capture_on_commit_callbacks(execute=True):
            riwayat_services.record_riwayat(
                person.pk, jenis_riwayat("pendidikan"), mulai=date(2010, 6, 1), sampai=None,
                nilai={"pendidikan": entry("pendidikan:s1hukum"), "nama_sekolah": "UI", "nomor_ijazah": "1"}, by=hr,
            )  # fmt: skip
        assert not found(person)

    def test_title_and_account(self, lengkap, django_capture_on_commit_callbacks):
        person, hr = lengkap.orang["pegawai"], lengkap.akun["admin_bkd"]
        with_person(gelar_belakang="")(person)
        with_account(telepon="")(person)
        run(lengkap)
        assert found(person) == {"COM_5", "COM_7"}
        with django_capture_on_commit_callbacks(execute=True):
            change_once(person.pk, sasaran_hr("gelar"), isi={"gelar_belakang": "S.H."}, alasan="Ijazah", by=hr)
        assert found(person) == {"COM_7"}
        with django_capture_on_commit_callbacks(execute=True):
            lengkap.client("pegawai").post("/akun/kontak/", {"email": "siti@contoh.id", "telepon": "080012345678"})
        assert not found(person)

    def test_many_at_once_are_left_to_a_job(self, lengkap, django_capture_on_commit_callbacks, monkeypatch):
        monkeypatch.setattr(services, "AT_ONCE", 1)
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            services.recount_after_change(lengkap.instansi.pk, *[person.pk for person in lengkap.orang.values()])
        assert sum("core_pesankeluar" in query["sql"].lower() for query in queries) >= 1
        assert not any("mutu_temuanmutu" in query["sql"] for query in queries)
