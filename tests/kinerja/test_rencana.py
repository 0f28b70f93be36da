"""Plans on their way: written, sent with a receipt, returned, approved, revised; and who never decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.enums import JenisUnit
from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import DelegasiTugas, Notifikasi, Tindakan, Tugas, periode
from asn_portal.core.services.tugas import decide_many
from kinerja import permissions
from kinerja.aturan.berakhlak import PANDUAN
from kinerja.aturan.petunjuk import petunjuk_baris
from kinerja.enums import BentukSKP, PendekatanSKP, StatusSKP, SumberKinerja
from kinerja.kunci_tugas import TUGAS_SKP
from kinerja.models import SKP, PenetapanSumber, TambahanWaktu, TenggatKinerja
from kinerja.selectors import rencana as selectors
from kinerja.selectors.periode import kelompok_of, planning_window
from kinerja.services import persetujuan, rencana
from kinerja.services.rencana import IsianIndikator, IsianRHK
from pegawai.models import HubunganAtasan
from tests.conftest import Provinsi, login
from tests.factories.core import make_unit
from tests.factories.kinerja import make_iku, make_periode, make_rhk, make_skp
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


def begin(p: Provinsi, tahun: Any, who: str = "pegawai", **values: Any) -> SKP:
    given = {"bentuk": BentukSKP.JA_JF, "pendekatan": PendekatanSKP.KUANTITATIF, "by": p.akun[who]} | values
    return rencana.start_skp(tahun.pk, **given)


def write(p: Provinsi, skp: SKP, teks: str = "Tersedianya 12 laporan pengukuran", who: str = "pegawai", **values: Any):
    indicators = [IsianIndikator("Jumlah laporan", "12", "laporan", aspek="kuantitas")]
    return rencana.save_rhk(skp.pk, IsianRHK("utama", teks, indicators, **values), by=p.akun[who])


def sent(p: Provinsi, tahun: Any) -> SKP:
    skp = begin(p, tahun)
    write(p, skp)
    persetujuan.submit_skp(skp.pk, by=p.akun["pegawai"])
    skp.refresh_from_db()
    return skp


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


class TestSending:
    def test_with_a_receipt_and_a_duty_for_the_superior(self, provinsi, tahun):
        skp = begin(provinsi, tahun)
        write(provinsi, skp)
        receipt = persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])
        assert receipt.nomor.startswith(f"SKP-{tahun.tahun}-")
        assert receipt.tepat_waktu is True
        assert list(Tugas.objects.filter(objek_id=skp.pk).values_list("untuk", "jenis")) == [
            (provinsi.akun["atasan"].pk, TUGAS_SKP)
        ]
        skp.refresh_from_db()
        assert skp.identitas["pegawai"]["nama"] == "Siti Aminah"
        assert skp.atasan_penilai == provinsi.orang["atasan_penilai"]

    def test_not_without_a_result(self, provinsi, tahun):
        skp = begin(provinsi, tahun)
        with pytest.raises(DomainError, match="hasil kerja utama"):
            persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])

    def test_not_before_the_window_opens(self, provinsi):
        later = make_periode(provinsi.instansi, timezone.localdate().year + 1)
        skp = make_skp(later, provinsi.orang["pegawai"])
        with pytest.raises(DomainError, match="dapat diajukan mulai 1 Januari"):
            persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])

    def test_late_is_accepted_and_said(self, provinsi, tahun):
        yesterday = timezone.localdate() - timedelta(days=1)
        TenggatKinerja.objects.update(buka=yesterday - timedelta(days=9), batas=yesterday)
        skp = make_skp(tahun, provinsi.orang["pegawai"])
        assert persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"]).tepat_waktu is False

    def test_days_given_back_count(self, provinsi, tahun):
        yesterday = timezone.localdate() - timedelta(days=1)
        deadline = tahun.daftar_tenggat.get()
        TenggatKinerja.objects.update(buka=yesterday - timedelta(days=9), batas=yesterday)
        TambahanWaktu.objects.create(tenggat=deadline, hari=2, alasan="Gangguan", oleh=provinsi.akun["admin_bkd"])
        skp = make_skp(tahun, provinsi.orang["pegawai"])
        assert persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"]).tepat_waktu is True

    def test_the_nearest_unit_has_its_own_window(self, provinsi, tahun):
        own = date(tahun.tahun, 6, 30)
        TenggatKinerja.objects.create(
            periode=tahun, tahap="rencana", unit=provinsi.dinas, buka=date(tahun.tahun, 1, 1), batas=own
        )
        today = timezone.localdate()
        assert planning_window(tahun, provinsi.seksi.pk, today).batas == own
        assert planning_window(tahun, provinsi.dinas_lain.pk, today).batas == date(tahun.tahun, 12, 31)

    def test_without_a_superior_it_waits_and_keeps_everything(self, provinsi, tahun):
        skp = make_skp(tahun, provinsi.orang["orang_dinas_lain"], penilai=None)
        with pytest.raises(DomainError, match="Atasan Anda belum tercatat"):
            persetujuan.submit_skp(skp.pk, by=provinsi.akun["orang_dinas_lain"])
        assert SKP.objects.get(pk=skp.pk).daftar_rhk.count() == 2

    def test_taken_back_it_can_be_written_again(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        with pytest.raises(DomainError, match="tidak dapat diubah"):
            write(provinsi, skp)
        persetujuan.withdraw_skp(skp.pk, by=provinsi.akun["pegawai"])
        assert write(provinsi, skp).pk
        assert not Tugas.objects.filter(objek_id=skp.pk, selesai_pada=None).exists()


class TestDeciding:
    def test_approved_by_the_superior_of_today(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        persetujuan.approve_skp(skp.pk, by=provinsi.akun["atasan"], putaran=1)
        skp.refresh_from_db()
        assert (skp.status, skp.diputus_oleh) == ("disetujui", provinsi.akun["atasan"])
        assert Notifikasi.objects.get(untuk=provinsi.akun["pegawai"]).judul == f"SKP {tahun.tahun} Anda disetujui"

    @pytest.mark.parametrize(
        "who", ["pegawai", "rekan", "atasan_penilai", "admin_unit", "admin_bkd", "auditor", "pimpinan", "admin_sistem"]
    )
    def test_by_nobody_else(self, provinsi, tahun, who):
        skp = sent(provinsi, tahun)
        for change in (
            lambda: persetujuan.approve_skp(skp.pk, by=provinsi.akun[who]),
            lambda: persetujuan.return_skp(skp.pk, catatan="x", by=provinsi.akun[who]),
        ):
            with pytest.raises(PermissionDenied):
                change()
        assert jenis_tugas(TUGAS_SKP).berhak(provinsi.akun[who], [skp.pk]) <= ({skp.pk} if who == "pegawai" else set())

    def test_the_own_plan_by_no_route(self, provinsi, tahun):
        """Page, batch of the inbox, delegation, and as acting superior of oneself."""
        skp, own = sent(provinsi, tahun), provinsi.akun["pegawai"]
        client = provinsi.client("pegawai")
        answer = client.post(reverse("kinerja:skp_decide", args=[skp.pk]), {"putusan": "setuju", "putaran": 1})
        assert answer.status_code == 403
        DelegasiTugas.objects.create(
            dari=provinsi.akun["atasan"], kepada=own, jenis=TUGAS_SKP, alasan="x", berlaku=periode(timezone.localdate())
        )
        with pytest.raises(PermissionDenied):
            decide_many(TUGAS_SKP, list(Tugas.objects.values_list("pk", flat=True)), catatan="", by=own)
        with pytest.raises(Exception, match="atasan_bukan_diri_sendiri"):
            HubunganAtasan.objects.create(
                pegawai=provinsi.orang["pegawai"], atasan=provinsi.orang["pegawai"], alasan="plt",
                berlaku=periode(timezone.localdate()),
            )  # fmt: skip
        # (the transaction of the test is broken by the constraint: nothing more is asked)

    def test_returned_with_reasons_by_line_and_sent_again(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        line = skp.daftar_rhk.get()
        persetujuan.return_skp(
            skp.pk, catatan="Periksa target", by=provinsi.akun["atasan"], putaran=1, per_baris={line.garis: "Kurang 3"}
        )
        skp.refresh_from_db()
        assert selectors.last_notes(skp) == ("Periksa target", {line.garis: "Kurang 3"})
        assert (
            Tugas.objects.get(untuk=provinsi.akun["pegawai"], selesai_pada=None).judul == f"Perbaiki SKP {tahun.tahun}"
        )
        persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])
        assert Tugas.objects.get(objek_id=skp.pk, selesai_pada=None).untuk == provinsi.akun["atasan"]

    def test_a_return_says_something(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        with pytest.raises(DomainError, match="Tulis apa yang perlu diperbaiki"):
            persetujuan.return_skp(skp.pk, catatan="", by=provinsi.akun["atasan"])

    def test_a_stale_tab_decides_nothing(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        persetujuan.withdraw_skp(skp.pk, by=provinsi.akun["pegawai"])
        write(provinsi, skp, "Tersedianya 3 peta")
        persetujuan.submit_skp(skp.pk, by=provinsi.akun["pegawai"])
        with pytest.raises(TransitionError, match="diajukan lagi sejak halaman Anda dibuka"):
            persetujuan.approve_skp(skp.pk, by=provinsi.akun["atasan"], putaran=1)
        persetujuan.approve_skp(skp.pk, by=provinsi.akun["atasan"], putaran=2)
        with pytest.raises(TransitionError, match="sekarang disetujui"):
            persetujuan.return_skp(skp.pk, catatan="x", by=provinsi.akun["atasan"], putaran=2)

    def test_a_new_superior_takes_over(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        link = HubunganAtasan.objects.kini().get(pegawai=provinsi.orang["pegawai"])
        other = make_person("Atasan Baru", unit=provinsi.seksi)
        from asn_portal.core.models import write_period

        write_period(
            HubunganAtasan, keys={"pegawai": link.pegawai}, berlaku=periode(timezone.localdate()),
            values={"atasan": other, "alasan": "plt", "dasar": ""},
        )  # fmt: skip
        assert not permissions.can_decide_skp(provinsi.akun["atasan"], skp)
        persetujuan.approve_skp(skp.pk, by=other.pengguna)
        assert SKP.objects.get(pk=skp.pk).penilai == other

    def test_many_after_reading(self, provinsi, tahun):
        iku = make_iku(tahun, provinsi.dinas)
        plans = []
        for who in ("pegawai", "rekan"):
            skp = begin(provinsi, tahun, who)
            write(provinsi, skp, who=who, sandaran=("iku", iku.pk))
            persetujuan.submit_skp(skp.pk, by=provinsi.akun[who])
            plans.append(skp)
        boss, client = provinsi.akun["atasan"], provinsi.client("atasan")
        duties = list(Tugas.objects.filter(untuk=boss, selesai_pada=None))
        assert {one.berhasil for one in decide_many(TUGAS_SKP, [t.pk for t in duties], catatan="", by=boss)} == {False}
        for duty in duties:
            client.get(reverse("core:tugas_open", args=[duty.pk]))
        results = decide_many(TUGAS_SKP, [t.pk for t in duties], catatan="", by=boss)
        assert [one.berhasil for one in results] == [True, True]
        assert {row.status for row in SKP.objects.filter(pk__in=[p.pk for p in plans])} == {"disetujui"}

    def test_what_hangs_on_nothing_is_decided_by_itself(self, provinsi, tahun):
        skp = sent(provinsi, tahun)
        assert jenis_tugas(TUGAS_SKP).massal.peringatan([skp.pk])[skp.pk].startswith("Ada hasil utama")


class TestRevision:
    def test_the_old_version_counts_until_the_new_one_is_approved(self, provinsi, tahun):
        first = sent(provinsi, tahun)
        persetujuan.approve_skp(first.pk, by=provinsi.akun["atasan"])
        second = rencana.revise_skp(first.pk, alasan="Penugasan baru", by=provinsi.akun["pegawai"])
        row = second.daftar_rhk.get()
        indicators = [IsianIndikator("Jumlah laporan", "9", "laporan", aspek="kuantitas")]
        rencana.save_rhk(second.pk, IsianRHK("utama", row.teks, indicators), by=provinsi.akun["pegawai"], rhk_id=row.pk)
        change = selectors.differences(first, second).ubah[0]
        assert [p.teks for p in change.lama if p.beda] == ["12"]
        assert [p.teks for p in change.baru if p.beda] == ["9"]
        persetujuan.submit_skp(second.pk, by=provinsi.akun["pegawai"])
        first.refresh_from_db()
        assert first.status == "disetujui"
        persetujuan.approve_skp(second.pk, by=provinsi.akun["atasan"])
        states = dict(SKP.objects.values_list("versi", "status"))
        assert states == {1: "diganti", 2: "disetujui"}

    def test_one_revision_at_a_time(self, provinsi, tahun):
        first = make_skp(tahun, provinsi.orang["pegawai"], status=StatusSKP.DISETUJUI)
        second = rencana.revise_skp(first.pk, alasan="x", by=provinsi.akun["pegawai"])
        with pytest.raises(DomainError, match="sudah dimulai"):
            rencana.revise_skp(first.pk, alasan="x", by=provinsi.akun["pegawai"])
        rencana.discard_skp(second.pk, by=provinsi.akun["pegawai"])
        assert rencana.revise_skp(first.pk, alasan="x", by=provinsi.akun["pegawai"]).versi == 2


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
