"""Plans written: hints, beginning, the cascade before the superior has filed, and the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import JenisUnit
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tindakan
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.aturan.petunjuk import petunjuk_baris
from kinerja.enums import StatusSKP, SumberKinerja
from kinerja.models import SKP, PenetapanSumber
from kinerja.selectors import rencana as selectors
from kinerja.selectors.periode import kelompok_of
from kinerja.services import persetujuan, rencana
from kinerja.services.rencana import IsianIndikator, IsianRHK
from tests.conftest import login
from tests.factories.core import make_unit
from tests.factories.kinerja import make_iku, make_periode, make_rhk, make_skp
from tests.factories.pegawai import make_person
from tests.kinerja.langkah import begin, sent, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


class TestHints:
    def test_activity_words_and_missing_figures_are_said_and_never_block(self):
        found = petunjuk_baris("Melaksanakan rapat koordinasi bulanan", [("Terlaksananya rapat", "")])
        assert len(found) == 2
        assert 'kata kegiatan "melaksanakan"' in found[0]

    def test_a_good_line_has_none(self):
        assert petunjuk_baris("Tersedianya data saluran mikro yang mutakhir", [("Ruas terbarui", "160")]) == []

    def test_twenty_one_statements(self):
        assert [len(rows) for rows in PANDUAN.values()] == [3] * 7


class TestBeginning:
    def test_an_empty_draft_of_the_whole_year(self, provinsi, tahun):
        skp = begin(provinsi, tahun)
        assert (skp.status, skp.mulai, skp.sampai) == ("draf", date(tahun.tahun, 1, 1), date(tahun.tahun, 12, 31))
        assert skp.penilai == provinsi.orang["atasan"]

    def test_a_second_one_is_refused_in_a_sentence(self, provinsi, tahun):
        begin(provinsi, tahun)
        with pytest.raises(DomainError, match="sedang disusun"):
            begin(provinsi, tahun)

    def test_a_newcomer_begins_with_the_first_day(self, provinsi, tahun):
        first = date(tahun.tahun, 3, 1)
        person = make_person("Baru Datang", unit=provinsi.seksi, atasan=provinsi.orang["atasan"], mulai=first)
        provinsi.akun["baru"] = person.pengguna
        assert begin(provinsi, tahun, "baru").mulai == first

    def test_a_copy_of_last_year_without_its_links(self, provinsi, tahun):
        before = make_periode(provinsi.instansi, tahun.tahun - 1)
        above = make_rhk(make_skp(before, provinsi.orang["atasan"], rhk=0))
        old = make_skp(before, provinsi.orang["pegawai"], rhk=0)
        make_rhk(old, 1, "Tersusunnya peta drainase", rhk_pimpinan=above)
        copy = begin(provinsi, tahun, contoh_id=old.pk)
        row = selectors.rows_of(copy)[0]
        assert (row.rhk.teks, row.rhk.rhk_pimpinan, len(row.indikator)) == ("Tersusunnya peta drainase", None, 1)

    def test_a_plan_that_is_not_shared_is_no_example(self, provinsi, tahun):
        other = make_skp(tahun, provinsi.orang["rekan"], status=StatusSKP.DISETUJUI)
        with pytest.raises(PermissionDenied):
            begin(provinsi, tahun, contoh_id=other.pk)
        rencana.share_skp(other.pk, dibagikan=True, by=provinsi.akun["rekan"])
        assert begin(provinsi, tahun, contoh_id=other.pk).daftar_rhk.count() == 2

    def test_whoever_works_elsewhere_is_not_asked_here(self, provinsi, tahun):
        provinsi.orang["pegawai"].jabatan_kini = "Guru Ahli Muda (Matematika)"
        provinsi.orang["pegawai"].save()
        PenetapanSumber.objects.create(periode=tahun, kelompok="guru", sumber=SumberKinerja.RUANG_GTK)
        with pytest.raises(DomainError, match="Ruang GTK"):
            begin(provinsi, tahun)
        page = provinsi.client("pegawai").get(reverse("kinerja:saya")).content.decode()
        assert "Kinerja Anda dicatat di Ruang GTK" in page
        assert "Langkah Anda berikutnya" not in page

    @pytest.mark.parametrize(
        ("jabatan", "kelompok"),
        [("Guru Ahli Muda (Matematika)", "guru"), ("Kepala Seksi", "struktural"), ("Dokter Ahli Madya", "kesehatan"),
         ("Pengolah Data", "pelaksana"), ("Arsiparis Ahli Muda", "fungsional"), ("", "")],
    )  # fmt: skip
    def test_kinds_of_posts_by_name(self, jabatan, kelompok):
        assert kelompok_of(jabatan) == kelompok


class TestCascade:
    def test_targets_first_links_when_the_superior_has_filed(self, provinsi, tahun):
        iku = make_iku(tahun, provinsi.dinas, sasaran="Genangan berkurang di 12 titik")
        skp = begin(provinsi, tahun)
        row = write(provinsi, skp, sandaran=("iku", iku.pk))
        assert selectors.proposed_links(skp, timezone.localdate()) == []
        above = begin(provinsi, tahun, "atasan")
        write(provinsi, above, "Berkurangnya genangan di 9 titik", who="atasan", sandaran=("iku", iku.pk))
        persetujuan.submit_skp(above.pk, by=provinsi.akun["atasan"])
        (one,) = selectors.proposed_links(skp, timezone.localdate())
        assert (one.rhk.pk, one.dari) == (row.pk, "Sasaran unit")
        assert rencana.accept_links(skp.pk, {row.pk: one.tujuan.pk}, by=provinsi.akun["pegawai"]) == 1
        assert selectors.proposed_links(skp, timezone.localdate()) == []
        persetujuan.approve_skp(above.pk, by=provinsi.akun["atasan_penilai"])

    def test_those_below_are_told_when_it_is_approved(self, provinsi, tahun):
        iku = make_iku(tahun, provinsi.dinas)
        write(provinsi, begin(provinsi, tahun), sandaran=("iku", iku.pk))
        above = begin(provinsi, tahun, "atasan")
        write(provinsi, above, who="atasan", sandaran=("iku", iku.pk))
        persetujuan.submit_skp(above.pk, by=provinsi.akun["atasan"])
        persetujuan.approve_skp(above.pk, by=provinsi.akun["atasan_penilai"])
        told = Notifikasi.objects.filter(untuk=provinsi.akun["pegawai"]).values_list("judul", flat=True)
        assert list(told) == [f"Rencana atasan Anda tahun {tahun.tahun} sudah ada"]

    def test_a_new_version_of_the_superior_is_proposed_with_what_changed(self, provinsi, tahun):
        above = begin(provinsi, tahun, "atasan")
        line = write(provinsi, above, "Berkurangnya genangan di 9 titik", who="atasan")
        persetujuan.submit_skp(above.pk, by=provinsi.akun["atasan"])
        persetujuan.approve_skp(above.pk, by=provinsi.akun["atasan_penilai"])
        skp = begin(provinsi, tahun)
        write(provinsi, skp, sandaran=("rhk", line.pk))
        second = rencana.revise_skp(above.pk, alasan="x", by=provinsi.akun["atasan"])
        new = second.daftar_rhk.get()
        isian = IsianRHK("utama", "Berkurangnya genangan di 5 titik", [IsianIndikator("Titik", "5", aspek="kuantitas")])
        rencana.save_rhk(second.pk, isian, by=provinsi.akun["atasan"], rhk_id=new.pk)
        persetujuan.submit_skp(second.pk, by=provinsi.akun["atasan"])
        persetujuan.approve_skp(second.pk, by=provinsi.akun["atasan_penilai"])
        (one,) = selectors.proposed_links(skp, timezone.localdate())
        assert ([p.teks for p in one.lama if p.beda], [p.teks for p in one.baru if p.beda]) == (["9"], ["5"])

    def test_targets_of_the_nearest_unit_that_has_some(self, provinsi, tahun):
        sub = make_unit("Subseksi", instansi=provinsi.instansi, induk=provinsi.seksi, jenis=JenisUnit.SEKSI)
        make_iku(tahun, provinsi.akar, 1, sasaran="Kota")
        make_iku(tahun, provinsi.dinas, 1, sasaran="Dinas")
        assert [row.sasaran for row in selectors.unit_targets(tahun.pk, sub.pk, timezone.localdate())] == ["Dinas"]


class TestPages:
    def test_from_an_empty_year_to_a_receipt(self, provinsi, tahun):
        client, year = provinsi.client("pegawai"), tahun.tahun
        assert "Susun SKP" in client.get(reverse("kinerja:saya")).content.decode()
        answer = client.post(
            reverse("kinerja:skp_create", args=[year]), {"bentuk": "ja_jf", "pendekatan": "kuantitatif"}
        )
        skp = SKP.objects.get()
        assert answer["Location"] == reverse("kinerja:skp_detail", args=[skp.pk])
        form = {"jenis": "utama", "teks": "Tersedianya 12 laporan", "i0_teks": "Jumlah laporan", "i0_target": "12"}
        client.post(reverse("kinerja:rhk_add", args=[skp.pk]), form)
        client.post(
            reverse("kinerja:skp_complete", args=[skp.pk]), {"nilai_loyal": "Menjaga rahasia", "dukungan": "Data"}
        )
        check = client.get(reverse("kinerja:skp_submit", args=[skp.pk])).content.decode()
        assert "Siap diajukan" in check
        answer = client.post(reverse("kinerja:skp_submit", args=[skp.pk]), follow=True)
        assert f"Nomor tanda terima SKP-{year}-" in answer.content.decode()
        assert "tepat waktu" in answer.content.decode()
        assert "Jumlah laporan" in client.get(reverse("kinerja:skp_copy", args=[skp.pk])).content.decode()

    @pytest.mark.parametrize(
        ("isian", "kalimat"),
        [
            ({"teks": "Ada"}, "Isi paling sedikit satu indikator."),
            ({"teks": "Ada", "i0_teks": "Jumlah"}, "Target belum diisi. Tulis angkanya, misalnya 12 atau 95%."),
            ({"teks": "Ada", "i2_target": "3"}, "Indikator belum diisi, padahal targetnya ada."),
            ({"i0_teks": "Jumlah", "i0_target": "3"}, "Rencana hasil kerja belum diisi."),
        ],
    )
    def test_bad_input_keeps_what_was_typed(self, provinsi, tahun, isian, kalimat):
        skp = begin(provinsi, tahun)
        answer = provinsi.client("pegawai").post(reverse("kinerja:rhk_add", args=[skp.pk]), {"jenis": "utama"} | isian)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert kalimat in page
        assert all(text in page for text in isian.values())
        assert not skp.daftar_rhk.exists()

    def test_a_draft_is_its_writer_s_alone(self, provinsi, tahun):
        skp = begin(provinsi, tahun)
        for who in ("atasan", "admin_unit", "admin_bkd", "auditor"):
            assert provinsi.client(who).get(reverse("kinerja:skp_detail", args=[skp.pk])).status_code == 404

    def test_the_decision_page_and_its_two_buttons(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        client, url = provinsi.client("atasan"), reverse("kinerja:skp_decide", args=[skp.pk])
        assert "Pemeriksaan otomatis" in client.get(url).content.decode()
        answer = client.post(url, {"putusan": "kembali", "putaran": 1, "catatan": ""})
        assert "Tulis apa yang perlu diperbaiki" in answer.content.decode()
        client.post(url, {"putusan": "setuju", "putaran": 1, "catatan": ""})
        skp.refresh_from_db()
        assert skp.status == "disetujui"

    def test_the_superior_does_not_see_drafts_on_the_board(self, provinsi, tahun):
        begin(provinsi, tahun)
        page = provinsi.client("atasan").get(reverse("kinerja:tim")).content.decode()
        assert "Siti Aminah" in page
        assert "Draf" in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_plan_costs_the_same_queries_however_long(self, provinsi, tahun, rows, django_assert_num_queries):
        skp = make_skp(tahun, provinsi.orang["pegawai"], rhk=rows)
        client = login(provinsi.akun["pegawai"])
        client.get(reverse("kinerja:skp_detail", args=[skp.pk]))
        with django_assert_num_queries(18):
            client.get(reverse("kinerja:skp_detail", args=[skp.pk]))

    @pytest.mark.parametrize("people", [1, 4])
    def test_a_team_costs_the_same_queries_however_large(self, provinsi, tahun, people, django_assert_num_queries):
        for number in range(people):
            person = make_person(f"Anggota {number}", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
            make_skp(tahun, person, status=StatusSKP.DIAJUKAN)
        client = login(provinsi.akun["atasan"])
        client.get(reverse("kinerja:tim"))
        with django_assert_num_queries(12):
            client.get(reverse("kinerja:tim"))

    def test_every_change_leaves_its_trace(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        persetujuan.approve_skp(skp.pk, by=provinsi.akun["atasan"])
        acts = set(Tindakan.objects.filter(subjek_id=skp.pegawai_id).values_list("aksi", flat=True))
        assert {"skp_dimulai", "rhk_disimpan", "skp_diajukan", "skp_disetujui"} <= acts
