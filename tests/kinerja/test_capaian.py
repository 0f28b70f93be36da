"""What a unit has achieved and what rests on it; what is handed over is what was read; who reads ratings to sign them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core import selectors as core_selectors
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi
from kinerja.selectors.evaluasi import sheet_of
from kinerja.selectors.pola import rated_people
from kinerja.services import evaluasi as services
from kinerja.services import keberatan as objections
from kinerja.services.capaian import set_achievement
from tests.factories.kinerja import make_achievement, make_evaluasi, make_objection, make_periode, make_skp
from tests.kinerja.test_evaluasi import ATAS, BAWAH, LALU, SESUAI, says, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def skp(provinsi):
    return make_skp(make_periode(provinsi.instansi, LALU), provinsi.orang["pegawai"], status="disetujui")


@pytest.fixture
def unit_dinilai(provinsi, skp):
    return make_achievement(skp.periode, provinsi.dinas, provinsi.akun["admin_bkd"])


class TestUnitFirst:
    def test_the_document_says_what_the_unit_has_achieved_when_it_is_handed_over(self, provinsi, skp, unit_dinilai):
        row, by = told(provinsi, skp), provinsi.akun["atasan"]
        services.rate(row.pk, says(), by=by)
        anew = {"jenis": "triwulan", "nomor": 1, "capaian": "istimewa", "dasar": "Berita acara 2"}
        set_achievement(skp.periode_id, provinsi.dinas, **anew, by=provinsi.akun["admin_bkd"])
        services.hand_over(row.pk, by=by)
        row.refresh_from_db()
        assert row.capaian == "istimewa"
        # It rests on that of the unit above: from now on this one stays.
        assert row.unit_id != provinsi.dinas.pk
        with pytest.raises(DomainError, match="tidak diubah lagi"):
            set_achievement(skp.periode_id, provinsi.dinas, **anew, by=provinsi.akun["admin_bkd"])

    def test_what_rests_on_a_nearer_unit_holds_nothing_up(self, provinsi, skp, unit_dinilai):
        make_achievement(skp.periode, skp.unit, provinsi.akun["admin_bkd"])
        make_evaluasi(skp)
        anew = {"jenis": "triwulan", "nomor": 1, "capaian": "istimewa", "dasar": "Berita acara 2"}
        assert set_achievement(skp.periode_id, provinsi.dinas, **anew, by=provinsi.akun["admin_bkd"]).pk

    @pytest.mark.parametrize(("capaian", "rating"), [("istimewa", ATAS), ("baik", SESUAI), ("kurang", BAWAH)])
    def test_a_head_is_suggested_what_the_own_unit_has_achieved(self, provinsi, skp, unit_dinilai, capaian, rating):
        skp.bentuk = "jpt"
        row = make_evaluasi(skp, "dikirim")
        row.skp = skp
        assert "realisasi" in sheet_of(row, timezone.localdate()).saran.sebab
        make_achievement(skp.periode, skp.unit, provinsi.akun["admin_bkd"], capaian=capaian)
        assert sheet_of(row, timezone.localdate()).saran.rating == rating


class TestStaleTab:
    def test_what_was_rated_anew_is_not_handed_over_unread(self, provinsi, skp, unit_dinilai):
        row = told(provinsi, skp)
        by, client = provinsi.akun["atasan"], provinsi.client("atasan")
        services.rate(row.pk, says(), by=by)
        page = client.get(reverse("kinerja:evaluasi_detail", args=[row.pk])).content.decode()
        row.refresh_from_db()
        assert f'name="putaran" value="{row.putaran}"' in page
        services.reopen(row.pk, by=by)
        services.rate(row.pk, says(ATAS, alasan="Dibaca lagi"), by=by)
        address = reverse("kinerja:evaluasi_hand_over", args=[row.pk])
        client.post(address, {"putaran": row.putaran})
        row.refresh_from_db()
        assert row.status == "dinilai"
        client.post(address, {"putaran": row.putaran})
        row.refresh_from_db()
        assert row.status == "disampaikan"


class TestObjecting:
    def test_without_anybody_above_the_penilai_hr_is_told(self, provinsi, skp):
        row = make_evaluasi(skp)
        above = provinsi.orang["atasan_penilai"]
        above.pengguna = None
        above.save()
        objections.object_to(row.pk, alasan="Laporan kedua belum dihitung", by=provinsi.akun["pegawai"])
        told = Notifikasi.objects.filter(judul__contains="belum ada yang memutuskan")
        assert [one.untuk for one in told] == [provinsi.akun["admin_unit"]]

    def test_changed_to_the_same_is_no_change(self, provinsi, skp):
        row = make_evaluasi(skp, "keberatan")
        make_objection(row, penjelasan="x", penjelasan_pada=timezone.now(), penjelasan_oleh=provinsi.akun["atasan"])
        with pytest.raises(DomainError, match="sama dengan semula"):
            objections.decide(
                row.pk, putusan="ubah", pertimbangan="x", hasil_kerja=SESUAI, perilaku_kerja=SESUAI,
                by=provinsi.akun["atasan_penilai"],
            )  # fmt: skip


class TestWhoSigns:
    def test_the_head_reads_by_name_what_he_signs_and_nobody_else_there(self, provinsi, skp):
        make_evaluasi(skp, "dinilai", hasil_kerja=ATAS, perilaku_kerja=ATAS, predikat="sangat_baik")
        page = reverse("kinerja:pola", args=[provinsi.dinas.pk, LALU, "triwulan", 1])
        found = provinsi.client("pimpinan").get(page).content.decode()
        assert skp.pegawai.nama in found
        for who in ("admin_bkd", "admin_unit", "auditor"):
            assert skp.pegawai.nama not in provinsi.client(who).get(page).content.decode()
        assert provinsi.client("pegawai").get(page).status_code == 403

    def test_never_the_own_rating(self, provinsi, skp):
        make_evaluasi(skp, "dinilai")
        today = timezone.localdate()
        behind = (skp.periode, core_selectors.path_of(provinsi.dinas.pk, today), "triwulan", 1, today)
        assert rated_people(provinsi.akun["pimpinan"], *behind).count() == 1
        assert not rated_people(provinsi.akun["pegawai"], *behind).exists()
