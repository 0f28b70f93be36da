"""Gaps: the standard of the post against what an assessor measured; places, recommendations and figures follow from them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.lembar.enums import StatusBaris as B
from asn_portal.lembar.services import impor
from jabatan.selectors.terukur import measured_levels
from pelatihan.aturan.kebutuhan import Kebutuhan, hasil_lama, prioritas_kebutuhan
from pelatihan.aturan.kompetensi import MasukanGap, kompetensi_gap
from pelatihan.models import KebutuhanTema, PengukuranKompetensi, SaranPelatihan
from pelatihan.selectors import akpk
from pelatihan.selectors.celah import gap_sums, gaps_closed_by, gaps_of
from pelatihan.selectors.saran import recommendations
from pelatihan.services import kebutuhan, kepesertaan, saran, tempat, ukur
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person
from tests.factories.pelatihan import make_batch, make_certificate, make_program
from tests.factories.pengembangan import competence, make_duty, make_need, measure, teaches
from tests.lembar.test_impor import done, send, states, wrong

pytestmark = pytest.mark.django_db
KEPALA = "NIP;Kompetensi;Tingkat;Tanggal penilaian;Lembaga penilai"
TODAY = timezone.localdate()


@pytest.fixture
def siti(provinsi):
    """In a seat of kind pengawas: every national competence at level 2."""
    competence()
    seat = make_seat("Kepala Subbagian", unit=provinsi.seksi, jenis="pengawas")
    person = provinsi.orang["pegawai"]
    sit(person, seat)
    return person


def gap(person, kode="MAN-3"):
    return next(one for one in gaps_of(person.pk, person.instansi_id, TODAY) if one.kode == kode)


class TestGap:
    def test_without_a_measurement_nothing_is_guessed(self, siti):
        one = gap(siti)
        assert (one.standar, one.capaian, one.kurang, one.keadaan) == (2, None, 0, "belum")

    def test_the_last_assessment_counts_and_the_other_views_stand_beside(self, siti):
        measure(siti, 0, tanggal=TODAY - timedelta(days=400))
        measure(siti, 1, tanggal=TODAY - timedelta(days=10))
        measure(siti, 5, sumber="mandiri")
        measure(siti, 3, sumber="atasan")
        one = gap(siti)
        assert (one.capaian, one.kurang, one.mandiri, one.atasan) == (1, 1, 5, 3)

    def test_the_statement_says_what_the_rule_says(self, siti):
        for level in range(6):
            PengukuranKompetensi.objects.update(ditarik_pada=timezone.now())
            measure(siti, level)
            one = gap(siti)
            said = kompetensi_gap(MasukanGap(capaian=level, standar=one.standar))
            assert (one.kurang > 0, one.kurang) == (said["perlu_pengembangan"], max(-said["gap"], 0))

    def test_a_team_is_one_query(self, siti, provinsi, django_assert_num_queries):
        measure(siti, 0)
        with django_assert_num_queries(1):
            sums = gap_sums([siti.pk, provinsi.orang["rekan"].pk], provinsi.instansi.pk, TODAY)
        assert (sums[siti.pk].diukur, sums[siti.pk].kurang, sums[siti.pk].tingkat) == (1, 1, 2)
        assert provinsi.orang["rekan"].pk not in sums

    def test_a_measurement_is_never_changed(self, siti):
        row = measure(siti, 1)
        with pytest.raises(Exception, match="tidak diubah"), transaction.atomic():
            PengukuranKompetensi.objects.filter(pk=row.pk).update(tingkat=5)

    def test_old_results_are_marked(self, siti, provinsi):
        measure(siti, 1, tanggal=TODAY - timedelta(days=5 * 366))
        assert (gap(siti).lama, gap(siti).kurang) == (True, 1)
        assert "Hasil lama" in provinsi.client("pegawai").get("/pelatihan/kompetensi/").content.decode()
        measure(siti, 1)
        assert not gap(siti).lama
        assert hasil_lama(date(2022, 1, 1), date(2026, 1, 1))
        assert not hasil_lama(date(2024, 1, 1), date(2026, 1, 1))


class TestViews:
    def test_own_and_superior(self, siti, provinsi):
        pk = competence().pk
        assert ukur.save_view(siti.pk, tingkat={pk: 2}, by=provinsi.akun["pegawai"]) == 1
        ukur.save_view(siti.pk, tingkat={pk: 1}, by=provinsi.akun["atasan"])
        ukur.save_view(siti.pk, tingkat={pk: 3}, by=provinsi.akun["pegawai"])  # the same day again
        assert (gap(siti).mandiri, gap(siti).atasan, gap(siti).capaian) == (3, 1, None)

    def test_nobody_else(self, siti, provinsi):
        for who in ("rekan", "atasan_penilai", "pengelola_pelatihan"):
            with pytest.raises(PermissionDenied):
                ukur.save_view(siti.pk, tingkat={competence().pk: 2}, by=provinsi.akun[who])
        with pytest.raises(DomainError, match="paling sedikit satu"):
            ukur.save_view(siti.pk, tingkat={}, by=provinsi.akun["pegawai"])


def line(person, kompetensi="Komunikasi", tingkat=1, tanggal="20/01/2026"):
    return f"{person.nip};{kompetensi};{tingkat};{tanggal};Pusat Penilaian Uji"


class TestImport:
    def brought(self, p, *lines):
        return done(impor.apply(send(p, "penilaian-kompetensi", KEPALA, *lines).pk, by=p.akun["admin_bkd"]))

    def test_results_become_levels_and_can_be_taken_back(self, siti, provinsi):
        batch = self.brought(provinsi, line(siti), line(siti, "MAN-1", 2))
        assert (gap(siti).capaian, gap(siti, "MAN-1").capaian) == (1, 2)
        impor.take_back(batch.pk, by=provinsi.akun["admin_bkd"], now=timezone.now())
        done(batch)
        assert gap(siti).capaian is None

    def test_an_assessor_brings_them_with_the_instrument(self, siti, provinsi):
        head = f"{KEPALA};Instrumen"
        batch = send(provinsi, "penilaian-kompetensi", head, f"{line(siti)};Wawancara", who="asesor")
        done(impor.apply(batch.pk, by=provinsi.akun["asesor"]))
        written = PengukuranKompetensi.objects.get(sumber="asesmen")
        assert (written.instrumen, written.oleh, gap(siti).capaian) == ("Wawancara", provinsi.akun["asesor"], 1)
        assert written.asesor == provinsi.akun["asesor"].nama
        page = provinsi.client("pegawai").get("/pelatihan/kompetensi/").content.decode()
        assert f"asesor {written.asesor}" in page
        with pytest.raises(PermissionDenied):
            ukur.write_many([], impor=batch.pk, by=provinsi.akun["rekan"])

    def test_the_assessor_of_the_report_is_kept_and_hr_is_none(self, siti, provinsi):
        head = f"{KEPALA};Nama asesor"
        batch = send(provinsi, "penilaian-kompetensi", head, f"{line(siti)};Ratna Uji", f"{line(siti, 'MAN-1')};")
        done(impor.apply(batch.pk, by=provinsi.akun["admin_bkd"]))
        assert (gap(siti).asesor, gap(siti, "MAN-1").asesor) == ("Ratna Uji", "")

    def test_bad_rows_say_why(self, siti, provinsi):
        bad = {
            "kamus": line(siti, "Terbang"),
            "0 sampai 5": line(siti, tingkat=7),
            "belum tiba": line(siti, tanggal="20/01/2199"),
        }
        for words, row in bad.items():
            assert words in str(wrong(send(provinsi, "penilaian-kompetensi", KEPALA, row)))

    def test_the_same_again_is_known_and_another_level_refused(self, siti, provinsi):
        self.brought(provinsi, line(siti))
        assert states(send(provinsi, "penilaian-kompetensi", KEPALA, line(siti))) == [B.SUDAH_ADA]
        assert "sudah tercatat tingkat 1" in str(
            wrong(send(provinsi, "penilaian-kompetensi", KEPALA, line(siti, tingkat=3)))
        )


class TestPlaces:
    def test_the_larger_gap_goes_first(self, siti, provinsi):
        other = provinsi.orang["rekan"]
        sit(other, make_seat("Kepala Subbagian", unit=provinsi.seksi, jenis="pengawas"))
        measure(siti, 0)
        measure(other, 1)
        program = teaches(make_program(provinsi.instansi), 2)
        assert gaps_closed_by(program.pk, [siti.pk, other.pk], provinsi.instansi.pk, TODAY) == {siti.pk: 2, other.pk: 1}
        batch = make_batch(program, kuota=1)
        rows = {who: kepesertaan.register(batch.pk, by=provinsi.akun[who]) for who in ("rekan", "pegawai")}
        for row in rows.values():
            kepesertaan.consent(row.pk, by=provinsi.akun["atasan"])
        batch.tutup_pada = timezone.now() - timedelta(minutes=1)
        batch.save()
        tempat.determine_places(batch.pk, by=provinsi.akun["pengelola_pelatihan"])
        for row in rows.values():
            row.refresh_from_db()
        assert (rows["pegawai"].status, rows["rekan"].status) == ("diterima", "cadangan")
        assert "menutup 2 tingkat celah" in rows["pegawai"].sebab.lower()


class TestRecommendations:
    def test_what_closes_the_gap_with_its_reason(self, siti, provinsi):
        measure(siti, 1)
        program = teaches(make_program(provinsi.instansi, "Komunikasi Efektif"), 3)
        teaches(make_program(provinsi.instansi, "Terlalu dasar"), 1)
        (one,) = recommendations(siti, TODAY, timezone.now())
        assert (one.program_id, one.celah, one.tutup[0].kompetensi) == (program.pk, 1, "Komunikasi")
        assert (one.tutup[0].dari, one.tutup[0].sampai) == (1, 2)
        assert one.membuka == ["Administrator"]

    def test_what_was_learned_already_is_not_recommended_again(self, siti, provinsi):
        measure(siti, 1)
        program = teaches(make_program(provinsi.instansi), 2)
        make_certificate(siti, program=program)
        assert recommendations(siti, TODAY, timezone.now()) == []

    def test_the_night_says_the_same(self, siti, provinsi):
        measure(siti, 1)
        program = teaches(make_program(provinsi.instansi), 2)
        for _ in range(2):
            assert saran.refresh_recommendations(TODAY, timezone.now()) == 1
        row = SaranPelatihan.objects.get()
        assert (row.pegawai_id, row.program_id, row.urut, row.celah) == (siti.pk, program.pk, 1, 1)

    def test_ties_stand_in_the_same_order_live_and_by_night(self, siti, provinsi):
        measure(siti, 1)
        made = [teaches(make_program(provinsi.instansi, title), 2) for title in ("Delta", "Alfa", "Citra", "Bravo")]
        make_batch(made[2])
        saran.refresh_recommendations(TODAY, timezone.now())
        live = [one.judul for one in recommendations(siti, TODAY, timezone.now())]
        night = [row.program.judul for row in SaranPelatihan.objects.order_by("urut").select_related("program")]
        assert live == night == ["Citra", "Alfa", "Bravo", "Delta"]

    def test_of_many_that_teach_the_same_the_night_names_those_one_can_still_take(self, siti, provinsi):
        """By night only the first of them are looked at, and as many more as somebody has certificates of."""
        measure(siti, 0)
        measure(siti, 0, kode="MAN-4")
        titles = [f"Sama {number:02d}" for number in range(12)]
        same = [teaches(make_program(provinsi.instansi, title), 2) for title in titles]
        for program in same[:3]:
            make_certificate(siti, program=program, judul=program.judul)
        teaches(make_program(provinsi.instansi, "Zeta, lain"), 2, kode="MAN-4")
        saran.refresh_recommendations(TODAY, timezone.now())
        live = [one.judul for one in recommendations(siti, TODAY, timezone.now())]
        night = [row.program.judul for row in SaranPelatihan.objects.order_by("urut").select_related("program")]
        assert live == night == titles[3:8]


class TestNeeds:
    def test_what_somebody_must_have_counts_as_a_duty(self, provinsi):
        seat = make_seat("Kepala Subbagian", unit=provinsi.seksi, jenis="pengawas")
        for number in range(6):
            person = make_person(f"Orang {number}", unit=provinsi.seksi)
            sit(
                person,
                seat if number == 0 else make_seat(f"Kepala Subbagian {number}", unit=provinsi.seksi, jenis="pengawas"),
            )
            measure(person, 1)
        before = self.score(provinsi)
        make_duty(teaches(make_program(provinsi.instansi), 2), provinsi.seksi)
        assert self.score(provinsi) == before + 10

    def score(self, provinsi):
        who = provinsi.akun["pengelola_pelatihan"]
        peta = akpk.heat_map(who, provinsi.dinas.pk, "Dinas", TODAY)
        return max(one.prioritas.skor for one in akpk.priorities(peta, [], TODAY))

    def test_the_score_is_its_parts(self):
        score = prioritas_kebutuhan(Kebutuhan(Decimal("1.5"), 5, 10, 3), TODAY)
        assert (score.skor, score.tingkat) == (Decimal("55.0"), "tinggi")
        assert prioritas_kebutuhan(Kebutuhan(Decimal(0), 0, 10), TODAY).tingkat == "rendah"

    def test_small_groups_are_hidden(self, provinsi):
        seat = make_seat("Kepala Subbagian", unit=provinsi.seksi, jenis="pengawas")
        people = [make_person(f"Orang {n}", unit=provinsi.seksi) for n in range(12)]
        for number, person in enumerate(people):
            sit(person, make_seat(f"Kepala Subbagian {number}", unit=provinsi.seksi, jenis="pengawas"))
            measure(person, 0 if number < 6 else 2)
            measure(person, 0 if number < 3 else 2, "MAN-1")
        assert seat
        boss = provinsi.akun["admin_bkd"]
        peta = akpk.heat_map(boss, *akpk.start_of(boss, None, TODAY), TODAY)
        row = next(one for one in peta.baris if one.unit_id == provinsi.dinas.pk)
        cells = {nama: cell for (_, nama), cell in zip(peta.kepala, row.sel, strict=True)}
        assert cells["Integritas"].samar  # three people below the standard
        assert peta.diukur == 12

    def test_a_unit_sees_itself_only(self, provinsi):
        start = akpk.start_of(provinsi.akun["admin_unit"], None, TODAY)
        assert start is not None
        assert akpk.start_of(provinsi.akun["admin_unit"], provinsi.dinas_lain.pk, TODAY) is None

    def test_told_by_a_unit_and_looked_at_once(self, provinsi):
        isi = {
            "unit": provinsi.seksi, "tahun": TODAY.year + 1, "rumpun": "lingkungan", "judul": "Aturan iklim", "alasan": "x",
            "kompetensi": None, "orang": 5, "mendesak": 3,
        }  # fmt: skip
        row = kebutuhan.propose_kebutuhan(isi=isi, by=provinsi.akun["admin_unit"])
        with pytest.raises(DomainError, match="sudah diajukan"):
            kebutuhan.propose_kebutuhan(isi=isi, by=provinsi.akun["admin_unit"])
        with pytest.raises(PermissionDenied):
            kebutuhan.propose_kebutuhan(isi=isi | {"unit": provinsi.dinas_lain}, by=provinsi.akun["admin_unit"])
        staff = provinsi.akun["pengelola_pelatihan"]
        with pytest.raises(DomainError, match="alasannya"):
            kebutuhan.decide_kebutuhan(row.pk, diterima=False, tanggapan="", program=None, by=staff)
        kebutuhan.decide_kebutuhan(row.pk, diterima=True, tanggapan="", program=None, by=staff)
        with pytest.raises(DomainError, match="sudah ditelaah"):
            kebutuhan.decide_kebutuhan(row.pk, diterima=True, tanggapan="", program=None, by=staff)
        assert make_need(provinsi.dinas_lain) not in KebutuhanTema.objects.visible_to(provinsi.akun["admin_unit"])


class TestPages:
    def test_every_page_opens(self, siti, provinsi):
        measure(siti, 1)
        teaches(make_program(provinsi.instansi, "Komunikasi Efektif"), 3)
        mine = provinsi.client("pegawai").get("/pelatihan/saya/").content.decode()
        assert "Menutup celah Komunikasi dari tingkat 1 ke 2" in mine
        assert "Administrator" in mine
        assert "di bawah standar" in provinsi.client("atasan").get("/pelatihan/tim/").content.decode()
        assert provinsi.client("atasan").get(f"/pelatihan/orang/{siti.pk}/").status_code == 200
        assert "Belum ada" in provinsi.client("pimpinan").get("/pelatihan/kebutuhan/").content.decode()
        answer = provinsi.client("pegawai").post("/pelatihan/kompetensi/pandangan/", {f"k_{competence().pk.hex}": "2"})
        assert answer.status_code == 302


def test_the_match_of_person_and_post_reads_what_was_measured(siti):
    measure(siti, 0, tanggal=TODAY - timedelta(days=90))
    measure(siti, 1)
    measure(siti, 5, sumber="mandiri")
    found = measured_levels([siti.pk], TODAY)[siti.pk]
    assert {pk: (one.tingkat, one.tanggal) for pk, one in found.items()} == {competence().pk: (1, TODAY)}
