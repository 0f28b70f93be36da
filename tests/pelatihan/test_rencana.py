"""Plans: of a person, agreed with the superior; of an agency, with partners who comment by a link."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas
from pelatihan.models import KomentarRencana, RencanaPengembangan, TautanKonsultasi
from pelatihan.selectors.rencana import contents, years_of
from pelatihan.services import rencana, rencana_instansi
from tests.factories.pelatihan import make_batch, make_certificate, make_participation, make_program
from tests.factories.pengembangan import KUNCI, make_agency_plan, make_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ISI = {
    "cara": "sosial",
    "kegiatan": "Mendampingi rekan senior",
    "kompetensi": None,
    "tingkat": None,
    "triwulan": 2,
    "jp": Decimal(0),
}


@pytest.fixture
def plan(provinsi):
    return rencana.begin_rencana(TODAY.year, by=provinsi.akun["pegawai"])


class TestOfAPerson:
    def test_put_together_sent_agreed(self, provinsi, plan):
        me, boss = provinsi.akun["pegawai"], provinsi.akun["atasan"]
        with pytest.raises(DomainError, match="masih kosong"):
            rencana.submit_rencana(plan.pk, by=me)
        rencana.save_butir(plan.pk, None, isi=ISI, by=me)
        with pytest.raises(DomainError, match="sudah ada"):
            rencana.save_butir(plan.pk, None, isi=ISI, by=me)
        rencana.submit_rencana(plan.pk, by=me)
        assert Tugas.objects.get(objek_id=plan.pk).untuk == boss
        with pytest.raises(DomainError, match="Tarik atau ubah"):
            rencana.save_butir(plan.pk, None, isi=ISI | {"kegiatan": "Lain"}, by=me)
        with pytest.raises(DomainError, match="perlu diperbaiki"):
            rencana.decide_rencana(plan.pk, sepakat=False, catatan=" ", by=boss)
        rencana.decide_rencana(plan.pk, sepakat=True, catatan="", by=boss)
        assert Notifikasi.objects.filter(untuk=me, judul__icontains="disepakati").exists()
        assert not Tugas.objects.filter(objek_id=plan.pk, selesai_pada=None).exists()

    def test_nobody_agrees_to_the_own_plan(self, provinsi, plan):
        make = RencanaPengembangan.objects.filter(pk=plan.pk)
        make.update(status="diajukan")
        for who in ("pegawai", "rekan", "admin_unit_lain"):
            with pytest.raises(PermissionDenied):
                rencana.decide_rencana(plan.pk, sepakat=True, catatan="", by=provinsi.akun[who])
        with pytest.raises(Exception, match="pemiliknya sendiri"), transaction.atomic():
            make.update(status="disepakati", diputus_oleh=provinsi.akun["pegawai"])

    def test_progress_follows_certificates_and_own_notes(self, provinsi):
        row, item = make_plan(provinsi.orang["pegawai"])
        me, program = provinsi.akun["pegawai"], make_program(provinsi.instansi)
        rencana.plan_program(row.pk, program.pk, triwulan=1, by=me)
        RencanaPengembangan.objects.filter(pk=row.pk).update(status="disepakati", diputus_oleh=provinsi.akun["atasan"])
        assert contents(row, TODAY).beres == 0
        make_certificate(provinsi.orang["pegawai"], program=program)
        rencana.finish_butir(item.pk, selesai=TODAY, hasil="Rapat dipimpin", by=me)
        found = contents(row, TODAY)
        assert (found.banyak, found.beres, found.persen) == (2, 2, 100)
        assert {one.cara: one.arah for one in found.bagian} == {"pengalaman": 70, "sosial": 20, "formal": 10}

    def test_only_this_year_and_the_next(self, provinsi):
        with pytest.raises(DomainError, match="tahun ini atau tahun depan"):
            rencana.begin_rencana(TODAY.year + 3, by=provinsi.akun["pegawai"])

    def test_what_is_still_to_come_is_not_done(self, provinsi):
        row, item = make_plan(provinsi.orang["pegawai"])
        me = provinsi.akun["pegawai"]
        with pytest.raises(DomainError, match="setelah rencana disepakati"):
            rencana.finish_butir(item.pk, selesai=TODAY, hasil="x", by=me)
        RencanaPengembangan.objects.filter(pk=row.pk).update(status="disepakati", diputus_oleh=provinsi.akun["atasan"])
        with pytest.raises(DomainError, match="belum tiba"):
            rencana.finish_butir(item.pk, selesai=TODAY + timedelta(days=1), hasil="x", by=me)

    def test_pages(self, provinsi):
        row, item = make_plan(provinsi.orang["pegawai"])
        me = provinsi.client("pegawai")
        for path in (
            "rencana/",
            f"rencana/{row.pk}/",
            f"rencana/{row.pk}/kegiatan/",
            f"kegiatan/{item.pk}/ubah/",
            f"kegiatan/{item.pk}/hasil/",
        ):
            assert me.get(f"/pelatihan/{path}").status_code == 200, path
        answer = me.post(
            f"/pelatihan/rencana/{row.pk}/kegiatan/", {"cara": "pengalaman", "kegiatan": "", "triwulan": "1", "jp": "0"}
        )
        assert answer.status_code == 422
        assert me.post(f"/pelatihan/rencana/{row.pk}/ajukan/").status_code == 302
        boss = provinsi.client("atasan")
        assert boss.get(f"/pelatihan/rencana/{row.pk}/putusan/").status_code == 200
        assert boss.post(f"/pelatihan/rencana/{row.pk}/putusan/", {"putusan": "kembali"}).status_code == 422
        boss.post(f"/pelatihan/rencana/{row.pk}/putusan/", {"putusan": "sepakat"})
        row.refresh_from_db()
        assert row.status == "disepakati"


class TestOfAnAgency:
    def test_from_draft_to_determined(self, provinsi):
        staff = provinsi.akun["pengelola_pelatihan"]
        plan = rencana_instansi.save_rencana(
            None, isi={"judul": "Rencana", "tahun_awal": TODAY.year, "ringkas": "x"}, by=staff
        )
        with pytest.raises(DomainError, match="belum berisi"):
            rencana_instansi.open_consultation(plan.pk, by=staff)
        isi = {
            "tahun": TODAY.year,
            "judul": "Iklim",
            "rumpun": "lingkungan",
            "program": None,
            "kuota": 5,
            "anggaran": 10,
            "alasan": "x",
        }
        with pytest.raises(DomainError, match="Pilih tahun"):
            rencana_instansi.save_program(plan.pk, None, isi=isi | {"tahun": TODAY.year + 9}, by=staff)
        line = rencana_instansi.save_program(plan.pk, None, isi=isi, by=staff)
        rencana_instansi.open_consultation(plan.pk, by=staff)
        link, key = rencana_instansi.make_link(plan.pk, mitra="Universitas", sampai=TODAY, by=staff)
        assert key.encode() not in bytes(link.sidik)
        said = rencana_instansi.comment(link.pk, butir_id=line.pk, isi="Tambah praktik")
        assert rencana_instansi.comment(link.pk, butir_id=line.pk, isi="Tambah praktik") == said
        with pytest.raises(DomainError, match="sudah mengomentari"):
            rencana_instansi.drop_program(line.pk, by=staff)
        with pytest.raises(DomainError, match="1 komentar mitra"):
            rencana_instansi.determine(plan.pk, dasar="Kepgub 1", by=staff)
        rencana_instansi.answer_comment(said.pk, tanggapan="diterima", penjelasan="Ditambah.", by=staff)
        with pytest.raises(DomainError, match="sudah ditanggapi"):
            rencana_instansi.answer_comment(said.pk, tanggapan="tidak", penjelasan="x", by=staff)
        rencana_instansi.determine(plan.pk, dasar="Kepgub 1", by=staff)
        with pytest.raises(DomainError, match="sudah ditetapkan"):
            rencana_instansi.save_program(plan.pk, line.pk, isi=isi, by=staff)

    def test_progress_counts_batches_places_and_cost(self, provinsi):
        line, _, _ = make_agency_plan(provinsi.instansi)
        line.program = make_program(provinsi.instansi, biaya=Decimal(250))
        line.save()
        batch = make_batch(line.program, tahun=line.tahun)
        make_participation(batch, provinsi.orang["pegawai"], status="diterima")
        (year, *_) = years_of(line.rencana)
        assert (year.baris[0].angkatan, year.peserta, year.biaya) == (1, 1, Decimal(250))

    def test_a_comment_is_never_rewritten(self, provinsi):
        _, _, said = make_agency_plan(provinsi.instansi)
        with pytest.raises(Exception, match="tidak diubah"), transaction.atomic():
            KomentarRencana.objects.filter(pk=said.pk).update(isi="lain")


class TestByTheLink:
    def test_anybody_with_the_link_reads_and_comments_without_a_name(self, provinsi):
        line, _, _ = make_agency_plan(provinsi.instansi)
        anybody, page = Client(), f"/konsultasi-rencana/?kunci={KUNCI}"
        shown = anybody.get(page).content.decode()
        assert "Iklim" in shown
        assert provinsi.orang["pegawai"].nama not in shown
        assert anybody.post(page, {"isi": ""}).status_code == 422
        assert anybody.post(page, {"isi": "Bagus", "butir": str(line.pk)}).status_code == 302
        assert "Bagus" in anybody.get(page).content.decode()

    def test_a_wrong_closed_or_late_link_says_so(self, provinsi):
        _, link, _ = make_agency_plan(provinsi.instansi)
        assert Client().get("/konsultasi-rencana/?kunci=lain").status_code == 404
        assert "tidak berlaku" in Client().get("/konsultasi-rencana/").content.decode()
        TautanKonsultasi.objects.update(sampai=TODAY - timedelta(days=1))
        answer = Client().post(f"/konsultasi-rencana/?kunci={KUNCI}", {"isi": "Terlambat"})
        assert "tidak berlaku" in answer.content.decode()
        assert not KomentarRencana.objects.filter(isi="Terlambat").exists()
        assert link.daftar_komentar.count() == 1

    def test_the_link_is_shown_once(self, provinsi):
        line, _, _ = make_agency_plan(provinsi.instansi)
        staff = provinsi.client("pengelola_pelatihan")
        data = {"mitra": "Politeknik", "sampai": f"{TODAY + timedelta(days=5):%d/%m/%Y}"}
        shown = staff.post(f"/pelatihan/rencana-instansi/{line.rencana_id}/mitra/", data)
        assert "konsultasi-rencana/?kunci=" in shown.content.decode()
        page = staff.get(f"/pelatihan/rencana-instansi/{line.rencana_id}/").content.decode()
        assert "Politeknik" in page
        assert "kunci=" not in page
