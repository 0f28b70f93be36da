"""What the database itself refuses about plans, whoever asks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.models import periode
from kinerja.enums import Aspek, StatusSKP
from kinerja.models import (
    SKP,
    EkspektasiPerilaku,
    IndikatorKinerja,
    LangkahSKP,
    RencanaHasilKerja,
    TambahanWaktu,
    TenggatKinerja,
)
from tests.factories.kinerja import make_iku, make_periode, make_rhk, make_skp

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun(provinsi):
    return make_periode(provinsi.instansi)


@pytest.fixture
def siti(provinsi):
    return provinsi.orang["pegawai"]


def refused(change):
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        change()


class TestOnePlan:
    def test_two_drafts_of_one_stretch(self, tahun, siti):
        make_skp(tahun, siti)
        refused(lambda: make_skp(tahun, siti))

    def test_a_draft_beside_the_approved_one(self, tahun, siti):
        make_skp(tahun, siti, status=StatusSKP.DISETUJUI)
        assert make_skp(tahun, siti).pk

    def test_two_approved_of_one_day(self, tahun, siti):
        make_skp(tahun, siti, status=StatusSKP.DISETUJUI)
        refused(lambda: make_skp(tahun, siti, status=StatusSKP.DISETUJUI))

    def test_two_stretches_of_one_year(self, tahun, siti):
        first = periode(date(tahun.tahun, 1, 1), date(tahun.tahun, 6, 30))
        second = periode(date(tahun.tahun, 7, 1), date(tahun.tahun, 12, 31))
        assert make_skp(tahun, siti, berlaku=first).pk != make_skp(tahun, siti, berlaku=second).pk

    @pytest.mark.parametrize(
        ("dari", "sampai"), [((-1, 12, 31), (0, 12, 31)), ((0, 1, 1), (1, 1, 1)), ((1, 1, 1), (1, 6, 30))]
    )
    def test_days_outside_the_year(self, tahun, siti, dari, sampai):
        year = tahun.tahun
        stretch = periode(date(year + dari[0], *dari[1:]), date(year + sampai[0], *sampai[1:]))
        refused(lambda: make_skp(tahun, siti, berlaku=stretch))

    def test_nobody_is_the_own_penilai(self, tahun, siti):
        refused(lambda: make_skp(tahun, siti, penilai=siti))
        refused(lambda: make_skp(tahun, siti, atasan_penilai=siti))

    def test_a_second_version_has_a_first(self, tahun, siti):
        refused(lambda: make_skp(tahun, siti, versi=2))


class TestApproval:
    def test_never_by_the_owner(self, provinsi, tahun, siti):
        skp = make_skp(tahun, siti, status=StatusSKP.DIAJUKAN)
        own = {"status": StatusSKP.DISETUJUI, "diputus_pada": timezone.now(), "diputus_oleh": provinsi.akun["pegawai"]}
        refused(lambda: SKP.objects.filter(pk=skp.pk).update(**own))

    def test_never_by_nobody(self, tahun, siti):
        skp = make_skp(tahun, siti, status=StatusSKP.DIAJUKAN)
        refused(lambda: SKP.objects.filter(pk=skp.pk).update(status=StatusSKP.DISETUJUI, diputus_pada=timezone.now()))

    @pytest.mark.parametrize(
        "status", [StatusSKP.DIAJUKAN, StatusSKP.DISETUJUI, StatusSKP.DIGANTI, StatusSKP.DIBATALKAN]
    )
    def test_what_was_sent_or_decided_stays(self, tahun, siti, status):
        skp = make_skp(tahun, siti, status=status)
        row = skp.daftar_rhk.first()
        refused(lambda: SKP.objects.filter(pk=skp.pk).update(dukungan="Lain"))
        refused(lambda: RencanaHasilKerja.objects.filter(pk=row.pk).update(teks="Lain"))
        refused(lambda: RencanaHasilKerja.objects.filter(pk=row.pk).delete())
        refused(lambda: IndikatorKinerja.objects.filter(rhk=row).update(target="1"))
        refused(lambda: make_rhk(skp, 9))
        refused(lambda: EkspektasiPerilaku.objects.create(skp=skp, nilai="loyal", teks="Setia"))

    def test_the_link_to_the_superior_may_follow(self, provinsi, tahun, siti):
        above = make_rhk(make_skp(tahun, provinsi.orang["atasan"], rhk=0), 1)
        skp = make_skp(tahun, siti, status=StatusSKP.DISETUJUI)
        row = skp.daftar_rhk.first()
        assert RencanaHasilKerja.objects.filter(pk=row.pk).update(rhk_pimpinan=above) == 1

    def test_it_is_not_deleted_and_not_given_away(self, provinsi, tahun, siti):
        skp = make_skp(tahun, siti)
        refused(skp.delete)
        refused(lambda: SKP.objects.filter(pk=skp.pk).update(pegawai=provinsi.orang["rekan"]))

    def test_the_way_is_only_added_to(self, provinsi, tahun, siti):
        skp = make_skp(tahun, siti)
        step = LangkahSKP.objects.create(
            skp=skp,
            putaran=1,
            dari="draf",
            ke="diajukan",
            pada=timezone.now(),
            nomor="SKP-1",
            oleh=provinsi.akun["pegawai"],
        )
        refused(lambda: LangkahSKP.objects.filter(pk=step.pk).update(tepat_waktu=True))
        refused(lambda: LangkahSKP.objects.filter(pk=step.pk).delete())

    def test_a_receipt_has_a_number_and_nothing_else_has(self, tahun, siti):
        skp = make_skp(tahun, siti)
        refused(lambda: LangkahSKP.objects.create(skp=skp, putaran=1, ke="diajukan", pada=timezone.now()))
        refused(lambda: LangkahSKP.objects.create(skp=skp, putaran=1, ke="disetujui", pada=timezone.now(), nomor="A"))


class TestRows:
    def test_every_aspect_and_value_is_a_known_one(self, tahun, siti):
        skp = make_skp(tahun, siti)
        refused(lambda: EkspektasiPerilaku.objects.create(skp=skp, nilai="rajin", teks="x"))
        refused(lambda: RencanaHasilKerja.objects.create(skp=skp, urut=3, teks=""))
        row = skp.daftar_rhk.first()
        refused(lambda: IndikatorKinerja.objects.create(rhk=row, urut=1, aspek=Aspek.WAKTU, teks="Dua nomor satu"))

    def test_a_deadline_before_its_opening(self, tahun):
        values = {"periode": tahun, "tahap": "tahunan", "buka": date(2026, 2, 1), "batas": date(2026, 1, 1)}
        refused(lambda: TenggatKinerja.objects.create(**values))

    def test_two_deadlines_of_one_stage_for_everybody(self, tahun):
        values = {"periode": tahun, "tahap": "rencana", "buka": date(2026, 1, 1), "batas": date(2026, 2, 1)}
        refused(lambda: TenggatKinerja.objects.create(**values))

    def test_days_given_back_are_between_one_and_thirty(self, provinsi, tahun):
        deadline = tahun.daftar_tenggat.get()
        for days in (0, 31):
            values = {"tenggat": deadline, "hari": days, "alasan": "x", "oleh": provinsi.akun["admin_bkd"]}
            refused(lambda values=values: TambahanWaktu.objects.create(**values))

    def test_one_number_of_an_agreement(self, provinsi, tahun):
        make_iku(tahun, provinsi.dinas, 1)
        refused(lambda: make_iku(tahun, provinsi.dinas, 1))
