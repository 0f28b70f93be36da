"""The monthly input: one statement for everybody, never an invented predicate, frozen once closed, questions answered by HR."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas, periode
from asn_portal.lembar.services.ekspor import Permintaan, export_now
from kinerja.kunci_tugas import TUGAS_TPP
from kinerja.models import MasaTPP, MasukanTPP, PersenTPP
from kinerja.selectors.tpp import shown_from
from kinerja.services import tpp
from tests.factories.kinerja import make_evaluasi, make_input, make_month, make_periode, make_question, make_skp

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
HARI = timezone.localdate()
BULAN = HARI.replace(day=1)
SEBELUMNYA = (BULAN - timedelta(days=1)).replace(day=1)


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi, BULAN.year)


def handed_over(skp, hari, **values):
    return make_evaluasi(
        skp, "disampaikan", disampaikan_pada=datetime(hari.year, hari.month, hari.day, 9, tzinfo=WIB), **values
    )


def input_of(masa, person):
    return MasukanTPP.objects.get(masa=masa, pegawai=person)


def plan(p, year):
    return make_skp(year, p.orang["pegawai"], status="disetujui", penilai=p.orang["atasan"], rhk=1)


def test_what_was_handed_over_until_the_cutoff_counts(provinsi, tahun):
    month, skp = make_month(provinsi.instansi), plan(provinsi, tahun)
    first = handed_over(skp, HARI - timedelta(days=1))
    handed_over(skp, HARI + timedelta(days=1), nomor=2, masa=periode(date(BULAN.year, 4, 1), date(BULAN.year, 6, 30)))
    tpp.compute_month(month.pk)
    row = input_of(month, provinsi.orang["pegawai"])
    assert (row.keadaan, row.predikat, row.evaluasi_id, row.sejak) == (
        "ada",
        "baik",
        first.pk,
        HARI - timedelta(days=1),
    )
    assert row.alasan.startswith(f"Predikat Baik, triwulan I {BULAN.year}, disampaikan ")
    assert row.persen is None  # no policy, no percentage


@pytest.mark.parametrize(
    ("status", "kata"),
    [
        (None, f"SKP tahun {BULAN.year} belum disusun"),
        ("draf", "SKP masih disusun"),
        ("dikembalikan", "SKP masih disusun"),
        ("diajukan", "SKP menunggu persetujuan atasan"),
        ("disetujui", "SKP sudah disetujui; belum ada evaluasi yang disampaikan"),
    ],
)
def test_without_a_predicate_there_is_a_reason_and_no_predicate(provinsi, tahun, status, kata):
    person = provinsi.orang["pegawai"]
    if status:
        make_skp(tahun, person, status=status, penilai=provinsi.orang["atasan"], rhk=1)
    month = make_month(provinsi.instansi)
    tpp.compute_month(month.pk)
    row = input_of(month, person)
    assert (row.keadaan, row.predikat, row.sejak) == ("belum", "", None)
    assert row.alasan.startswith(kata)


def test_a_rating_that_was_not_handed_over_is_not_told(provinsi, tahun):
    skp = plan(provinsi, tahun)
    make_evaluasi(skp, "dinilai")
    month = make_month(provinsi.instansi)
    tpp.compute_month(month.pk)
    assert input_of(month, provinsi.orang["pegawai"]).keadaan == "belum"


def test_an_imported_predicate_counts_with_its_source(provinsi, tahun):
    skp = plan(provinsi, tahun)
    skp.pegawai.daftar_evaluasi.create(
        tahun=BULAN.year - 1, jenis="tahunan", masa=periode(date(BULAN.year - 1, 1, 1), date(BULAN.year - 1, 12, 31)), status="final",
        hasil_kerja="sesuai_ekspektasi", perilaku_kerja="sesuai_ekspektasi", predikat="baik", sumber="ruang_gtk",
        sumber_tanggal=HARI, referensi="GTK/9", final_pada=timezone.now(),
    )  # fmt: skip
    month = make_month(provinsi.instansi)
    tpp.compute_month(month.pk)
    row = input_of(month, skp.pegawai)
    assert (row.keadaan, row.tanda_terima, row.sejak) == ("luar", "GTK/9", HARI)
    assert "dari Ruang GTK" in row.alasan


def test_a_second_run_writes_nothing_and_percentages_follow_policy(provinsi, tahun):
    handed_over(plan(provinsi, tahun), HARI - timedelta(days=2))
    month = make_month(provinsi.instansi)
    assert tpp.compute_month(month.pk) > 0
    assert tpp.compute_month(month.pk) == 0
    given = {"predikat": "baik", "dasar": "Pergub 1/2026", "by": provinsi.akun["admin_bkd"]}
    tpp.add_percentage(persen=Decimal(90), mulai=date(BULAN.year, 1, 1), **given)
    tpp.add_percentage(persen=Decimal(95), mulai=BULAN, **given)
    assert [str(row.berlaku.upper) for row in PersenTPP.objects.order_by("berlaku")] == [str(BULAN), "None"]
    assert tpp.compute_month(month.pk) == 1
    assert input_of(month, provinsi.orang["pegawai"]).persen == Decimal(95)


def test_one_statement_however_many_people(provinsi, tahun):
    month = make_month(provinsi.instansi)
    with CaptureQueriesContext(connection) as seen:
        tpp.compute_month(month.pk)
    assert len([one for one in seen if "kinerja_masukantpp" in one["sql"]]) == 1
    assert MasukanTPP.objects.filter(masa=month).count() > 3


def test_closing_freezes_and_names_it(provinsi, tahun):
    month = make_month(provinsi.instansi, SEBELUMNYA, potong=BULAN - timedelta(days=1))
    row = tpp.close_month(month.pk, by=provinsi.akun["admin_bkd"])
    assert row.nomor.startswith(f"TPP-{SEBELUMNYA:%Y-%m}-")
    assert row.daftar_masukan.exists()
    assert tpp.compute_month(month.pk) == 0
    for change in (
        lambda: MasukanTPP.objects.filter(masa=month).update(alasan="x"),
        lambda: MasukanTPP.objects.filter(masa=month).first().delete(),
        lambda: MasaTPP.objects.filter(pk=month.pk).update(potong=HARI),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(DomainError, match="sudah ditutup"):
        tpp.close_month(month.pk, by=provinsi.akun["admin_bkd"])


def test_closing_waits_for_the_cutoff_and_for_hr_of_the_province(provinsi, tahun):
    month = make_month(provinsi.instansi)
    with pytest.raises(DomainError, match="belum lewat"):
        tpp.close_month(month.pk, by=provinsi.akun["admin_bkd"])
    for who in ("admin_unit", "pimpinan", "pegawai", "auditor"):
        with pytest.raises(PermissionDenied):
            tpp.close_month(month.pk, by=provinsi.akun[who])


def test_shown_five_working_days_before(provinsi):
    # Friday 20 November 2026; Monday to Friday without holidays.
    assert shown_from(date(2026, 11, 20), provinsi.instansi.pk) == date(2026, 11, 13)


def test_question_goes_to_hr_and_the_answer_back(provinsi):
    person, hr = provinsi.orang["pegawai"], provinsi.akun["admin_unit"]
    row = make_input(make_month(provinsi.instansi), person)
    client = provinsi.client("pegawai")
    assert row.alasan in client.get(reverse("kinerja:tpp_saya")).content.decode()
    client.post(reverse("kinerja:tpp_tanya", args=[row.pk]), {"teks": "Evaluasi saya sudah disampaikan"})
    asked = row.daftar_pertanyaan.get()
    duty = Tugas.objects.get(untuk=hr, jenis=TUGAS_TPP)
    assert duty.objek_id == asked.pk
    with pytest.raises(DomainError, match="masih diperiksa"):
        tpp.ask_about(row.pk, teks="lagi", by=provinsi.akun["pegawai"])
    page = provinsi.client("admin_unit").post(duty.url, {"jawaban": "Ikut bulan depan"})
    assert page.status_code == 302
    duty.refresh_from_db()
    assert duty.selesai_pada is not None
    assert Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"], judul__contains="dijawab").exists()
    assert "Ikut bulan depan" in client.get(reverse("kinerja:tpp_saya")).content.decode()


def test_nobody_answers_the_own_question_nor_another_unit(provinsi):
    asked = make_question(make_input(make_month(provinsi.instansi), provinsi.orang["pegawai"]))
    for who in ("pegawai", "atasan", "admin_unit_lain", "auditor", "pimpinan"):
        with pytest.raises(PermissionDenied):
            tpp.answer_question(asked.pk, jawaban="x", by=provinsi.akun[who])


def test_not_seen_before_its_day(provinsi):
    month = make_month(provinsi.instansi, potong=HARI + timedelta(days=20))
    MasaTPP.objects.filter(pk=month.pk).update(terlihat=HARI + timedelta(days=10))
    row = make_input(month, provinsi.orang["pegawai"])
    client = provinsi.client("pegawai")
    assert row.alasan not in client.get(reverse("kinerja:tpp_saya")).content.decode()
    assert client.get(reverse("kinerja:tpp_tanya", args=[row.pk])).status_code == 404


def test_hr_takes_the_list_out_within_the_own_unit(provinsi, tahun):
    month = make_month(provinsi.instansi)
    tpp.compute_month(month.pk)
    assert "belum ada." in provinsi.client("admin_unit").get(reverse("kinerja:tpp_list")).content.decode()
    minta = Permintaan(daftar="masukan-tpp", kueri={}, kolom=["nama", "predikat", "alasan"], bentuk="csv", tujuan="TPP")
    _, _, file = export_now(minta, by=provinsi.akun["admin_unit"])
    with file:
        rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline=""), delimiter=";"))
    kept = MasukanTPP.objects.visible_to(provinsi.akun["admin_unit"], "x").filter(masa=month)
    assert len(rows[4:]) == kept.count() > 0
    assert provinsi.orang["orang_dinas_lain"].nama not in {row[0] for row in rows}


def test_the_list_asks_a_constant_number_of_queries(provinsi, tahun, django_assert_max_num_queries):
    tpp.compute_month(make_month(provinsi.instansi).pk)
    client = provinsi.client("admin_bkd")
    client.get(reverse("kinerja:tpp_list"))
    with django_assert_max_num_queries(14):
        client.get(reverse("kinerja:tpp_list"))
