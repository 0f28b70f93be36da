"""Ending and undoing ask first: the page changes nothing and says in numbers what the button will do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.enums import StatusPekerjaan as S
from asn_portal.core.models import DelegasiTugas, PekerjaanLatar, Penyiap, TokenAkses, periode
from asn_portal.lembar.enums import StatusBaris, StatusImpor
from asn_portal.lembar.models import BarisImpor, BerkasImpor, DaftarTersimpan
from tests.conftest import Provinsi
from tests.factories.latar import make_job

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def said(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert page.count('<form class="mt-4" method="post">') == 1
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def make_import(owner, status: str, **rows: int) -> BerkasImpor:
    row = BerkasImpor.objects.create(
        pemilik=owner, jenis="penempatan", nama_berkas="pindah.xlsx", bentuk="xlsx", ukuran=1, nama_simpan="x", status=status,
        jumlah=rows, diterapkan_pada=timezone.now() if status == StatusImpor.DITERAPKAN else None,
    )  # fmt: skip
    kinds = [kind for kind, count in rows.items() for _ in range(count)]
    BarisImpor.objects.bulk_create(
        BarisImpor(berkas=row, nomor=number, status=kind, sel=[]) for number, kind in enumerate(kinds, 2)
    )
    return row


class TestImports:
    def test_taking_back_says_how_many_rows(self, provinsi: Provinsi):
        owner = provinsi.akun["admin_bkd"]
        row = make_import(owner, StatusImpor.DITERAPKAN, **{StatusBaris.DITERAPKAN: 3, StatusBaris.SALAH: 2})
        text = said(provinsi.client("admin_bkd"), f"/impor/{row.pk}/tarik/")
        assert "Tarik kembali 3 baris?" in text
        assert "tidak pernah diterapkan 2 baris" in text
        assert "Unit sebelumnya berlaku lagi." in text
        row.refresh_from_db()
        assert row.status == StatusImpor.DITERAPKAN
        assert not PekerjaanLatar.objects.exists()

    def test_giving_up_says_how_many_rows(self, provinsi: Provinsi):
        row = make_import(provinsi.akun["admin_bkd"], StatusImpor.DIPERIKSA, **{StatusBaris.BENAR: 4})
        client = provinsi.client("admin_bkd")
        assert "tidak diterapkan 4 baris" in said(client, f"/impor/{row.pk}/batal/")
        client.post(f"/impor/{row.pk}/batal/")
        row.refresh_from_db()
        assert row.status == StatusImpor.DIBATALKAN

    @pytest.mark.parametrize("act", ["tarik", "batal"])
    def test_what_is_over_is_not_asked_again(self, provinsi: Provinsi, act):
        row = make_import(provinsi.akun["admin_bkd"], StatusImpor.DITARIK)
        response = provinsi.client("admin_bkd").get(f"/impor/{row.pk}/{act}/")
        assert (response.status_code, response["Location"]) == (302, f"/impor/{row.pk}/")

    def test_after_a_day_it_is_not_offered(self, provinsi: Provinsi):
        row = make_import(provinsi.akun["admin_bkd"], StatusImpor.DITERAPKAN, **{StatusBaris.DITERAPKAN: 1})
        BerkasImpor.objects.filter(pk=row.pk).update(diterapkan_pada=timezone.now() - timedelta(days=2))
        client = provinsi.client("admin_bkd")
        assert client.get(f"/impor/{row.pk}/tarik/").status_code == 302
        assert "Tarik kembali seluruhnya" not in client.get(f"/impor/{row.pk}/").content.decode()

    def test_one_that_is_being_applied_is_stopped_first(self, provinsi: Provinsi):
        """The button stands there only once the job has ended; while it runs, the job is cancelled."""
        owner = provinsi.akun["admin_bkd"]
        row = make_import(owner, StatusImpor.MENERAPKAN, **{StatusBaris.DITERAPKAN: 2, StatusBaris.BENAR: 1})
        row.pekerjaan = make_job(owner, status=S.BERJALAN)
        row.save()
        client = provinsi.client("admin_bkd")
        assert client.get(f"/impor/{row.pk}/tarik/").status_code == 302
        PekerjaanLatar.objects.update(status=S.DIBATALKAN, giliran=None, berakhir_pada=timezone.now())
        assert "Tarik kembali 2 baris?" in said(client, f"/impor/{row.pk}/tarik/")


class TestOthers:
    def test_a_job(self, provinsi: Provinsi):
        row = make_job(provinsi.akun["pegawai"], status=S.BERJALAN, selesai=1200, jumlah=5000)
        client = provinsi.client("pegawai")
        text = said(client, f"/pekerjaan/{row.pk}/batalkan/")
        assert "1.200 dari 5.000" in text
        assert "3.800" in text
        row.refresh_from_db()
        assert row.batal_diminta_pada is None

    def test_a_delegation_that_has_not_begun(self, provinsi: Provinsi):
        row = DelegasiTugas.objects.create(
            dari=provinsi.akun["admin_bkd"], kepada=provinsi.akun["admin_unit"], jenis="usulan_peran", alasan="Cuti",
            berlaku=periode(TODAY + timedelta(days=3), TODAY + timedelta(days=9)),
        )  # fmt: skip
        assert "Delegasi ini tidak jadi berlaku." in said(
            provinsi.client("admin_unit"), f"/tugas/delegasi/{row.pk}/akhiri/"
        )
        assert DelegasiTugas.objects.kini().filter(pk=row.pk).exists()

    def test_a_token(self, provinsi: Provinsi):
        token = TokenAkses.objects.create(
            pengguna=provinsi.akun["pegawai"], nama="Presensi", awalan="asn_abc", sidik=b"x" * 32, cakupan=["saya:baca"],
            berlaku_sampai=TODAY + timedelta(days=30),
        )  # fmt: skip
        client = provinsi.client("pegawai")
        assert "Cabut token Presensi?" in said(client, f"/akun/token/{token.pk}/cabut/")
        token.refresh_from_db()
        assert token.dicabut_pada is None

    def test_staff_who_prepare(self, provinsi: Provinsi):
        row = Penyiap.objects.create(
            pejabat=provinsi.akun["admin_bkd"],
            penyiap=provinsi.akun["pegawai"],
            jenis_tugas=["usulan_peran"],
            berlaku=periode(TODAY, TODAY + timedelta(days=9)),
        )
        assert "Akhiri penunjukan" in said(provinsi.client("admin_bkd"), f"/peran/penyiap/{row.pk}/akhiri/")
        assert Penyiap.objects.kini().filter(pk=row.pk).exists()

    def test_a_kept_list_that_others_use(self, provinsi: Provinsi):
        row = DaftarTersimpan.objects.create(
            pemilik=provinsi.akun["admin_unit"], daftar="pegawai", nama="PNS saya", kueri="", unit=provinsi.dinas
        )
        text = said(provinsi.client("admin_unit"), f"/daftar-tersimpan/{row.pk}/hapus/")
        assert "rekan di unit itu tidak melihatnya lagi" in text
        assert DaftarTersimpan.objects.filter(pk=row.pk).exists()
