"""Results of assessors, the nightly samples, movement between runs: what pages show, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import Terlarang
from merit.models import HasilAsesmen, SampelMerit
from merit.selectors.gerak import movement
from merit.services.asesmen import Laporan, record_assessment
from pelatihan.selectors.celah import gaps_of
from tests.factories.jabatan import make_seat, sit
from tests.factories.merit import assess, make_putaran, rate, version
from tests.factories.pengembangan import measure

pytestmark = pytest.mark.django_db


def sent(person, **values):
    today = timezone.localdate()
    asked = {
        "nomor_pegawai": person.nip, "lembaga": "Lembaga Uji", "nomor": "LA-7", "mulai": today.isoformat(),
        "sampai": (today + timedelta(days=900)).isoformat(), "kompetensi": "81,5",
    }  # fmt: skip
    return asked | {f"aspek-{place}": "4" for place in range(8)} | values


def test_a_report_is_recorded_and_a_newer_one_takes_its_place(provinsi):
    person, client = provinsi.orang["pegawai"], provinsi.client("admin_bkd")
    assess(person)
    answer = client.post(reverse("merit:asesmen_add"), sent(person))
    assert answer.status_code == 302
    (row,) = HasilAsesmen.objects.kini().filter(pegawai=person, berlaku__contains=timezone.localdate())
    assert (str(row.kompetensi), row.potensi, row.nomor) == ("81.50", [4] * 8, "LA-7")
    page = client.get(reverse("merit:asesmen_list") + "?q=LA-7").content.decode()
    assert person.nama in page
    assert "Lembaga Uji" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"nomor_pegawai": "000"}, "tidak ada di instansi Anda"),
        ({"aspek-3": ""}, "kedelapan aspek potensi"),
        ({"kompetensi": "120"}, "100"),
        ({"kompetensi": "", **{f"aspek-{place}": "" for place in range(8)}}, "Isi nilai kompetensi"),
        ({"sampai": "2020-01-01"}, "berakhir sebelum"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_its_sentence(provinsi, values, sentence):
    answer = provinsi.client("admin_bkd").post(
        reverse("merit:asesmen_add"), sent(provinsi.orang["pegawai"], **values), follow=True
    )
    assert sentence in answer.content.decode()
    assert "Lembaga Uji" in answer.content.decode()
    assert not HasilAsesmen.objects.exists()


def test_the_total_of_competence_comes_from_the_levels_that_were_brought_in(provinsi):
    """Measured anew after a course, the explanation of merit shows it: no number is typed."""
    person, client = provinsi.orang["pegawai"], provinsi.client("admin_bkd")
    sit(person, make_seat("Kepala Subbagian", unit=provinsi.seksi, jenis="pengawas"))
    asked = sent(person, kompetensi="", dari_tingkat="on")
    refused = client.post(reverse("merit:asesmen_add"), asked, follow=True).content.decode()
    assert "kompetensi jabatannya yang diukur" in refused
    today = timezone.localdate()
    gaps = gaps_of(person.pk, person.instansi_id, today)
    for one in gaps:
        measure(person, one.standar - 1, one.kode, tanggal=today - timedelta(days=60))
    both = client.post(reverse("merit:asesmen_add"), asked | {"kompetensi": "90"}, follow=True).content.decode()
    assert "Kosongkan salah satunya" in both
    assert client.post(reverse("merit:asesmen_add"), asked).status_code == 302
    low = HasilAsesmen.objects.kini().get(pegawai=person, berlaku__contains=today).kompetensi
    for one in gaps:
        measure(person, one.standar, one.kode)
    assert client.post(reverse("merit:asesmen_add"), asked | {"nomor": "LA-8"}).status_code == 302
    row = HasilAsesmen.objects.kini().get(pegawai=person, berlaku__contains=today)
    assert low < row.kompetensi == 100
    run = make_putaran(version(provinsi.instansi, "talenta_daerah"), provinsi.akun["admin_bkd"])
    page = client.get(reverse("merit:nilai_detail", args=[run.pk, person.pk])).content.decode()
    assert "Penilaian kompetensi" in page
    assert "Laporan Lembaga Uji" in page


def test_nobody_records_the_own_report(provinsi):
    today = timezone.localdate()
    by = provinsi.akun["admin_bkd"]
    laporan = Laporan(today, today, "Lembaga", "1", None, [3] * 8)
    with pytest.raises(Terlarang):
        record_assessment(provinsi.orang["pegawai"].pk, laporan, by=provinsi.akun["auditor"])
    assert record_assessment(provinsi.orang["pegawai"].pk, laporan, by=by).pegawai == provinsi.orang["pegawai"]


def test_samples_are_shown_in_words(provinsi):
    SampelMerit.objects.create(diperiksa=50, beda=2, rincian={"predikat": 2})
    page = provinsi.client("auditor").get(reverse("merit:sampel_list")).content.decode()
    assert "Predikat kinerja: 2" in page


def test_movement_counts_everybody_once(provinsi):
    person, by = provinsi.orang["pegawai"], provinsi.akun["admin_bkd"]
    versi = version(provinsi.instansi)
    before = make_putaran(versi, by)
    rate(person, "baik", timezone.localdate().year - 1)
    after = make_putaran(versi, by)
    found = movement(before, after, None)
    assert found.tetap + found.pindah == before.jumlah == after.jumlah
    assert found.masuk == found.keluar == 0
    page = provinsi.client("admin_bkd").get(reverse("merit:putaran_compare", args=[after.pk])).content.decode()
    assert "Dari waktu ke waktu" in page
