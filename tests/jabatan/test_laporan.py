"""Bukan atasan saya: reported by the employee, settled by HR, while work goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import Notifikasi, Tugas
from pegawai.enums import AlasanAtasan
from pegawai.models import HubunganAtasan, LaporanData

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def laporan(provinsi, peta):
    client = provinsi.client("pegawai")
    client.post("/laporan-data/tambah/?bagian=atasan", {"bagian": "atasan", "isi": "Saya di bawah Kepala Dinas."})
    return LaporanData.objects.get(pegawai=provinsi.orang["pegawai"])


def settle(provinsi, laporan, who="admin_unit", **changes):
    data = {
        "atasan": provinsi.orang["atasan_penilai"].nrk, "mulai": f"{TODAY:%d/%m/%Y}", "alasan": "Ditugaskan langsung, ND 4",
    } | changes  # fmt: skip
    return provinsi.client(who).post(f"/jabatan/laporan-atasan/{laporan.pk}/", data, follow=True)


def test_hr_sees_why_and_names_the_right_one(provinsi, peta, laporan):
    detail = words(provinsi.client("admin_unit").get(f"/laporan-data/{laporan.pk}/"))
    assert f"/jabatan/laporan-atasan/{laporan.pk}/" in detail
    page = words(provinsi.client("admin_unit").get(f"/jabatan/laporan-atasan/{laporan.pk}/"))
    assert "Dipegang Kepala Seksi Satu." in page
    assert "Saya di bawah Kepala Dinas." in page
    assert "sudah diberi tahu" in words(settle(provinsi, laporan, sampai=f"{TODAY + 30 * DAY:%d/%m/%Y}"))
    link = HubunganAtasan.objects.pada(TODAY).get(pegawai=provinsi.orang["pegawai"])
    assert (link.atasan, link.alasan, link.dasar) == (
        provinsi.orang["atasan_penilai"], AlasanAtasan.KHUSUS, "Ditugaskan langsung, ND 4",
    )  # fmt: skip
    laporan.refresh_from_db()
    assert (laporan.status, laporan.tanggapan) == ("diperbaiki", "Ditugaskan langsung, ND 4")
    assert not Tugas.objects.filter(objek_id=laporan.pk, selesai_pada=None).exists()
    told = Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"]).values_list("judul", flat=True)
    assert "Atasan Anda berubah" in set(told)
    why = words(provinsi.client("pegawai").get("/pegawai/saya/mengapa-atasan/", follow=True))
    assert "Ditetapkan pengelola kepegawaian" in why


def test_work_goes_on_while_it_is_looked_into(provinsi, peta, laporan):
    assert HubunganAtasan.objects.pada(TODAY).get(pegawai=provinsi.orang["pegawai"]).atasan == provinsi.orang["atasan"]
    assert provinsi.client("atasan").get(f"/pegawai/{provinsi.orang['pegawai'].pk}/").status_code == 200


def test_bad_input_writes_neither(provinsi, peta, laporan):
    own = settle(provinsi, laporan, atasan=provinsi.orang["pegawai"].nrk)
    assert "tidak menjadi atasannya sendiri" in words(own)
    assert 'value="Ditugaskan langsung, ND 4"' in words(own)
    assert "Tidak ada pegawai" in words(settle(provinsi, laporan, atasan="000"))
    assert not HubunganAtasan.objects.kini().filter(alasan=AlasanAtasan.KHUSUS).exists()
    laporan.refresh_from_db()
    assert laporan.status == "diajukan"


def test_second_answer_is_told(provinsi, peta, laporan):
    settle(provinsi, laporan)
    assert "sudah dijawab" in words(settle(provinsi, laporan, who="admin_bkd"))
    assert HubunganAtasan.objects.kini().filter(alasan=AlasanAtasan.KHUSUS).count() == 1


def test_only_reports_of_superiors(provinsi, peta, laporan):
    other = LaporanData.objects.create(pegawai=provinsi.orang["pegawai"], bagian="nama", isi="x")
    assert provinsi.client("admin_unit").get(f"/jabatan/laporan-atasan/{other.pk}/").status_code == 404
    for who in ("pegawai", "atasan", "auditor", "admin_unit_lain"):
        assert provinsi.client(who).get(f"/jabatan/laporan-atasan/{laporan.pk}/").status_code in (403, 404)
