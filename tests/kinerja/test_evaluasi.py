"""Evaluations on their way: told, rated by the matrix, handed over, accepted, objected to, decided; and who never may."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.kalender import KALENDER_BAWAAN, Kalender
from asn_portal.core.models import Notifikasi, Pengaturan, PesanKeluar, Tindakan, Tugas, periode
from asn_portal.core.pengaturan import JAWAB_KINERJA
from asn_portal.core.selectors.jawab import answer_by
from kinerja.aturan.evaluasi import MATRIKS
from kinerja.aturan.jam import batas_dokumen, batas_keberatan
from kinerja.aturan.kata import RATING
from kinerja.aturan.saran import Catatan, perlu_alasan, predikat_terbanyak, saran_hasil_kerja
from kinerja.enums import StatusEvaluasi
from kinerja.models import Evaluasi, Keberatan, TenggatKinerja
from kinerja.services import evaluasi as services
from kinerja.services import keberatan as objections
from kinerja.services.capaian import set_achievement
from kinerja.services.evaluasi import Penilaian
from kinerja.tasks import finalize_evaluations
from tests.factories.kinerja import RATED, make_achievement, make_evaluasi, make_objection, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.kinerja.test_alur import EVALUASI

pytestmark = pytest.mark.django_db
E = StatusEvaluasi
SESUAI, ATAS, BAWAH = "sesuai_ekspektasi", "di_atas_ekspektasi", "di_bawah_ekspektasi"
LALU = timezone.localdate().year - 1


@pytest.fixture
def skp(provinsi):
    """A plan of last year: every stretch of it may be evaluated now."""
    year = make_periode(provinsi.instansi, LALU)
    return make_skp(year, provinsi.orang["pegawai"], status="disetujui")


@pytest.fixture
def unit_dinilai(provinsi, skp):
    return make_achievement(skp.periode, provinsi.dinas, provinsi.akun["admin_bkd"])


def told(p, skp, nomor=1, jenis="triwulan"):
    """Begun, told and sent by the person."""
    row = services.start_evaluasi(skp.pk, jenis, nomor, by=p.akun["pegawai"])
    garis = {rhk.garis: "Dua laporan selesai" for rhk in skp.daftar_rhk.all()}
    services.save_self(row.pk, penilaian_diri="Lancar", realisasi=garis, by=p.akun["pegawai"])
    services.submit_self(row.pk, by=p.akun["pegawai"])
    return row


def says(hasil=SESUAI, perilaku=SESUAI, alasan="", **values):
    return Penilaian(hasil, perilaku, values.get("umpan_balik", {}), values.get("perilaku", {}), "", alasan)


def given(p, skp):
    row = told(p, skp)
    services.rate(row.pk, says(), by=p.akun["atasan"])
    services.hand_over(row.pk, by=p.akun["atasan"])
    row.refresh_from_db()
    return row


class TestClocks:
    """Jakarta's lists of 2026 are shipped; 2099 has none."""

    def test_the_document_in_working_days(self):
        due = batas_dokumen(date(2026, 7, 6), KALENDER_BAWAAN)
        assert (due.tampak, due.diterima, due.sementara) == (date(2026, 7, 24), date(2026, 7, 24), False)

    def test_an_unverified_unit_shows_the_earlier_and_accepts_the_later(self):
        due = batas_keberatan(date(2026, 7, 6), KALENDER_BAWAAN)
        assert (due.tampak, due.diterima) == (date(2026, 7, 20), date(2026, 7, 24))
        assert not due.is_late(date(2026, 7, 24))
        assert due.is_late(date(2026, 7, 25))
        assert due.dasar == "PP 30/2019 Pasal 59"

    def test_a_year_without_holidays_is_provisional(self):
        due = batas_dokumen(date(2099, 7, 6), Kalender({}))
        assert due.sementara
        assert due.tampak == date(2099, 7, 24)


class TestSuggestion:
    def test_nothing_planned_suggests_nothing(self):
        assert saran_hasil_kerja(Catatan(0, 0, 0, 0, 0)) is None

    @pytest.mark.parametrize(
        ("catatan", "rating"),
        [(Catatan(4, 1, 1, 0, 0), BAWAH), (Catatan(4, 2, 2, 0, 0), SESUAI), (Catatan(4, 4, 4, 3, 0), ATAS),
         (Catatan(4, 4, 4, 1, 0), SESUAI), (Catatan(4, 4, 3, 4, 0), SESUAI), (Catatan(4, 4, 4, 2, 2), SESUAI)],
    )  # fmt: skip
    def test_by_what_is_recorded(self, catatan, rating):
        found = saran_hasil_kerja(catatan)
        assert found is not None
        assert found.rating == rating

    def test_most_frequent_predicate(self):
        assert predikat_terbanyak(["baik", "baik", "sangat_baik"]) == "baik"
        assert predikat_terbanyak(["baik", "sangat_baik"]) == ""
        assert predikat_terbanyak([]) == ""

    def test_a_reason_is_due_where_the_year_differs_from_its_quarters(self):
        assert perlu_alasan(SESUAI, None, "sangat_baik", ["baik", "baik"])
        assert not perlu_alasan(SESUAI, None, "baik", ["baik", "baik"])


class TestTelling:
    def test_sent_with_a_receipt_and_a_duty_for_the_penilai(self, provinsi, skp):
        TenggatKinerja.objects.create(
            periode=skp.periode, tahap="periodik", nomor=1, buka=date(LALU, 4, 1), batas=date(LALU, 4, 15)
        )
        row = told(provinsi, skp)
        row.refresh_from_db()
        step = row.daftar_langkah.get(ke="dikirim")
        assert (row.status, step.tepat_waktu) == ("dikirim", False)
        assert step.nomor.startswith(f"EVAL-{LALU}-")
        assert Tugas.objects.filter(untuk=provinsi.akun["atasan"], objek_id=row.pk, selesai_pada=None).count() == 1

    def test_begun_twice_is_begun_once(self, provinsi, skp):
        first = services.start_evaluasi(skp.pk, "triwulan", 2, by=provinsi.akun["pegawai"])
        assert services.start_evaluasi(skp.pk, "triwulan", 2, by=provinsi.akun["atasan"]).pk == first.pk

    def test_not_before_its_time(self, provinsi):
        running = make_skp(make_periode(provinsi.instansi, LALU + 2), provinsi.orang["pegawai"], status="disetujui")
        with pytest.raises(DomainError, match="dibuka"):
            services.start_evaluasi(running.pk, "triwulan", 1, by=provinsi.akun["pegawai"])

    def test_only_the_part_in_this_post(self, provinsi, skp):
        half = periode(date(LALU, 2, 10), date(LALU, 12, 31))
        other = make_skp(skp.periode, provinsi.orang["rekan"], status="disetujui", berlaku=half)
        row = services.start_evaluasi(other.pk, "triwulan", 1, by=provinsi.akun["rekan"])
        assert (row.mulai, row.sampai) == (date(LALU, 2, 10), date(LALU, 3, 31))

    def test_empty_is_not_sent(self, provinsi, skp):
        row = services.start_evaluasi(skp.pk, "triwulan", 1, by=provinsi.akun["pegawai"])
        with pytest.raises(DomainError, match="realisasi"):
            services.submit_self(row.pk, by=provinsi.akun["pegawai"])

    def test_returned_with_a_word(self, provinsi, skp):
        row = told(provinsi, skp)
        services.return_self(row.pk, catatan="Sebut angkanya", by=provinsi.akun["atasan"])
        row.refresh_from_db()
        assert row.status == "draf"
        assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], isi="Sebut angkanya").exists()


class TestRating:
    def test_predicate_by_the_matrix_and_the_numbers_of_siasn(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        services.rate(row.pk, says(ATAS, BAWAH, "Temuan pemeriksaan"), by=provinsi.akun["atasan"])
        row.refresh_from_db()
        # The trap of published client code: 1 and 3 make 4, not 3.
        assert (row.predikat, row.hasil_siasn, row.perilaku_siasn, row.kuadran_siasn) == ("kurang", 1, 3, 4)
        assert row.identitas["penilai"]["nama"] == provinsi.orang["atasan"].nama_lengkap
        assert Tindakan.objects.filter(aksi="evaluasi_dinilai", objek_id=row.pk).count() == 1

    def test_the_unit_comes_first(self, provinsi, skp):
        row = told(provinsi, skp)
        with pytest.raises(DomainError, match="Capaian kinerja organisasi"):
            services.rate(row.pk, says(), by=provinsi.akun["atasan"])

    def test_other_than_suggested_needs_a_reason_and_is_never_blocked(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        with pytest.raises(DomainError, match="Tulis alasannya"):
            services.rate(row.pk, says(BAWAH), by=provinsi.akun["atasan"])
        services.rate(row.pk, says(BAWAH, alasan="Hasil tidak dapat dipakai"), by=provinsi.akun["atasan"])
        assert Evaluasi.objects.get(pk=row.pk).predikat == "butuh_perbaikan"

    def test_nothing_is_set_by_itself(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        page = provinsi.client("atasan").get(reverse("kinerja:evaluasi_rate", args=[row.pk])).content.decode()
        assert "Saran menurut catatan" in page
        assert "checked" not in page

    @pytest.mark.parametrize(
        "who", ["pegawai", "rekan", "admin_unit", "admin_bkd", "auditor", "atasan_penilai", "pimpinan"]
    )
    def test_nobody_else_rates(self, provinsi, skp, unit_dinilai, who):
        row = told(provinsi, skp)
        with pytest.raises(PermissionDenied):
            services.rate(row.pk, says(), by=provinsi.akun[who])

    def test_not_even_as_acting_head_of_oneself(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        make_person("Bawahan Baru", unit=provinsi.seksi, atasan=provinsi.orang["pegawai"])
        with pytest.raises(PermissionDenied):
            services.rate(row.pk, says(), by=provinsi.akun["pegawai"])

    def test_an_older_tab_decides_nothing(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        row.refresh_from_db()
        with pytest.raises(TransitionError, match="sudah berubah"):
            services.rate(row.pk, says(), by=provinsi.akun["atasan"], putaran=row.putaran - 1)

    def test_thought_over_before_it_is_handed_over(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        services.rate(row.pk, says(), by=provinsi.akun["atasan"])
        services.reopen(row.pk, by=provinsi.akun["atasan"])
        row.refresh_from_db()
        assert (row.status, row.predikat) == ("dikirim", "")

    def test_achievement_is_set_by_the_one_above_and_stays_once_used(self, provinsi, skp):
        values = {"jenis": "triwulan", "nomor": 1, "capaian": "baik", "dasar": "Berita acara 2"}
        for who in ("pimpinan", "admin_unit", "atasan", "pegawai"):
            with pytest.raises(PermissionDenied):
                set_achievement(skp.periode_id, provinsi.dinas, by=provinsi.akun[who], **values)
        set_achievement(skp.periode_id, provinsi.seksi, by=provinsi.akun["pimpinan"], **values)
        given(provinsi, skp)
        with pytest.raises(DomainError, match="tidak diubah lagi"):
            set_achievement(skp.periode_id, provinsi.seksi, by=provinsi.akun["admin_bkd"], **values)


class TestAfterwards:
    def test_accepted_is_final(self, provinsi, skp, unit_dinilai):
        row = given(provinsi, skp)
        assert objections.accept(row.pk, by=provinsi.akun["pegawai"]).status == "final"
        with pytest.raises(TransitionError):
            objections.object_to(row.pk, alasan="Terlambat", by=provinsi.akun["pegawai"])

    def test_objection_explained_and_decided(self, provinsi, skp, unit_dinilai):
        row = given(provinsi, skp)
        objection = objections.object_to(row.pk, alasan="Laporan kedua belum dihitung", by=provinsi.akun["pegawai"])
        assert objection.bukti[0]["realisasi"] == "Dua laporan selesai"
        with pytest.raises(DomainError, match="Penilai belum memberi penjelasan"):
            objections.decide(row.pk, putusan="tetap", pertimbangan="x", by=provinsi.akun["atasan_penilai"])
        objections.explain(row.pk, penjelasan="Laporannya ditolak", by=provinsi.akun["atasan"])
        for who in ("pegawai", "atasan", "admin_bkd", "pimpinan"):
            with pytest.raises(PermissionDenied):
                objections.decide(row.pk, putusan="tetap", pertimbangan="x", by=provinsi.akun[who])
        done = objections.decide(
            row.pk, putusan="ubah", pertimbangan="Laporannya ada", by=provinsi.akun["atasan_penilai"], hasil_kerja=ATAS,
            perilaku_kerja=ATAS,
        )  # fmt: skip
        assert (done.status, done.predikat) == ("final", "sangat_baik")
        objection.refresh_from_db()
        assert (objection.semula_predikat, objection.putusan) == ("baik", "ubah")

    def test_silence_of_the_penilai_holds_nothing_up(self, provinsi, skp, unit_dinilai):
        old = make_evaluasi(skp, "keberatan")
        make_objection(old, diajukan_pada=timezone.now() - timedelta(days=40))
        done = objections.decide(old.pk, putusan="tetap", pertimbangan="x", by=provinsi.akun["atasan_penilai"])
        assert done.status == "final"

    def test_too_late(self, provinsi, skp):
        row = make_evaluasi(skp, disampaikan_pada=timezone.now() - timedelta(days=60))
        with pytest.raises(DomainError, match="PP 30/2019"):
            objections.object_to(row.pk, alasan="x", by=provinsi.akun["pegawai"])

    def test_what_nobody_answers_becomes_final(self, provinsi, skp):
        old = make_evaluasi(skp, disampaikan_pada=timezone.now() - timedelta(days=60))
        new = make_evaluasi(skp, nomor=2, masa=periode(date(LALU, 4, 1), date(LALU, 6, 30)))
        assert objections.finalize_due(timezone.localdate()) == 1
        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.status, new.status) == ("final", "disampaikan")

    def test_what_is_more_than_one_job_takes_follows_at_once(self, provinsi, skp, monkeypatch):
        """After the last week of a year tens of thousands are over in one night."""
        given = timezone.now() - timedelta(days=60)
        for nomor, first in ((1, 1), (2, 4), (3, 7)):
            stretch = periode(date(LALU, first, 1), date(LALU, first + 2, 28))
            make_evaluasi(skp, disampaikan_pada=given, nomor=nomor, masa=stretch)
        monkeypatch.setattr(objections, "SEKALI", 2)
        jobs = PesanKeluar.objects.filter(pekerjaan="kinerja.finalize_evaluations")
        for left, again in ((1, 1), (0, 1)):
            finalize_evaluations()
            assert (Evaluasi.objects.filter(status="disampaikan").count(), jobs.count()) == (left, again)

    def test_those_whose_clocks_still_run_are_not_touched(self, provinsi, skp):
        make_evaluasi(skp, disampaikan_pada=timezone.now() - timedelta(days=15))
        objections.finalize_due(timezone.localdate())
        assert not Tindakan.objects.filter(aksi="evaluasi_diperiksa_batasnya").exists()


class TestDatabase:
    """Whatever route a change takes."""

    def refused(self, change):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()

    def test_the_same_steps(self, provinsi, skp):
        row = make_evaluasi(skp, "belum_mulai", dinilai_oleh=provinsi.akun["atasan"], dinilai_pada=timezone.now())
        decided = {"putusan": "tetap", "pertimbangan": "x", "diputus_pada": timezone.now()}
        make_objection(row, diputus_oleh=provinsi.akun["atasan_penilai"], semula_predikat="baik", **decided)
        rated = {"hasil_kerja": SESUAI, "perilaku_kerja": SESUAI, "predikat": "baik"}
        rows = Evaluasi.objects.filter(pk=row.pk)
        way = ["draf", "dikirim", "dinilai", "disampaikan", "keberatan", "diputus", "final"]
        for dari in ["belum_mulai", *way]:
            if dari != "belum_mulai":
                rows.update(status=dari, **(rated if dari == "dinilai" else {}))
            for ke in E.values:
                if ke == dari:
                    continue
                extra = rated if dari in {"belum_mulai", "draf", "dikirim"} and ke not in {"draf", "dikirim"} else {}
                try:
                    with transaction.atomic():
                        rows.update(status=ke, **extra)
                        transaction.set_rollback(True)
                    passed = True
                except DatabaseError:
                    passed = False
                assert passed == ((dari, ke) in EVALUASI), (dari, ke)

    @pytest.mark.parametrize(("hasil", "perilaku"), list(itertools.product(RATING, RATING)))
    def test_no_predicate_beside_the_matrix(self, skp, hasil, perilaku):
        right = MATRIKS[hasil][perilaku]
        for word in ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", ""):
            given = {"hasil_kerja": hasil, "perilaku_kerja": perilaku, "predikat": word}
            if word == right:
                with transaction.atomic():
                    assert make_evaluasi(skp, **given).predikat == right
                    transaction.set_rollback(True)
            else:
                self.refused(lambda given=given: make_evaluasi(skp, **given))

    def test_nobody_rates_himself(self, provinsi, skp):
        self.refused(lambda: make_evaluasi(skp, dinilai_oleh=provinsi.akun["pegawai"]))
        self.refused(lambda: make_evaluasi(skp, penilai=provinsi.orang["pegawai"]))

    def test_two_of_one_stretch(self, skp):
        make_evaluasi(skp)
        self.refused(lambda: make_evaluasi(skp, nomor=2))

    def test_handed_over_stays(self, skp):
        row = make_evaluasi(skp)
        changed = {"hasil_kerja": ATAS, "perilaku_kerja": ATAS, "predikat": "sangat_baik"}
        self.refused(lambda: Evaluasi.objects.filter(pk=row.pk).update(**changed))
        self.refused(lambda: Evaluasi.objects.filter(pk=row.pk).update(penilaian_diri="lain"))
        self.refused(row.delete)

    def test_an_objection_is_not_decided_by_either_side_nor_rewritten(self, provinsi, skp):
        objection = make_objection(make_evaluasi(skp, "keberatan"))
        rows, now = Keberatan.objects.filter(pk=objection.pk), timezone.now()
        decided = {"putusan": "tetap", "pertimbangan": "x", "diputus_pada": now}
        for who in ("pegawai", "atasan"):
            self.refused(lambda who=who: rows.update(diputus_oleh=provinsi.akun[who], **decided))
        self.refused(lambda: rows.update(alasan="lain"))
        rows.update(diputus_oleh=provinsi.akun["atasan_penilai"], **decided)
        self.refused(lambda: rows.update(pertimbangan="lain"))

    def test_imported_needs_a_source_and_is_final(self, skp):
        origin = {"sumber": "ruang_gtk", "periode": None, "skp": None, "dinilai_oleh": None, "dinilai_pada": None}

        def imported(**values):
            whole = periode(date(LALU, 1, 1), date(LALU, 12, 31))
            base = RATED | {"pegawai": skp.pegawai, "tahun": LALU, "jenis": "tahunan", "masa": whole}
            return Evaluasi.objects.create(**base | origin | values)

        self.refused(lambda: imported(status="final"))
        row = imported(status="final", referensi="Ruang GTK 1", sumber_tanggal=date(LALU + 1, 1, 9))
        assert row.pk
        row.delete()


class TestReading:
    @pytest.mark.parametrize(
        ("who", "status", "sees"),
        [("pegawai", "dinilai", True), ("atasan", "dikirim", True), ("atasan_penilai", "disampaikan", False),
         ("rekan", "final", False), ("admin_unit", "dikirim", False), ("admin_unit", "dinilai", True),
         ("admin_unit_lain", "final", False), ("admin_bkd", "final", True), ("auditor", "final", True),
         ("pimpinan", "final", False), ("admin_sistem", "final", False), ("komite_talenta", "final", False)],
    )  # fmt: skip
    def test_who_reads_a_rating(self, provinsi, skp, who, status, sees):
        make_evaluasi(skp, status)
        assert Evaluasi.objects.visible_to(provinsi.akun[who]).exists() is sees

    def test_the_one_above_only_in_an_objection(self, provinsi, skp):
        row = make_evaluasi(skp, "keberatan")
        rows = Evaluasi.objects.visible_to(provinsi.akun["atasan_penilai"])
        assert not rows.exists()
        make_objection(row)
        assert rows.exists()

    def test_the_person_sees_no_rating_before_it_is_handed_over(self, provinsi, skp):
        row = make_evaluasi(skp, "dinilai", catatan="Rahasia dulu")
        address = reverse("kinerja:evaluasi_detail", args=[row.pk])
        page = provinsi.client("pegawai").get(address).content.decode()
        assert "Rahasia dulu" not in page
        assert "Rating hasil kerja" not in page
        assert "Rahasia dulu" in provinsi.client("atasan").get(address).content.decode()


class TestAnswering:
    def test_days_are_dated_data_of_the_agency(self, provinsi):
        monday = date(2026, 7, 6)
        assert answer_by(JAWAB_KINERJA, provinsi.instansi.pk, monday) == date(2026, 7, 13)
        Pengaturan.objects.create(
            instansi=provinsi.instansi, kunci=JAWAB_KINERJA, nilai="2", berlaku=periode(date(2026, 1, 1))
        )
        assert answer_by(JAWAB_KINERJA, provinsi.instansi.pk, monday) == date(2026, 7, 8)
        assert isinstance(services.end_of(monday), datetime)
