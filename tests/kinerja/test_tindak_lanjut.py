"""What follows a final rating: a plan to improve that both carry, a nomination that somebody else decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas
from kinerja.aturan.tindak_lanjut import perbaikan_paling_lama
from kinerja.models import NominasiPenghargaan, RencanaPerbaikan
from kinerja.selectors.tindak_lanjut import lists_of
from kinerja.services import tindak_lanjut as services
from kinerja.services.tindak_lanjut import IsianPerbaikan
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
LALU = HARI.year - 1
RENDAH = {"hasil_kerja": "di_bawah_ekspektasi", "perilaku_kerja": "sesuai_ekspektasi", "predikat": "butuh_perbaikan"}
TINGGI = {"hasil_kerja": "di_atas_ekspektasi", "perilaku_kerja": "di_atas_ekspektasi", "predikat": "sangat_baik"}


@pytest.fixture
def skp(provinsi):
    return make_skp(make_periode(provinsi.instansi, LALU), provinsi.orang["pegawai"], status="disetujui")


@pytest.fixture
def rendah(skp):
    return make_evaluasi(skp, "final", **RENDAH)


@pytest.fixture
def tinggi(skp):
    return make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, **TINGGI)


def plan(p, row, who="atasan", **values):
    given = {"sebab": "Terlambat", "langkah": "Setiap Jumat", "dukungan": "Bimbingan", "mulai": HARI}
    given |= {"batas": HARI + timedelta(days=90)} | values
    return services.plan_improvement(row.pk, IsianPerbaikan(**given), by=p.akun[who])


class TestImproving:
    def test_planned_agreed_concluded(self, provinsi, rendah):
        row = plan(provinsi, rendah)
        assert Tugas.objects.get(jenis="kinerja.perbaikan").untuk == provinsi.akun["pegawai"]
        with pytest.raises(DomainError, match="belum disetujui"):
            services.conclude(row.pk, hasil="tercapai", catatan="x", by=provinsi.akun["atasan"])
        services.agree(row.pk, tanggapan="Siap", by=provinsi.akun["pegawai"])
        services.conclude(row.pk, hasil="tercapai", catatan="Laporan tepat waktu", by=provinsi.akun["atasan"])
        row.refresh_from_db()
        assert (row.hasil, row.tanggapan) == ("tercapai", "Siap")
        with pytest.raises(DomainError, match="sudah dicatat"):
            services.conclude(row.pk, hasil="belum", catatan="x", by=provinsi.akun["atasan"])

    @pytest.mark.parametrize("who", ["pegawai", "rekan", "atasan_penilai", "admin_unit", "admin_bkd", "pimpinan"])
    def test_by_the_penilai_only(self, provinsi, rendah, who):
        with pytest.raises(PermissionDenied):
            plan(provinsi, rendah, who)
        row = plan(provinsi, rendah)
        for person in {"atasan", "rekan", "admin_bkd", who} - {"pegawai"}:
            with pytest.raises(PermissionDenied):
                services.agree(row.pk, tanggapan="", by=provinsi.akun[person])

    @pytest.mark.parametrize("batas", [HARI, HARI - timedelta(days=1), perbaikan_paling_lama(HARI) + timedelta(days=1)])
    def test_days_outside_in_a_sentence(self, provinsi, rendah, batas):
        with pytest.raises(DomainError, match="Hari terakhir sesudah"):
            plan(provinsi, rendah, batas=batas)
        assert not RencanaPerbaikan.objects.exists()

    def test_not_for_a_good_one_nor_before_it_is_final_nor_twice(self, provinsi, skp, rendah, tinggi):
        with pytest.raises(DomainError, match="di bawah baik"):
            plan(provinsi, tinggi)
        early = make_evaluasi(skp, "disampaikan", jenis="bulanan", **RENDAH)
        with pytest.raises(DomainError, match="final"):
            plan(provinsi, early)
        plan(provinsi, rendah)
        with pytest.raises(DomainError, match="sudah ada"):
            plan(provinsi, rendah)

    def test_what_was_agreed_stays(self, provinsi, rendah):
        row = plan(provinsi, rendah)
        services.agree(row.pk, tanggapan="", by=provinsi.akun["pegawai"])
        for change in (
            lambda: RencanaPerbaikan.objects.filter(pk=row.pk).update(langkah="lain"),
            lambda: RencanaPerbaikan.objects.filter(pk=row.pk).update(disetujui_pada=None),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_who_reads_it(self, provinsi, rendah):
        address = reverse("kinerja:perbaikan", args=[plan(provinsi, rendah).pk])
        for who, status in (("pegawai", 200), ("atasan", 200), ("admin_unit", 200), ("auditor", 200), ("rekan", 404),
                            ("pimpinan", 404), ("admin_unit_lain", 404)):  # fmt: skip
            assert provinsi.client(who).get(address).status_code == status


class TestNominating:
    def test_by_the_penilai_decided_by_hr_of_the_province(self, provinsi, tinggi):
        row = services.nominate(tinggi.pk, alasan="Dipakai seluruh dinas", by=provinsi.akun["atasan"])
        with pytest.raises(DomainError, match="Tulis pertimbangannya"):
            services.decide_nomination(row.pk, putusan="diteruskan", pertimbangan="", by=provinsi.akun["admin_bkd"])
        services.decide_nomination(row.pk, putusan="diteruskan", pertimbangan="Layak", by=provinsi.akun["admin_bkd"])
        assert Notifikasi.objects.get(isi="Diteruskan: Layak").untuk == provinsi.akun["atasan"]
        with pytest.raises(DomainError, match="sudah diputus"):
            services.decide_nomination(row.pk, putusan="tidak", pertimbangan="x", by=provinsi.akun["admin_bkd"])
        with pytest.raises(DatabaseError), transaction.atomic():
            NominasiPenghargaan.objects.filter(pk=row.pk).update(putusan="tidak")

    @pytest.mark.parametrize("who", ["pegawai", "rekan", "atasan_penilai", "admin_bkd", "pimpinan"])
    def test_by_nobody_else(self, provinsi, tinggi, who):
        with pytest.raises(PermissionDenied):
            services.nominate(tinggi.pk, alasan="x", by=provinsi.akun[who])

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_unit", "pimpinan", "admin_instansi_lain"])
    def test_decided_by_nobody_else(self, provinsi, tinggi, who):
        row = services.nominate(tinggi.pk, alasan="x", by=provinsi.akun["atasan"])
        with pytest.raises(PermissionDenied):
            services.decide_nomination(row.pk, putusan="tidak", pertimbangan="x", by=provinsi.akun[who])

    def test_only_the_best_of_a_year(self, provinsi, skp, rendah):
        quarter = make_evaluasi(skp, "final", jenis="bulanan", **TINGGI)
        for row in (rendah, quarter):
            with pytest.raises(DomainError, match="sangat baik"):
                services.nominate(row.pk, alasan="x", by=provinsi.akun["atasan"])


def test_the_board_of_the_penilai_of_hr_and_of_nobody(provinsi, rendah, tinggi, django_assert_max_num_queries):
    boss = lists_of(provinsi.akun["atasan"], LALU)
    assert ([row.pk for row in boss["perlu"]], [row.pk for row in boss["layak"]]) == ([rendah.pk], [tinggi.pk])
    plan(provinsi, rendah)
    services.nominate(tinggi.pk, alasan="x", by=provinsi.akun["atasan"])
    hr = lists_of(provinsi.akun["admin_bkd"], LALU)
    assert [(name, len(rows)) for name, rows in hr.items()] == [
        ("perlu", 0),
        ("layak", 0),
        ("rencana", 1),
        ("nominasi", 1),
    ]
    assert not lists_of(provinsi.akun["pegawai"], LALU)["nominasi"]
    with django_assert_max_num_queries(4):
        assert [rows.count() for rows in lists_of(provinsi.akun["admin_bkd"], LALU).values()]


def test_the_board_shows_one_list_a_page(provinsi, skp, rendah, monkeypatch):
    monkeypatch.setattr("kinerja.views.tindak_lanjut.PER_PAGE", 1)
    make_evaluasi(skp, "final", jenis="bulanan", nomor=2, **RENDAH)
    client = provinsi.client("atasan")
    first = client.get(reverse("kinerja:tindak_lanjut"), {"tahun": LALU})
    second = client.get(reverse("kinerja:tindak_lanjut"), {"tahun": LALU, "hal": 2})
    assert first.context["lihat"] == "perlu"
    assert {row.pk for page in (first, second) for row in page.context["halaman"]} == set(
        lists_of(provinsi.akun["atasan"], LALU)["perlu"].values_list("pk", flat=True)
    )
    other = client.get(reverse("kinerja:tindak_lanjut"), {"tahun": LALU, "lihat": "nominasi"})
    assert "Belum ada nominasi" in other.content.decode()
