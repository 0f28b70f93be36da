"""Evaluation on its first three levels, and certificates that must be renewed in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.izin import MIN_AGREGAT
from asn_portal.core.models import Tugas
from pegawai.models import Peringatan
from pegawai.services.peringatan import refresh_peringatan
from pelatihan.aturan.evaluasi import keadaan_sertifikat, segera_hari
from pelatihan.models import EvaluasiPerilaku, ReaksiPeserta
from pelatihan.selectors.evaluasi import levels_of, quiz_results, ratings
from pelatihan.selectors.wajib import bound_people, duties, stations
from pelatihan.services import evaluasi, wajib
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import make_batch, make_certificate, make_module, make_participation, make_program
from tests.factories.pengembangan import make_duty

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NILAI = {"materi": 5, "pengajar": 4, "penyelenggaraan": 3, "manfaat": 4}
PENERAPAN = {"penerapan": 4, "mutu": 3, "berbagi": 2}


@pytest.fixture
def over(provinsi):
    """Ended a hundred days ago."""
    first = TODAY - timedelta(days=100)
    return make_batch(make_program(provinsi.instansi), mulai=first, hari=1, status="selesai", tahun=first.year, kuota=9)


class TestReaction:
    def test_once_by_the_participant(self, provinsi, over):
        row = make_participation(over, provinsi.orang["pegawai"], status="lulus")
        me = provinsi.akun["pegawai"]
        evaluasi.give_reaction(row.pk, nilai=NILAI, saran="", by=me)
        with pytest.raises(DomainError, match="sudah menilai"):
            evaluasi.give_reaction(row.pk, nilai=NILAI, saran="", by=me)
        with pytest.raises(PermissionDenied):
            evaluasi.give_reaction(row.pk, nilai=NILAI, saran="", by=provinsi.akun["rekan"])
        with pytest.raises(DatabaseError), transaction.atomic():
            ReaksiPeserta.objects.update(materi=1)

    def test_who_was_not_there_has_nothing_to_say(self, provinsi, over):
        row = make_participation(over, provinsi.orang["pegawai"], status="tidak_hadir")
        with pytest.raises(DomainError, match="yang mengikutinya"):
            evaluasi.give_reaction(row.pk, nilai=NILAI, saran="", by=provinsi.akun["pegawai"])

    def test_means_are_shown_from_five_answers_on(self, provinsi, over):
        people = [make_person(f"Orang {n}", unit=provinsi.seksi) for n in range(5)]
        rows = [make_participation(over, one, status="lulus") for one in people]
        for row in rows[:4]:
            ReaksiPeserta.objects.create(kepesertaan=row, pada=timezone.now(), **NILAI)
        assert not levels_of(over).reaksi.cukup
        assert ratings(provinsi.instansi.pk) == {}
        ReaksiPeserta.objects.create(kepesertaan=rows[4], pada=timezone.now(), **NILAI)
        assert levels_of(over).reaksi.cukup
        assert float(ratings(provinsi.instansi.pk)[over.penyelenggara_id].rata) == 4.0


class TestBehaviour:
    def test_the_superior_is_asked_once_after_three_months(self, provinsi, over):
        row = make_participation(over, provinsi.orang["pegawai"], status="lulus")
        make_participation(
            make_batch(over.program, mulai=TODAY - timedelta(days=20), hari=1, status="selesai"),
            provinsi.orang["rekan"],
            status="lulus",
        )
        assert evaluasi.schedule_behaviour(TODAY, timezone.now()) == 1
        assert evaluasi.schedule_behaviour(TODAY, timezone.now()) == 0
        duty = Tugas.objects.get(jenis=evaluasi.TUGAS_PERILAKU)
        assert (duty.untuk, duty.objek_id, duty.url) == (
            provinsi.akun["atasan"],
            row.pk,
            f"/pelatihan/peserta/{row.pk}/penerapan/",
        )

    def test_rated_by_the_superior_only_and_once(self, provinsi, over):
        row = make_participation(over, provinsi.orang["pegawai"], status="lulus")
        evaluasi.schedule_behaviour(TODAY, timezone.now())
        for who in ("pegawai", "rekan", "pengelola_pelatihan"):
            with pytest.raises(PermissionDenied):
                evaluasi.rate_behaviour(row.pk, nilai=PENERAPAN, contoh="x", by=provinsi.akun[who])
        boss = provinsi.akun["atasan"]
        evaluasi.rate_behaviour(row.pk, nilai=PENERAPAN, contoh="Laporan lebih cepat", by=boss)
        with pytest.raises(DomainError, match="sudah dinilai"):
            evaluasi.rate_behaviour(row.pk, nilai=PENERAPAN, contoh="x", by=boss)
        assert not Tugas.objects.filter(jenis=evaluasi.TUGAS_PERILAKU, selesai_pada=None).exists()
        assert EvaluasiPerilaku.objects.get().penerapan == 4


class TestQuiz:
    def test_the_first_before_and_the_last_since(self, provinsi):
        modul, person = make_module(provinsi.instansi), provinsi.orang["pegawai"]
        batch = make_batch(modul.program, mulai=TODAY)
        make_participation(batch, person, status="diterima")
        quiz = modul.daftar_bagian.get(jenis="kuis")
        learning = modul.daftar_belajar.create(pegawai=person, mulai_pada=timezone.now() - timedelta(days=9))
        for days, mark in ((8, 30), (7, 50), (0, 60), (0, 90)):
            sent = timezone.now() - timedelta(days=days)
            learning.daftar_percobaan.create(bagian=quiz, soal=[], mulai_pada=sent, kirim_pada=sent, nilai=mark)
        assert quiz_results(batch) == {person.pk: (30, 90)}


class TestReadiness:
    def test_of_a_station_by_state(self, provinsi):
        program = make_program(provinsi.instansi, masa_berlaku_bulan=24)
        duty = make_duty(program, provinsi.dinas)
        me, other = provinsi.orang["pegawai"], provinsi.orang["rekan"]
        make_certificate(me, program=program, berlaku_sampai=TODAY + timedelta(days=10))
        make_certificate(other, program=program, berlaku_sampai=TODAY - timedelta(days=1))
        staff = provinsi.akun["pengelola_pelatihan"]
        row = next(one for one in stations(staff, duty, TODAY) if one.unit_id == provinsi.seksi.pk)
        assert (row.berlaku, row.segera, row.berakhir) == (0, 1, 1)
        assert row.orang == row.berlaku + row.segera + row.berakhir + row.belum
        states = {one.pegawai_id: one.keadaan for one in bound_people(staff, duty, provinsi.seksi.pk, TODAY)}
        assert (states[me.pk], states[other.pk]) == ("segera", "berakhir")
        assert duties(provinsi.akun["admin_instansi_lain"], TODAY).count() == 0

    def test_states(self):
        day = TODAY
        assert keadaan_sertifikat(False, None, day) == "belum"
        assert keadaan_sertifikat(True, None, day) == "berlaku"
        assert keadaan_sertifikat(True, day - timedelta(days=1), day) == "berakhir"
        assert keadaan_sertifikat(True, day, day) == "segera"
        last = day + timedelta(days=segera_hari(day))
        assert keadaan_sertifikat(True, last, day) == "segera"
        assert keadaan_sertifikat(True, last + timedelta(days=1), day) == "berlaku"

    @pytest.fixture
    def duty(self, provinsi):
        """Of two stations: one of nine people, and the section of three or so."""
        program = make_program(provinsi.instansi, masa_berlaku_bulan=24)
        for number in range(9):
            person = make_person(f"Regu {number}", unit=provinsi.dinas, with_account=False)
            if number < 7:
                make_certificate(person, program=program, berlaku_sampai=TODAY + timedelta(days=400))
        return make_duty(program, provinsi.dinas)

    def test_who_reads_sums_gets_no_small_group_and_nothing_to_subtract(self, provinsi, duty):
        rows = {one.unit_id: one for one in stations(provinsi.akun["pimpinan"], duty, TODAY)}
        assert not any(one.rinci for one in rows.values())
        large = rows[provinsi.dinas.pk]
        assert large.orang >= 9
        shown = [n for n in (large.berlaku, large.segera, large.berakhir, large.belum) if n]
        assert all(n >= MIN_AGREGAT for n in shown)
        # Two hold none: neither that, nor what would tell it.
        assert large.belum is None
        assert large.siap is None or large.berlaku is None
        small = [one for one in rows.values() if one.samar]
        assert all((one.berlaku, one.segera, one.berakhir, one.belum, one.siap) == (None,) * 5 for one in small)

    def test_the_head_of_a_station_reads_the_own_people_by_name(self, provinsi, duty):
        boss = provinsi.akun["atasan"]
        (row,) = stations(boss, duty, TODAY)
        assert (row.unit_id, row.rinci, row.belum) == (provinsi.seksi.pk, True, row.orang)
        assert {one.pegawai_id for one in bound_people(boss, duty, provinsi.seksi.pk, TODAY)} >= {
            provinsi.orang["pegawai"].pk
        }
        assert not bound_people(boss, duty, provinsi.dinas.pk, TODAY)
        page = provinsi.client("atasan").get("/pelatihan/kesiapan/").content.decode()
        assert duty.program.judul in page
        assert f"/pelatihan/kesiapan/{duty.pk}/{provinsi.seksi.pk}/" in page
        assert "Kesiapan pelatihan wajib" in provinsi.client("atasan").get("/pelatihan/tim/").content.decode()

    def test_whose_team_is_not_bound_sees_no_duty(self, provinsi):
        make_duty(make_program(provinsi.instansi, masa_berlaku_bulan=24), provinsi.dinas_lain)
        assert not duties(provinsi.akun["atasan"], TODAY)
        assert "Kesiapan pelatihan wajib" not in provinsi.client("atasan").get("/pelatihan/tim/").content.decode()

    def test_a_duty_needs_somebody_and_ends_once(self, provinsi):
        staff, program = provinsi.akun["pengelola_pelatihan"], make_program(provinsi.instansi)
        isi = {"program": program, "unit": None, "jabatan": "", "dasar": "x", "sejak": TODAY}
        with pytest.raises(DomainError, match="Pilih unit"):
            wajib.add_wajib(isi=isi, by=staff)
        row = wajib.add_wajib(isi=isi | {"jabatan": "Pemadam"}, by=staff)
        with pytest.raises(DomainError, match="sudah tercatat"):
            wajib.add_wajib(isi=isi | {"jabatan": "Pemadam"}, by=staff)
        assert wajib.end_wajib(row.pk, by=staff).ditutup_pada == TODAY

    def test_the_end_becomes_an_early_warning(self, provinsi):
        person = provinsi.orang["pegawai"]
        make_certificate(person, "Pemadaman", berlaku_sampai=TODAY + timedelta(days=20))
        refresh_peringatan([person.pk], TODAY)
        found = Peringatan.objects.filter(pegawai=person, jenis="sertifikat_pelatihan")
        assert found.get().tanggal == TODAY + timedelta(days=20)


class TestPages:
    def test_every_page_opens(self, provinsi, over):
        row = make_participation(over, provinsi.orang["pegawai"], status="lulus")
        make_duty(over.program, provinsi.seksi)
        evaluasi.schedule_behaviour(TODAY, timezone.now())
        me, boss, staff = (provinsi.client(who) for who in ("pegawai", "atasan", "pengelola_pelatihan"))
        assert me.post(f"/pelatihan/peserta/{row.pk}/nilai/", {"saran": "x"}).status_code == 422
        assert me.post(f"/pelatihan/peserta/{row.pk}/nilai/", {**NILAI, "saran": ""}).status_code == 302
        assert boss.get(f"/pelatihan/peserta/{row.pk}/penerapan/").status_code == 200
        boss.post(f"/pelatihan/peserta/{row.pk}/penerapan/", {**PENERAPAN, "contoh": "Rapi"})
        assert "Evaluasi" in staff.get(f"/pelatihan/angkatan/{over.pk}/").content.decode()
        assert "Belum punya" in staff.get("/pelatihan/kesiapan/").content.decode()
        assert staff.get("/pelatihan/penyelenggara/").status_code == 200
        assert staff.get("/pelatihan/kesiapan/tambah/").status_code == 200
