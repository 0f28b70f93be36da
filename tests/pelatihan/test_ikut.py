"""What follows people: consents go with the superior, owed service is told before somebody leaves, a calendar holds it all."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Tugas
from pegawai.services.penempatan import set_atasan
from pelatihan.models import TinjauanKurikulum
from pelatihan.selectors.celah import Celah, match_of
from pelatihan.services import kepesertaan
from pelatihan.services.katalog import review_kurikulum
from tests.factories.kegiatan import make_offer, make_placement, make_study
from tests.factories.pelatihan import make_batch, make_curriculum, make_participation, make_program

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_the_consent_goes_to_the_new_superior(provinsi):
    batch = make_batch(make_program(provinsi.instansi))
    row = kepesertaan.register(batch.pk, by=provinsi.akun["pegawai"])
    duty = Tugas.objects.get(objek_id=row.pk)
    assert duty.untuk == provinsi.akun["atasan"]
    set_atasan(
        provinsi.orang["pegawai"].pk, atasan=provinsi.orang["atasan_penilai"], mulai=TODAY, sampai=None, dasar="SK 1",
        by=provinsi.akun["admin_bkd"],
    )  # fmt: skip
    duty.refresh_from_db()
    assert duty.untuk == provinsi.akun["atasan_penilai"]
    kepesertaan.consent(row.pk, by=provinsi.akun["atasan_penilai"])
    assert not Tugas.objects.filter(objek_id=row.pk, selesai_pada=None).exists()


def leaving_page(p, who="admin_bkd"):
    url = reverse("pegawai:berhenti_add", args=[p.orang["pegawai"].pk])
    return p.client(who).get(url).content.decode()


def test_owed_service_is_told_before_somebody_leaves(provinsi):
    person = provinsi.orang["pegawai"]
    assert "Ikatan dinas" not in leaving_page(provinsi)
    row = make_study(
        person, "selesai", kembali_pada=TODAY, ikatan_bulan=24, ikatan_sampai=TODAY + timedelta(days=700),
        dasar_ikatan="SE MenPANRB 28/2021",
    )  # fmt: skip
    text = leaving_page(provinsi)
    assert "Ikatan dinas sesudah tugas belajar" in text
    assert reverse("pelatihan:belajar_detail", args=[row.pk]) in text
    assert "Ikatan dinas sesudah" in leaving_page(provinsi, "admin_unit")


def test_service_that_is_over_is_not_told_and_a_running_study_is(provinsi):
    over = TODAY - timedelta(days=1)
    make_study(
        provinsi.orang["pegawai"], "selesai", kembali_pada=over, ikatan_bulan=1, ikatan_sampai=over, dasar_ikatan="x"
    )
    assert "Ikatan dinas" not in leaving_page(provinsi)
    make_study(provinsi.orang["pegawai"], "berjalan")
    assert "Sedang tugas belajar" in leaving_page(provinsi)


def test_the_calendar_holds_batches_and_placements_of_the_own_person(provinsi):
    make_participation(make_batch(make_program(provinsi.instansi)), provinsi.orang["pegawai"])
    make_placement(make_offer(provinsi.instansi), provinsi.orang["pegawai"])
    make_placement(make_offer(provinsi.instansi, "Magang orang lain"), provinsi.orang["rekan"])
    text = provinsi.client("pegawai").get(reverse("pelatihan:kalender")).content.decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Magang data transportasi\r\nLOCATION:Jakarta Utara" in text
    assert {"STATUS:CONFIRMED", "STATUS:TENTATIVE"} <= set(text.split("\r\n"))
    assert "orang lain" not in text


class TestCurriculum:
    def test_the_second_signature_is_of_somebody_else_and_given_once(self, provinsi):
        writer, other = provinsi.akun["pengelola_pelatihan"], provinsi.akun["admin_bkd"]
        row = make_curriculum(make_program(provinsi.instansi), writer)
        page = reverse("pelatihan:program_detail", args=[row.program_id])
        assert "Menunggu tinjauan kedua" in provinsi.client("admin_bkd").get(page).content.decode()
        assert "Menunggu tinjauan kedua" not in provinsi.client("pegawai").get(page).content.decode()
        with pytest.raises(PermissionDenied):
            review_kurikulum(row.pk, catatan="", by=writer)
        review_kurikulum(row.pk, catatan="Lengkap.", by=other)
        with pytest.raises(DomainError, match="sudah ditinjau"):
            review_kurikulum(row.pk, catatan="", by=other)
        assert f"Tinjauan ditandatangani {other.nama}" in provinsi.client("pegawai").get(page).content.decode()

    def test_the_database_refuses_the_writer_and_a_change(self, provinsi):
        writer, other = provinsi.akun["pengelola_pelatihan"], provinsi.akun["admin_bkd"]
        row = make_curriculum(make_program(provinsi.instansi), writer)
        with pytest.raises(Error, match="penyusunnya sendiri"), transaction.atomic():
            TinjauanKurikulum.objects.create(kurikulum=row, oleh=writer, pada=timezone.now())
        made = review_kurikulum(row.pk, catatan="", by=other)
        with pytest.raises(Error), transaction.atomic():
            TinjauanKurikulum.objects.filter(pk=made.pk).update(catatan="Lain")


class TestMatch:
    @staticmethod
    def gap(standar: int, capaian: int | None) -> Celah:
        return Celah(None, "k", "k", "manajerial", standar, capaian, None, None, "", 0, "", None, None)

    def test_jpm_follows_the_rule_and_needs_every_competence(self):
        assert match_of([]) is None
        assert match_of([self.gap(3, 3), self.gap(3, None)]) is None
        nine = [self.gap(3, 3 if n % 2 == 0 else 2) for n in range(9)]
        assert match_of(nine) == Decimal("85.19")
        assert match_of([self.gap(2, 5)]) == Decimal("250.00")
