"""The edges of a year: a move, a stand-in, another penilai, leave, study, contracts, a plan that never came; never an invented
predicate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.errors import DomainError
from asn_portal.core.models import periode
from kinerja.enums import IramaEvaluasi, JenisEvaluasi
from kinerja.models import AngkaKredit, Evaluasi, TambahanWaktu, TenggatKinerja
from kinerja.selectors.evaluasi import stages_for, stages_of, window_of
from kinerja.selectors.masa_kerja import is_studying, worked_pieces
from kinerja.selectors.segmen import moved_since
from kinerja.services import evaluasi as services
from kinerja.services import keberatan as objections
from kinerja.services import periode as years
from kinerja.services.angka_kredit import recount
from kinerja.services.evaluasi import Penilaian
from kinerja.services.persetujuan import submit_skp
from pegawai.enums import AlasanAtasan, JenisPegawai
from pegawai.models import RiwayatCLTN
from pegawai.services.penempatan import place_atasan
from tests.factories.kinerja import make_achievement, make_evaluasi, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.factories.riwayat import entry

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
LALU = HARI.year - 1
SESUAI = "sesuai_ekspektasi"


@pytest.fixture
def tahun(provinsi):
    year = make_periode(provinsi.instansi, LALU)
    for jenis, nomor in stages_of(year):
        make_achievement(year, provinsi.dinas, provinsi.akun["admin_bkd"], jenis=jenis, nomor=nomor)
    return year


def says(**values):
    return Penilaian(SESUAI, SESUAI, {}, {}, "", values.get("alasan", ""))


def approved(p, year, mulai=None, sampai=None, **values):
    stretch = periode(mulai or date(LALU, 1, 1), sampai or date(LALU, 12, 31))
    return make_skp(
        year, p.orang["pegawai"], status="disetujui", rhk=1, berlaku=stretch,
        **({"penilai": p.orang["atasan"]} | values),
    )  # fmt: skip


def away(person, mulai, sampai, jenis="cltn:1", **values):
    return RiwayatCLTN.objects.create(
        pegawai=person, jenis_cltn=entry(jenis), berlaku=periode(mulai, sampai), sumber="hr", **values
    )


def begun(p, skp, jenis="triwulan", nomor=1):
    return services.start_evaluasi(skp.pk, jenis, nomor, by=p.akun["pegawai"])


# -- a move in mid-year -------------------------------------------------------------------------------------------


def test_a_move_gives_two_segments_with_two_penilai_in_one_quarter(provinsi, tahun):
    first = approved(provinsi, tahun, sampai=date(LALU, 2, 15))
    second = approved(provinsi, tahun, mulai=date(LALU, 2, 16), penilai=provinsi.orang["atasan_penilai"])
    rows = [begun(provinsi, one) for one in (first, second)]
    assert [(row.mulai, row.sampai) for row in rows] == [
        (date(LALU, 1, 1), date(LALU, 2, 15)), (date(LALU, 2, 16), date(LALU, 3, 31)),
    ]  # fmt: skip
    assert [row.skp_id for row in rows] == [first.pk, second.pk]


def test_both_segments_of_a_year_count_in_months(provinsi, tahun):
    person = provinsi.orang["pegawai"]
    person.jabatan_kini = "Pranata Komputer Ahli Muda"
    person.save()
    for mulai, sampai in ((date(LALU, 1, 1), date(LALU, 4, 30)), (date(LALU, 5, 1), date(LALU, 12, 31))):
        skp = approved(provinsi, tahun, mulai, sampai)
        make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=periode(mulai, sampai), final_pada=timezone.now())
    recount([person.pk])
    assert sorted(AngkaKredit.objects.filter(pegawai=person, jenis="konversi").values_list("bulan", flat=True)) == [
        4,
        8,
    ]


# -- who rates ----------------------------------------------------------------------------------------------------


def hand_on(p, alasan):
    """Somebody else leads the person from today on."""
    place_atasan(
        p.orang["pegawai"],
        atasan=p.orang["atasan_penilai"],
        mulai=HARI,
        sampai=HARI + timedelta(days=30),
        alasan=alasan,
        dasar="x",
    )


@pytest.mark.parametrize("alasan", [AlasanAtasan.PLT, AlasanAtasan.PLH, AlasanAtasan.PETA])
def test_another_penilai_takes_over_and_the_plan_stays(provinsi, tahun, alasan):
    skp = approved(provinsi, tahun)
    row = begun(provinsi, skp)
    hand_on(provinsi, alasan)
    with pytest.raises(PermissionDenied):
        services.rate(row.pk, says(), by=provinsi.akun["atasan"])
    done = services.rate(row.pk, says(alasan="Serah terima"), by=provinsi.akun["atasan_penilai"])
    assert (done.penilai_id, done.skp_id) == (provinsi.orang["atasan_penilai"].pk, skp.pk)
    assert moved_since(provinsi.orang["pegawai"], LALU, HARI) is None


def test_nobody_rates_himself_as_stand_in_of_his_own_superior(provinsi, tahun):
    row = begun(provinsi, approved(provinsi, tahun))
    with pytest.raises(PermissionDenied):
        services.rate(row.pk, says(), by=provinsi.akun["pegawai"])


# -- leave and study ----------------------------------------------------------------------------------------------


def test_leave_without_pay_is_left_out_of_the_stretch(provinsi, tahun):
    skp = approved(provinsi, tahun)
    away(skp.pegawai, date(LALU, 2, 1), date(LALU, 6, 30))
    first = begun(provinsi, skp, "triwulan", 1)
    assert (first.mulai, first.sampai) == (date(LALU, 1, 1), date(LALU, 1, 31))
    with pytest.raises(DomainError, match="cuti di luar tanggungan negara"):
        begun(provinsi, skp, "triwulan", 2)
    assert begun(provinsi, skp, "triwulan", 3).mulai == date(LALU, 7, 1)


def test_leave_in_the_middle_leaves_two_parts_of_the_year(provinsi, tahun):
    skp = approved(provinsi, tahun)
    away(skp.pegawai, date(LALU, 4, 1), date(LALU, 9, 30), tanggal_aktif=date(LALU, 9, 1))
    rows = [begun(provinsi, skp, "tahunan", 0) for _ in range(3)]
    assert [(row.mulai.month, row.sampai.month) for row in rows] == [(1, 3), (9, 12), (9, 12)]


def test_study_keeps_the_stretch_and_says_what_counts(provinsi, tahun):
    skp = approved(provinsi, tahun)
    away(skp.pegawai, date(LALU, 1, 1), date(LALU, 12, 31), "cltn:6")
    row = begun(provinsi, skp)
    assert (row.mulai, row.sampai) == (date(LALU, 1, 1), date(LALU, 3, 31))
    assert is_studying(skp.pegawai, row.mulai, row.sampai)
    page = provinsi.client("pegawai").get(reverse("kinerja:evaluasi_detail", args=[row.pk])).content.decode()
    assert "kemajuan akademik" in page


def test_ordinary_days_are_one_piece(provinsi):
    assert len(worked_pieces(provinsi.orang["pegawai"], date(LALU, 1, 1), date(LALU, 12, 31))) == 1


# -- kinds of employment ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "jenis", [JenisPegawai.PNS, JenisPegawai.CPNS, JenisPegawai.PPPK, JenisPegawai.PPPK_PARUH_WAKTU]
)
@pytest.mark.parametrize("irama", IramaEvaluasi)
def test_part_time_contracts_are_evaluated_every_quarter_whatever_the_agency_chose(provinsi, tahun, jenis, irama):
    tahun.irama = irama
    tahun.save()
    skp = approved(provinsi, tahun)
    skp.pegawai.jenis = jenis
    skp.pegawai.save()
    kinds = [one.jenis for one in stages_for(provinsi.akun["pegawai"], skp, HARI)]
    quarterly = irama == IramaEvaluasi.TRIWULAN or jenis == JenisPegawai.PPPK_PARUH_WAKTU
    periodic = JenisEvaluasi.TRIWULAN if quarterly else JenisEvaluasi.BULANAN
    assert kinds == [periodic] * (4 if quarterly else 12) + [JenisEvaluasi.TAHUNAN]
    address = reverse("kinerja:evaluasi_start", args=[skp.pk, "triwulan", 1])
    assert provinsi.client("pegawai").post(address).status_code == (302 if quarterly else 404)


def test_a_quarter_in_a_monthly_agency_has_the_window_of_its_last_month(provinsi, tahun):
    tahun.irama = IramaEvaluasi.BULANAN
    tahun.save()
    for nomor, hari in ((1, date(LALU, 2, 1)), (3, date(LALU, 4, 1))):
        TenggatKinerja.objects.create(
            periode=tahun, tahap="periodik", nomor=nomor, buka=hari, batas=hari + timedelta(days=9)
        )
    assert window_of(tahun, None, "triwulan", 1, HARI).buka == date(LALU, 4, 1)
    assert window_of(tahun, None, "bulanan", 1, HARI).buka == date(LALU, 2, 1)


def test_a_newcomer_is_rated_for_the_months_worked(provinsi, tahun):
    """CPNS and whoever enters in the year: the stretch begins with the plan, and so do the months that count."""
    person = provinsi.orang["pegawai"]
    person.jenis, person.jabatan_kini = JenisPegawai.CPNS, "Analis Kebijakan Ahli Pertama"
    person.save()
    skp = approved(provinsi, tahun, mulai=date(LALU, 3, 1))
    make_evaluasi(skp, "final", jenis="tahunan", nomor=0, masa=skp.berlaku, final_pada=timezone.now())
    recount([person.pk])
    assert AngkaKredit.objects.get(pegawai=person, jenis="konversi").bulan == 10


# -- late, missing, given back ------------------------------------------------------------------------------------


def test_without_an_approved_plan_there_is_no_evaluation_and_no_predicate(provinsi, tahun):
    skp = make_skp(tahun, provinsi.orang["pegawai"], status="diajukan", penilai=provinsi.orang["atasan"])
    for who in ("pegawai", "atasan"):
        with pytest.raises(DomainError, match="SKP yang disetujui"):
            services.start_evaluasi(skp.pk, "triwulan", 1, by=provinsi.akun[who])
    objections.finalize_due(HARI)
    recount(None)
    assert not Evaluasi.objects.filter(pegawai=skp.pegawai).exists()
    assert not AngkaKredit.objects.filter(pegawai=skp.pegawai).exists()


def test_silence_of_the_penilai_finishes_nothing(provinsi, tahun):
    row = begun(provinsi, approved(provinsi, tahun))
    objections.finalize_due(HARI + timedelta(days=400))
    row.refresh_from_db()
    assert (row.status, row.predikat) == ("draf", "")


def test_days_given_back_after_an_outage_make_a_late_plan_in_time(provinsi):
    year = make_periode(provinsi.instansi, HARI.year, batas=HARI - timedelta(days=1))
    skp = make_skp(year, provinsi.orang["pegawai"], penilai=provinsi.orang["atasan"])
    window = year.daftar_tenggat.get()
    with pytest.raises(PermissionDenied):
        years.add_time(window.pk, hari=2, alasan="Portal padam", by=provinsi.akun["admin_unit"])
    years.add_time(window.pk, hari=2, alasan="Portal padam 30 Januari", by=provinsi.akun["admin_bkd"])
    step = submit_skp(skp.pk, by=provinsi.akun["pegawai"])
    assert (step.tepat_waktu, step.batas) == (True, HARI + timedelta(days=1))
    assert TambahanWaktu.objects.get().alasan == "Portal padam 30 Januari"


def test_late_is_late_and_is_still_taken(provinsi):
    year = make_periode(provinsi.instansi, HARI.year, batas=HARI - timedelta(days=1))
    person = make_person("Terlambat", unit=provinsi.seksi, atasan=provinsi.orang["atasan"])
    skp = make_skp(year, person, penilai=provinsi.orang["atasan"])
    step = submit_skp(skp.pk, by=person.pengguna)
    assert step.tepat_waktu is False
