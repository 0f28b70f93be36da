"""Data quality on pages: sums and lists by rights, ways to put it right, telling people."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asn_portal.core import banyak
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, PekerjaanLatar
from asn_portal.mutu import selectors, services
from asn_portal.mutu.indikator import counted_indikator, populasi_mutu
from asn_portal.mutu.models import PutaranMutu
from asn_portal.mutu.permissions import can_recount
from pegawai.services import mutu as mutu_services
from tests.factories.core import make_unit
from tests.factories.mutu import run
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class TestPages:
    def test_numbers_are_those_of_the_lists(self, bertemuan):
        for who, expected in (("admin_bkd", 5), ("auditor", 5), ("admin_unit", 4), ("admin_unit_lain", 1)):
            page = bertemuan.client(who).get("/mutu/").content.decode()
            rows = re.findall(
                r'<a href="(/mutu/orang/\?indikator=[^"]*)">.*?class="angka">\s*([\d.]+)</td>', page, re.DOTALL
            )
            total = 0
            for url, number in rows:
                listed = bertemuan.client(who).get(html.unescape(url)).content.decode()
                assert listed.count('<tr><th scope="row">') == int(number)
                total += int(number)
            assert total == expected, who

    def test_leader_sees_sums_and_nothing_small(self, bertemuan):
        page = bertemuan.client("pimpinan").get("/mutu/").content.decode()
        assert "Disembunyikan" in page
        assert "/mutu/orang/" not in page
        assert "bobot 0,28" not in page
        assert bertemuan.client("pimpinan").get("/mutu/orang/").status_code == 403
        assert bertemuan.client("pimpinan").get(f"/mutu/?unit={bertemuan.seksi.pk}").status_code == 404

    def test_unit_of_somebody_else_does_not_exist(self, bertemuan):
        assert bertemuan.client("admin_unit").get(f"/mutu/?unit={bertemuan.dinas_lain.pk}").status_code == 404
        assert bertemuan.client("admin_unit").get("/mutu/?unit=x").status_code == 404

    def test_units_below_add_up(self, bertemuan):
        lingkup = populasi_mutu().lingkup(bertemuan.akun["admin_bkd"], None, TODAY)
        rows = selectors.units_below(bertemuan.akun["admin_bkd"], lingkup, TODAY)
        assert {row.nama: (row.orang, row.temuan) for row in rows} == {"Dinas Satu": (10, 4), "Dinas Dua": (1, 1)}
        assert rows[0].nama == "Dinas Dua"  # the worst first

    def test_queries_do_not_grow(self, bertemuan):
        def asked(url: str) -> int:
            client = bertemuan.client("admin_bkd")
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            return len(queries)

        before = {url: asked(url) for url in ("/mutu/", "/mutu/orang/")}
        for number in range(12):
            unit = make_unit(f"Dinas baru {number}", instansi=bertemuan.instansi, induk=bertemuan.akar)
            make_person(f"Baru {number}", unit=unit)
        run(bertemuan)
        assert {url: asked(url) for url in before} == before
        assert before["/mutu/"] <= 22
        assert before["/mutu/orang/"] <= 20

    def test_fix_links_are_those_of_the_account(self, bertemuan):
        person = bertemuan.orang["orang_dinas_lain"]
        bkd = bertemuan.client("admin_bkd").get("/mutu/orang/?indikator=COM_5").content.decode()
        back = "?kembali=%2Fmutu%2Forang%2F%3Findikator%3DCOM_5"  # the list as it was filtered
        assert f'href="/pegawai/{person.pk}/berkas/ubah/gelar/{back}#id_gelar_belakang"' in bkd
        unit = bertemuan.client("admin_unit_lain").get("/mutu/orang/?indikator=COM_5").content.decode()
        assert person.nama in unit
        assert "ubah/gelar" not in unit
        own = bertemuan.client("orang_dinas_lain").get(f"/pegawai/{person.pk}/mutu/").content.decode()
        assert "/usulan-data/baru/gelar/" in own

    def test_every_way_to_put_it_right_opens(self, bertemuan):
        person = bertemuan.orang["orang_dinas_lain"]
        for satu in counted_indikator(TODAY):
            for langkah, who in ((satu.perbaiki, "admin_bkd"), (satu.perbaiki_sendiri, "orang_dinas_lain")):
                if langkah is None:
                    continue
                url, _, anchor = langkah.alamat(person.pk).partition("#")
                answer = bertemuan.client(who).get(url, follow=True)
                assert answer.status_code == 200, (satu.kode, who)
                if anchor and "buka" not in answer.redirect_chain.__repr__():
                    assert f'id="{anchor}"' in answer.content.decode(), (satu.kode, anchor)

    def test_superior_sees_no_findings(self, bertemuan):
        assert bertemuan.client("atasan").get(f"/pegawai/{bertemuan.orang['pegawai'].pk}/mutu/").status_code == 404
        assert (
            "Mutu data"
            not in bertemuan.client("atasan").get(f"/pegawai/{bertemuan.orang['pegawai'].pk}/").content.decode()
        )

    def test_recount_is_a_job_of_the_province_and_one_at_a_time(self, bertemuan):
        assert not can_recount(bertemuan.akun["admin_unit"])
        assert bertemuan.client("admin_unit").post("/mutu/hitung/").status_code == 403
        answer = bertemuan.client("admin_bkd").post("/mutu/hitung/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/pekerjaan/")
        with pytest.raises(DomainError, match="sedang dihitung"):
            services.start_recount(by=bertemuan.akun["admin_bkd"])

    def test_tables_as_files(self, bertemuan):
        for part in ("indikator", "unit"):
            answer = bertemuan.client("admin_bkd").post(f"/mutu/unduh/{part}/", {"bentuk": "csv"})
            assert answer.status_code == 200
            text = answer.getvalue().decode("utf-8-sig")
            assert ("COM_7" if part == "indikator" else "Dinas Dua") in text
        assert bertemuan.client("pegawai").post("/mutu/unduh/indikator/", {"bentuk": "csv"}).status_code == 403


class TestTelling:
    def test_people_are_told_once_a_week(self, bertemuan):
        client = bertemuan.client("admin_unit")
        page = client.get("/mutu/orang/beri-tahu/?indikator=COM_7").content.decode()
        assert "4 pegawai" in page
        assert client.post("/mutu/orang/beri-tahu/?indikator=COM_7").status_code == 302
        notices = Notifikasi.objects.filter(judul="Data Anda perlu dilengkapi")
        assert notices.count() == 4
        client.post("/mutu/orang/beri-tahu/?indikator=COM_7")
        assert notices.count() == 4
        assert bertemuan.client("auditor").get("/mutu/orang/beri-tahu/").status_code == 403

    @pytest.mark.parametrize("kueri", ["indikator=TIDAK_ADA", "unit=x", "unit=00000000-0000-0000-0000-000000000000"])
    def test_a_mistaken_address_reaches_nobody_instead_of_everybody(self, bertemuan, kueri):
        client = bertemuan.client("admin_bkd")
        for answer in (client.get(f"/mutu/orang/beri-tahu/?{kueri}"), client.post(f"/mutu/orang/beri-tahu/?{kueri}")):
            assert answer.status_code == 404
        assert not Notifikasi.objects.filter(judul="Data Anda perlu dilengkapi").exists()

    def test_many_people_are_told_by_a_job(self, bertemuan, monkeypatch):
        monkeypatch.setattr(banyak, "SEKALIGUS", 2)
        monkeypatch.setattr(banyak, "CHUNK", 3)
        answer = bertemuan.client("admin_unit").post("/mutu/orang/beri-tahu/?indikator=COM_7")
        job = PekerjaanLatar.objects.get(pengguna=bertemuan.akun["admin_unit"])
        assert answer["Location"] == f"/pekerjaan/{job.pk}/"
        notices = Notifikasi.objects.filter(judul="Data Anda perlu dilengkapi")
        assert not notices.exists()
        steps = list(banyak.many_in_steps(job))
        assert [step.selesai for step in steps] == [3, 4]
        assert notices.count() == 4

    def test_who_was_told_meanwhile_is_left_out(self, bertemuan):
        by = bertemuan.akun["admin_unit"]
        people = mutu_services.reachable(by, {"indikator": "COM_7"})
        mutu_services.tell_people(people[:1], {"indikator": "COM_7"}, by=by)
        found = mutu_services.tell_people(people, {"indikator": "COM_7"}, by=by)
        assert (found.berhasil, found.tertinggal) == (3, 1)

    def test_nobody_outside_the_scope_is_told(self, bertemuan):
        """Ids that somebody writes into the job are asked anew against his own list."""
        people = mutu_services.reachable(bertemuan.akun["admin_unit"], {"indikator": "COM_7"})
        found = mutu_services.tell_people(people, {"indikator": "COM_7"}, by=bertemuan.akun["admin_unit_lain"])
        assert (found.berhasil, found.tertinggal) == (0, len(people))

    def test_hr_of_units_are_told_what_is_theirs(self, bertemuan):
        ended = PutaranMutu.objects.order_by("-dimulai_pada").first()
        services.tell_unit_hr(ended)
        told = dict(Notifikasi.objects.filter(judul="Mutu data unit Anda").values_list("untuk__username", "isi"))
        assert told["admin_unit"].startswith("4 temuan")
        assert told["admin_unit_lain"].startswith("1 temuan")
