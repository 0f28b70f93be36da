"""Reports of shifts: one report, counted once for each who confirms it, on the first day of the shift."""

from __future__ import annotations

from datetime import UTC, date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from asn_portal.berkas.isi.terima import Kiriman
from asn_portal.core.errors import DomainError
from asn_portal.core.models import Notifikasi, Tugas
from kinerja.aturan.giliran import giliran
from kinerja.forms.pelaksanaan import named_lines
from kinerja.models import BuktiDukung, LaporanRegu, Progres, SebutanRegu
from kinerja.selectors.evaluasi import sheet_of
from kinerja.selectors.regu import board_of, lines_to_report
from kinerja.services import pelaksanaan
from kinerja.services import regu as services
from kinerja.services.regu import IsianRegu
from tests.factories.berkas import pdf
from tests.factories.kinerja import make_evaluasi, make_periode, make_skp
from tests.factories.kinerja_tim import make_shift

pytestmark = pytest.mark.django_db
LALU = timezone.localdate().year - 1
HARI = date(LALU, 3, 31)


@pytest.fixture
def rencana(provinsi):
    """Approved plans of the head and of one colleague."""
    year = make_periode(provinsi.instansi, LALU)
    return {who: make_skp(year, provinsi.orang[who], status="disetujui") for who in ("pegawai", "rekan")}


def report(p, plans, **values):
    given = {
        "rhk_id": plans["pegawai"].daftar_rhk.first().pk, "tanggal": HARI, "mulai": time(22), "selesai": time(6),
        "teks": "Pompa dijaga semalam", "orang": [p.orang["rekan"].pk],
    }  # fmt: skip
    return services.report_shift(IsianRegu(**given | values), by=p.akun["pegawai"])


def named(row, p, who="rekan"):
    return row.daftar_sebutan.get(pegawai=p.orang[who])


class TestTheDay:
    @pytest.mark.parametrize(
        ("mulai", "selesai", "akhir"),
        [(time(8), time(16), HARI), (time(22), time(6), date(LALU, 4, 1)), (time(7), time(7), date(LALU, 4, 1))],
    )
    def test_a_shift_belongs_to_its_first_day(self, mulai, selesai, akhir):
        found = giliran(HARI, mulai, selesai, UTC)
        assert (found.hari, found.selesai.date()) == (HARI, akhir)

    def test_the_last_one_of_a_year_is_reported_in_the_next(self, provinsi, rencana):
        """It ends on New Year's Day, when the plan of the new year runs already."""
        new = make_skp(make_periode(provinsi.instansi, LALU + 1), provinsi.orang["pegawai"], status="disetujui")
        offered = lines_to_report(provinsi.orang["pegawai"], date(LALU + 1, 1, 1))
        assert {row.skp_id for row in offered} == {new.pk, rencana["pegawai"].pk}
        assert f"(SKP sejak 1 Januari {LALU})" in " ".join(label for _, label in named_lines(offered))
        row = report(provinsi, rencana, tanggal=date(LALU, 12, 31))
        assert (row.tanggal, row.rentang.upper.astimezone().year) == (date(LALU, 12, 31), LALU + 1)
        assert {one.skp_id for one in lines_to_report(provinsi.orang["pegawai"], date(LALU + 1, 2, 1))} == {new.pk}

    def test_so_do_the_notes_and_the_quarter(self, provinsi, rencana):
        row = report(provinsi, rencana)
        services.confirm_shift(
            named(row, provinsi).pk, rencana["rekan"].daftar_rhk.first().pk, by=provinsi.akun["rekan"]
        )
        assert set(Progres.objects.values_list("tanggal", flat=True)) == {HARI}
        assert len(sheet_of(make_evaluasi(rencana["rekan"], "dikirim"), HARI).rekaman.progres) == 1


class TestReporting:
    def test_counts_at_once_for_the_head_and_asks_the_others(self, provinsi, rencana):
        row = report(provinsi, rencana, kiriman=[Kiriman("giliran.pdf", pdf())])
        assert named(row, provinsi, "pegawai").status == "diakui"
        assert named(row, provinsi).status == "menunggu"
        assert Tugas.objects.get(jenis="kinerja.laporan_regu").untuk == provinsi.akun["rekan"]
        assert not Progres.objects.filter(pegawai=provinsi.orang["rekan"]).exists()

    def test_the_same_proof_makes_one_report_and_nothing_half_written_stays(self, provinsi, rencana):
        report(provinsi, rencana, kiriman=[Kiriman("giliran.pdf", pdf())])
        with pytest.raises(DomainError, match="sudah dikirim seseorang"):
            report(provinsi, rencana, kiriman=[Kiriman("lain.pdf", pdf())], mulai=time(8), selesai=time(9))
        assert (LaporanRegu.objects.count(), Progres.objects.count()) == (1, 1)

    @pytest.mark.parametrize("who", ["atasan_penilai", "orang_dinas_lain", "pegawai"])
    def test_only_colleagues_of_the_unit_with_a_plan(self, provinsi, rencana, who):
        with pytest.raises(DomainError, match="Pilih rekan"):
            report(provinsi, rencana, orang=[provinsi.orang[who].pk])
        assert not LaporanRegu.objects.exists()

    def test_not_before_it_has_ended(self, provinsi, rencana):
        now = timezone.localtime()
        make_skp(make_periode(provinsi.instansi, now.year), provinsi.orang["rekan"], status="disetujui")
        plan = make_skp(
            rencana["pegawai"].periode.__class__.objects.get(tahun=now.year),
            provinsi.orang["pegawai"],
            status="disetujui",
        )
        with pytest.raises(DomainError, match="belum selesai"):
            report(
                provinsi,
                rencana,
                rhk_id=plan.daftar_rhk.first().pk,
                tanggal=now.date(),
                mulai=time(23, 58),
                selesai=time(23, 57),
            )

    def test_two_shifts_at_the_same_hour(self, provinsi, rencana):
        report(provinsi, rencana)
        with pytest.raises(DomainError, match="dua giliran"):
            report(provinsi, rencana, teks="Di tempat lain", mulai=time(23), selesai=time(1))


class TestAnswering:
    def test_confirmed_it_counts_once(self, provinsi, rencana):
        row = report(provinsi, rencana, kiriman=[Kiriman("giliran.pdf", pdf())])
        one, line = named(row, provinsi), rencana["rekan"].daftar_rhk.first()
        services.confirm_shift(one.pk, line.pk, by=provinsi.akun["rekan"])
        proof = BuktiDukung.objects.get(pegawai=provinsi.orang["rekan"])
        assert (proof.jenis, proof.laporan, proof.progres.rhk) == ("regu", row, line)
        with pytest.raises(DomainError, match="sudah menjawab"):
            services.confirm_shift(one.pk, line.pk, by=provinsi.akun["rekan"])
        assert not Tugas.objects.filter(jenis="kinerja.laporan_regu", selesai_pada=None).exists()
        note = Progres.objects.create(pegawai=line.skp.pegawai, rhk=line, tanggal=HARI, teks="x")
        with pytest.raises(IntegrityError), transaction.atomic():
            BuktiDukung.objects.create(
                progres=note, pegawai=line.skp.pegawai, tahun=LALU, jenis="regu", laporan=row, judul="x", sidik="f" * 64
            )

    def test_a_proof_that_was_noted_before_is_not_counted_again(self, provinsi, rencana):
        line = rencana["rekan"].daftar_rhk.first()
        given = pelaksanaan.IsianProgres(line.pk, HARI, "Sendiri", kiriman=[Kiriman("a.pdf", pdf())])
        pelaksanaan.add_progress(given, by=provinsi.akun["rekan"])
        one = named(report(provinsi, rencana, kiriman=[Kiriman("a.pdf", pdf())]), provinsi)
        with pytest.raises(DomainError, match="tidak dihitung dua kali"):
            services.confirm_shift(one.pk, line.pk, by=provinsi.akun["rekan"])
        one.refresh_from_db()
        assert (one.status, Progres.objects.filter(pegawai=provinsi.orang["rekan"]).count()) == ("menunggu", 1)

    def test_denied_with_a_reason_that_the_head_reads(self, provinsi, rencana):
        one = named(report(provinsi, rencana), provinsi)
        with pytest.raises(DomainError, match="Tulis alasannya"):
            services.deny_shift(one.pk, alasan="", by=provinsi.akun["rekan"])
        services.deny_shift(one.pk, alasan="Saya cuti", by=provinsi.akun["rekan"])
        assert Notifikasi.objects.get(isi="Saya cuti").untuk == provinsi.akun["pegawai"]
        assert not Progres.objects.filter(pegawai=provinsi.orang["rekan"]).exists()

    @pytest.mark.parametrize("who", ["pegawai", "atasan", "admin_bkd"])
    def test_nobody_answers_for_another(self, provinsi, rencana, who):
        one = named(report(provinsi, rencana), provinsi)
        line = rencana["pegawai"].daftar_rhk.first()
        with pytest.raises(PermissionDenied):
            services.confirm_shift(one.pk, line.pk, by=provinsi.akun[who])
        with pytest.raises(PermissionDenied):
            services.deny_shift(one.pk, alasan="x", by=provinsi.akun[who])

    def test_not_after_the_handing_over(self, provinsi, rencana):
        one = named(report(provinsi, rencana), provinsi)
        make_evaluasi(rencana["rekan"])
        with pytest.raises(DomainError, match="sudah disampaikan"):
            services.confirm_shift(one.pk, rencana["rekan"].daftar_rhk.first().pk, by=provinsi.akun["rekan"])

    def test_a_note_taken_back_waits_for_an_answer_again(self, provinsi, rencana):
        one = named(report(provinsi, rencana), provinsi)
        services.confirm_shift(one.pk, rencana["rekan"].daftar_rhk.first().pk, by=provinsi.akun["rekan"])
        one.refresh_from_db()
        pelaksanaan.delete_progress(one.progres_id, by=provinsi.akun["rekan"])
        one.refresh_from_db()
        assert (one.status, one.progres_id) == ("menunggu", None)


class TestTakingBack:
    def test_before_anybody_else_has_confirmed(self, provinsi, rencana):
        row = report(provinsi, rencana)
        services.withdraw_report(row.pk, by=provinsi.akun["pegawai"])
        assert not Progres.objects.exists()
        assert not board_of(provinsi.akun["rekan"]).menunggu
        with pytest.raises(DomainError, match="sudah ditarik"):
            services.withdraw_report(row.pk, by=provinsi.akun["pegawai"])

    def test_not_afterwards_and_never_rewritten(self, provinsi, rencana):
        row = report(provinsi, rencana)
        services.confirm_shift(
            named(row, provinsi).pk, rencana["rekan"].daftar_rhk.first().pk, by=provinsi.akun["rekan"]
        )
        with pytest.raises(DomainError, match="tidak ditarik lagi"):
            services.withdraw_report(row.pk, by=provinsi.akun["pegawai"])
        for change in (
            lambda: LaporanRegu.objects.filter(pk=row.pk).update(teks="Lain"),
            lambda: SebutanRegu.objects.filter(laporan=row).update(pegawai=provinsi.orang["atasan"]),
            row.delete,
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_who_reads_the_report_and_its_proof(provinsi, rencana):
    one = make_shift(provinsi.orang["pegawai"], provinsi.orang["rekan"], HARI)
    for who, status in (("pegawai", 200), ("rekan", 200), ("atasan", 200), ("admin_unit", 200), ("atasan_penilai", 404),
                        ("pimpinan", 404), ("admin_unit_lain", 404), ("orang_dinas_lain", 404)):  # fmt: skip
        client = provinsi.client(who)
        assert client.get(reverse("kinerja:regu_detail", args=[one.laporan_id])).status_code == status
        answer = client.get(reverse("kinerja:regu_file", args=[one.laporan_id]))
        assert answer.status_code == status
        assert status != 200 or b"".join(answer.streaming_content)
