"""Plans on their way: sent with a receipt, returned, approved, revised; and who never decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError, TransitionError
from asn_portal.core.jenis_tugas import jenis_tugas
from asn_portal.core.models import DelegasiTugas, Notifikasi, Tugas, periode
from asn_portal.core.services.tugas import decide_many
from kinerja import permissions
from kinerja.enums import StatusSKP
from kinerja.kunci_tugas import TUGAS_SKP
from kinerja.models import SKP, TambahanWaktu, TenggatKinerja
from kinerja.selectors import rencana as selectors
from kinerja.selectors.periode import planning_window
from kinerja.services import persetujuan, rencana
from kinerja.services.rencana import IsianIndikator, IsianRHK
from pegawai.models import HubunganAtasan
from tests.factories.kinerja import make_iku, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.kinerja.langkah import begin, sent, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


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

    def test_it_costs_the_same_queries_however_long_the_plan(self, provinsi, tahun):
        """On the last day everybody sends: what is asked is counted."""
        counts = []
        for rows, who in ((1, "pegawai"), (6, "rekan")):
            skp = make_skp(tahun, provinsi.orang[who], rhk=rows)
            with CaptureQueriesContext(connection) as seen:
                persetujuan.submit_skp(skp.pk, by=provinsi.akun[who])
            counts.append(len(seen))
        assert counts[0] == counts[1] <= 25

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
