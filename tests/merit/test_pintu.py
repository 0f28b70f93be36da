"""The way of a run and of an objection, and who reads whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import outbox
from asn_portal.core.errors import DomainError, Terlarang
from asn_portal.core.models import Notifikasi, PesanKeluar, Tugas, periode
from merit import permissions
from merit.models import Nilai, NilaiBerjalan, Putaran, VersiInstrumen
from merit.selectors.putaran import rows_listed
from merit.services import instrumen, sanggah
from merit.services import putaran as services
from merit.susunan import read_susunan
from pegawai.enums import SumberRiwayat
from pegawai.models import Pegawai, RiwayatPendidikan
from tests.factories.merit import begin, complete, compute, make_putaran, publish, rate, referensi, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def versi(provinsi):
    rate(provinsi.orang["pegawai"], "baik", timezone.localdate().year - 1)
    return version(provinsi.instansi)


def test_two_clicks_make_one_run(provinsi, versi):
    begin(versi, provinsi.akun["admin_bkd"])
    with pytest.raises(DomainError, match="sedang dihitung"):
        begin(versi, provinsi.akun["admin_bkd2"])
    assert Putaran.objects.count() == 1


def test_two_beats_make_one_run_a_month(provinsi, versi):
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    assert services.start_monthly(versi, last) is not None
    assert services.start_monthly(versi, last) is None
    # So few people are one batch.
    (job,) = PesanKeluar.objects.filter(pekerjaan="merit.hitung_bagian")
    assert len(job.argumen[0]) == Putaran.objects.get().daftar_bagian.count()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pada": timezone.localdate() + timedelta(days=1)}, "masa depan"),
        ({"kohort": "jpt"}, "Tidak ada pegawai"),
    ],
)
def test_a_question_without_an_answer_is_refused(provinsi, versi, values, sentence):
    with pytest.raises(DomainError, match=sentence):
        begin(versi, provinsi.akun["admin_bkd"], **values)
    assert not Putaran.objects.exists()


def test_who_checked_does_not_publish(provinsi, versi):
    run, one = make_putaran(versi, provinsi.akun["admin_bkd"]), provinsi.akun["admin_bkd"]
    services.check_putaran(run.pk, catatan="Baik", by=one)
    with pytest.raises(Terlarang):
        services.publish_putaran(run.pk, nomor="1", tanggal=timezone.localdate(), by=one)


def test_what_is_published_never_changes(provinsi, versi):
    run = publish(
        make_putaran(versi, provinsi.akun["admin_bkd"]), provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    )
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        Nilai.objects.filter(putaran=run.nomor).update(total=1)
    with pytest.raises(DatabaseError, match="tidak diubah"), transaction.atomic():
        Putaran.objects.filter(pk=run.pk).update(keputusan_nomor="lain")


def test_a_cancelled_run_leaves_no_rows_and_makes_room(provinsi, versi):
    run = begin(versi, provinsi.akun["admin_bkd"])
    services.cancel_putaran(run.pk, alasan="Keliru", by=provinsi.akun["admin_bkd"])
    assert compute(run).status == "dibatalkan"
    assert make_putaran(versi, provinsi.akun["admin_bkd"]).status == "selesai"


def test_an_objection_that_is_granted_starts_a_correction_that_supersedes(provinsi, versi):
    one, two, person = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"], provinsi.orang["pegawai"]
    run = publish(make_putaran(versi, one), one, two)
    row = sanggah.submit_sanggah(run.pk, komponen=["predikat"], alasan="Predikat saya sangat baik.", by=person.pengguna)
    assert set(Tugas.objects.filter(objek_id=row.pk).values_list("untuk_id", flat=True)) == {one.pk, two.pk}
    with pytest.raises(DomainError, match="sudah menyanggah"):
        sanggah.submit_sanggah(run.pk, komponen=["predikat"], alasan="Lagi.", by=person.pengguna)
    row = sanggah.answer_sanggah(row.pk, diterima=True, jawaban="Benar.", by=one)
    assert Notifikasi.objects.filter(untuk=person.pengguna, judul__contains="diterima").exists()
    correction = publish(compute(row.koreksi), one, two)
    assert set(Putaran.objects.terbit()) == {correction}
    assert Nilai.objects.filter(putaran=run.nomor).count() == run.jumlah


def test_every_granted_objection_is_computed_with_what_was_put_right_for_it(provinsi, versi):
    """The correction of the first was read before the data of the second were put right, and the third comes after both."""
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    people = [provinsi.orang[nama] for nama in ("pegawai", "rekan", "atasan")]
    run = publish(make_putaran(versi, one), one, two)
    first, second, third = (
        sanggah.submit_sanggah(run.pk, komponen=["predikat"], alasan="Keliru.", by=satu.pengguna) for satu in people
    )
    first = sanggah.answer_sanggah(first.pk, diterima=True, jawaban="Benar.", by=one)
    second = sanggah.answer_sanggah(second.pk, diterima=True, jawaban="Benar.", by=one)
    early = first.koreksi
    first.refresh_from_db()
    assert Putaran.objects.get(pk=early.pk).status == "dibatalkan"
    assert first.koreksi == second.koreksi
    assert second.koreksi.diketahui_pada > early.diketahui_pada
    correction = publish(compute(second.koreksi), one, two)
    third = sanggah.answer_sanggah(third.pk, diterima=True, jawaban="Benar.", by=one)
    first.refresh_from_db()
    assert (third.koreksi.menggantikan, first.koreksi) == (correction, correction)
    assert set(Putaran.objects.terbit()) == {correction}


def test_an_objection_after_its_day_is_refused_with_a_way_out(provinsi, versi, monkeypatch):
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    run = publish(make_putaran(versi, one), one, two)
    later = run.batas_sanggah + timedelta(days=1)
    monkeypatch.setattr("merit.services.sanggah.timezone.localdate", lambda *_: later)
    with pytest.raises(DomainError, match="usulkan perbaikannya"):
        sanggah.submit_sanggah(run.pk, komponen=["predikat"], alasan="Terlambat.", by=provinsi.akun["pegawai"])


def test_rows_of_others_are_read_by_those_who_may_and_never_by_hr_of_a_unit(provinsi, versi):
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    run = publish(make_putaran(versi, one), one, two)
    seen = {
        who: permissions.visible_rows(provinsi.akun[who], run).count()
        for who in ("admin_bkd", "auditor", "admin_unit", "komite_talenta", "pegawai")
    }
    assert seen == {"admin_bkd": run.jumlah, "auditor": run.jumlah, "admin_unit": 0, "komite_talenta": 0, "pegawai": 0}


def test_the_own_page_shows_what_is_missing_and_where_to_mend_it(provinsi, versi):
    page = provinsi.client("pegawai").get(reverse("merit:saya") + "?instrumen=ip_asn").content.decode()
    assert "Riwayat pendidikan belum ada" in page
    assert reverse("pegawai:berkas", args=[provinsi.orang["pegawai"].pk]) in page


def test_runs_of_a_month_are_internal_and_published_ones_stand_on_the_own_page(provinsi, versi):
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    monthly = make_putaran(versi, one)
    published = publish(make_putaran(versi, one), one, two)
    page = provinsi.client("pegawai").get(reverse("merit:saya") + "?instrumen=ip_asn").content.decode()
    assert f"Putaran {published.nomor}<" in page
    assert f"Putaran {monthly.nomor}<" not in page


def test_a_draft_is_tried_and_published_by_a_second_person(provinsi, versi):
    one, two = provinsi.akun["admin_bkd"], provinsi.akun["admin_bkd2"]
    local = version(provinsi.instansi, "talenta_daerah")
    draft = instrumen.start_draft(local.instrumen_id, by=one)
    assert provinsi.client("admin_bkd").get(reverse("merit:versi_try", args=[draft.pk])).status_code == 200
    with pytest.raises(Terlarang):
        instrumen.publish_version(draft.pk, mulai=timezone.localdate(), by=one)
    instrumen.publish_version(draft.pk, mulai=timezone.localdate(), by=two)
    assert VersiInstrumen.objects.get(pk=local.pk).berlaku.upper == timezone.localdate()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda isi: isi["sumbu"][1]["komponen"][0].update(bobot="30"), "seharusnya 100"),
        (lambda isi: isi.update(batas_tengah="85"), "lebih kecil"),
        (lambda isi: isi.update(batas_atas=None), "bersama-sama"),
        (lambda isi: isi["gerbang"].append("lain"), "tidak dikenal"),
    ],
)
def test_an_instrument_that_can_never_be_used_is_refused_by_page_and_database(provinsi, versi, change, sentence):
    local = version(provinsi.instansi, "talenta_daerah")
    content = local.isi
    change(content)
    with pytest.raises(DomainError, match=sentence):
        read_susunan(content)
    if sentence != "tidak dikenal":  # names are known to the code alone
        with pytest.raises(IntegrityError), transaction.atomic():
            VersiInstrumen.objects.create(
                instrumen=local.instrumen, nomor=9, isi=content, sidik="x", dasar="x", keyakinan="K"
            )


def test_the_live_view_hears_of_rows_that_come_in_by_set(provinsi, versi):
    """One job for everybody of a statement, whatever wrote it, and once for a transaction."""
    jobs = PesanKeluar.objects.filter(pekerjaan="merit.segarkan")
    people = [provinsi.orang["pegawai"], provinsi.orang["atasan"]]
    before = jobs.count()
    referensi("pendidikan:x40", induk="tingkat_pendidikan:40")
    RiwayatPendidikan.objects.bulk_create(
        RiwayatPendidikan(
            pegawai=person,
            sumber=SumberRiwayat.HR,
            berlaku=periode(date(2010, 7, 1), None),
            pendidikan_id="pendidikan:x40",
        )
        for person in people
    )
    job = jobs.order_by("-dibuat_pada")[0]
    assert jobs.count() == before + 1
    assert set(job.argumen[0]) == {str(person.pk) for person in people}
    outbox.perform(str(job.pk))
    live = NilaiBerjalan.objects.filter(versi=versi, pegawai__in=people)
    assert {row.skor[0] for row in live} == {1500}


def test_the_list_reads_one_two_three_also_among_equals(provinsi):
    """Equal in every score: the DUK decides, here by age; the rows came in the other order."""
    for year in (1994, 1985, 1990):
        orang = complete(f"Kepala lahir {year}", provinsi.seksi)
        Pegawai.objects.filter(pk=orang.pk).update(tanggal_lahir=date(year, 2, 1))
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    rows = list(rows_listed(provinsi.akun["admin_bkd"], run, {"jenjang": "pengawas", "status": "lengkap"}))
    assert len({row.total for row in rows}) == 1
    assert [(row.pegawai.nama[-4:], row.urut_jenjang) for row in rows] == [("1985", 1), ("1990", 2), ("1994", 3)]
