"""Data quality on posts: each indicator finds exactly its fault, and a change of the seat counts anew at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import periode
from asn_portal.core.models.dasar import close_many
from asn_portal.mutu.indikator import find_indikator
from asn_portal.mutu.models import TemuanMutu
from jabatan.aturan.mutu_data import pangkat_terendah, pendidikan_terendah
from jabatan.enums import JenisJabatan, JenisPenempatan
from jabatan.models import Jabatan, Penempatan, RincianJabatan
from jabatan.mutu import DAFTAR
from jabatan.services.penempatan import place_pegawai
from pegawai.enums import SumberRiwayat
from pegawai.models import DataKepegawaian, Pegawai, Referensi, RiwayatGolongan, RiwayatPendidikan
from tests.conftest import Provinsi
from tests.factories.jabatan import make_seat, sit
from tests.factories.mutu import complete, found, run
from tests.factories.riwayat import all_entries, entry
from tests.jabatan.conftest import Peta

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FUNGSIONAL = {"jenis": JenisJabatan.FUNGSIONAL, "jenjang": "ahli_muda"}


@pytest.fixture
def lengkap(provinsi: Provinsi, peta: Peta) -> Provinsi:
    """Everybody sits where he may, with the schooling and the rank for it."""
    all_entries()
    for golongan, nama in (("44", "IV/d"), ("41", "IV/a"), ("33", "III/c"), ("21", "II/a")):
        Referensi.objects.get_or_create(
            kunci=f"golongan_pns:{golongan}", defaults={"jenis": "golongan_pns", "id_bkn": golongan, "nama": nama}
        )
    for person in provinsi.orang.values():
        complete(person)
        _rank("44")(person)
    _change_seat(peta.kadis, eselon="II.a")
    _change_seat(peta.kasi, eselon="IV.a")
    return provinsi


def _change_seat(seat: Jabatan, **values: object) -> None:
    old = RincianJabatan.objects.kini().get(jabatan=seat)
    close_many(RincianJabatan, [old.pk])
    kept = {
        name: getattr(old, name) for name in ("unit", "nama", "induk", "kebutuhan", "bup", "kelas", "eselon", "berlaku")
    }
    RincianJabatan.objects.create(jabatan=seat, **kept | values)


def _rank(golongan: str):
    def change(person: Pegawai) -> None:
        rows = RiwayatGolongan.objects.kini().filter(pegawai=person)
        close_many(RiwayatGolongan, list(rows.values_list("pk", flat=True)))
        RiwayatGolongan.objects.create(
            pegawai=person, golongan_id=f"golongan_pns:{golongan}", sumber=SumberRiwayat.HR,
            berlaku=periode(date(2020, 4, 1)),
        )  # fmt: skip

    return change


def _schooling(tingkat: str, nama: str):
    def change(person: Pegawai) -> None:
        kunci = f"tingkat_pendidikan:{tingkat}"
        Referensi.objects.get_or_create(
            kunci=kunci, defaults={"jenis": "tingkat_pendidikan", "id_bkn": tingkat, "nama": nama}
        )
        old = RiwayatPendidikan.objects.kini().get(pegawai=person)
        close_many(RiwayatPendidikan, [old.pk])
        RiwayatPendidikan.objects.create(
            pegawai=person, pendidikan=old.pendidikan, tingkat_id=kunci, sumber=SumberRiwayat.HR, berlaku=old.berlaku
        )
        Pegawai.objects.filter(pk=person.pk).update(gelar_belakang="A.Md.")

    return change


def _moves_to(nama: str, **values: object):
    """Out of the own seat into another one of the unit, known to BKN unless told otherwise."""

    def change(person: Pegawai) -> None:
        rows = Penempatan.objects.filter(pegawai=person)
        close_many(Penempatan, list(rows.values_list("pk", flat=True)))
        known = bool(values.pop("dikenal", True))
        sworn = values.pop("pelantikan", date(2020, 1, 2))
        seat = make_seat(nama, unit=person.unit_kini, **values)
        if known:
            jenis = "jabatan_fungsional" if values.get("jenis") == JenisJabatan.FUNGSIONAL else "jabatan_pelaksana"
            row, _ = Referensi.objects.get_or_create(
                kunci=f"{jenis}:X1", defaults={"jenis": jenis, "id_bkn": "X1", "nama": "Jabatan Contoh BKN"}
            )
            _change_seat(seat, referensi=row)
        sit(person, seat, tanggal_pelantikan=sworn)

    return change


def _both(*changes):
    def change(person: Pegawai) -> None:
        for one in changes:
            one(person)

    return change


def _second_head(person: Pegawai) -> None:
    """Another leading seat of the same unit, held by another person who has left no trace elsewhere."""
    seat = make_seat("Kepala Seksi II", unit=person.unit_kini, jenis=JenisJabatan.PENGAWAS, kepala=True)
    other = Pegawai.objects.exclude(pk=person.pk).filter(unit_kini=person.unit_kini).first()
    assert other is not None
    sit(other, seat, jenis=JenisPenempatan.PLT, sampai=TODAY + timedelta(days=30))


def _fresh(person: Pegawai) -> None:
    tmt = TODAY.replace(day=1) - timedelta(days=400)
    DataKepegawaian.objects.filter(pegawai=person).update(tmt_cpns=tmt, tmt_pns=TODAY)
    Pegawai.objects.filter(pk=person.pk).update(nip=f"19900215{tmt:%Y%m}2001")


def _born(person: Pegawai, day: date) -> None:
    Pegawai.objects.filter(pk=person.pk).update(tanggal_lahir=day, nip=f"{day:%Y%m%d}{person.nip[8:]}")


# Code -> who, what is changed about him, and what is found.
FAULTS = {
    "COM_2": ("pegawai", _moves_to("Pranata Contoh Ahli Muda", dikenal=False, **FUNGSIONAL), {"COM_2"}),
    "TIM_2": ("pegawai", _moves_to("Pranata Contoh Ahli Muda", pelantikan=None, **FUNGSIONAL), {"TIM_2"}),
    "TIM_4": ("atasan", _second_head, {"TIM_4"}),
    "TIM_5": ("pegawai", lambda person: _born(person, TODAY.replace(year=TODAY.year - 59, day=1)), {"TIM_5"}),
    "ACC_3": ("atasan", _fresh, {"ACC_3"}),
    "ACC_6": ("atasan", _schooling("15", "SLTA"), {"ACC_6"}),
    "ACC_8": (
        "pegawai", _both(_moves_to("Pranata Contoh Ahli Muda", **FUNGSIONAL), _schooling("30", "D-III")), {"ACC_8"},
    ),
    "ACC_9": ("pegawai", _moves_to("Analis Ahli Muda"), {"ACC_9"}),
    "ACC_10": ("atasan", _rank("21"), {"ACC_10"}),
}  # fmt: skip


class TestIndicators:
    def test_everybody_in_the_right_seat_has_no_findings(self, lengkap):
        assert run(lengkap).temuan == 0

    @pytest.mark.parametrize("fault", FAULTS)
    def test_fault_is_found_with_that_person_only(self, lengkap, fault):
        who, change, codes = FAULTS[fault]
        person = lengkap.orang[who]
        change(person)
        person.refresh_from_db()
        run(lengkap)
        assert found(person) == codes
        assert {row.orang_id for row in TemuanMutu.objects.filter(indikator=fault)} == {person.pk}
        words = find_indikator(fault).kata(TemuanMutu.objects.get(indikator=fault).isi)
        assert words
        assert "None" not in words
        assert not re.search(r"\d{6}", words)

    def test_every_indicator_of_posts_is_tried(self):
        assert {satu.kode for satu in DAFTAR} == set(FAULTS)

    def test_links_lead_somewhere_for_hr_and_for_the_person(self, lengkap):
        person, hr = lengkap.orang["pegawai"], lengkap.client("admin_bkd")
        for satu in DAFTAR:
            for step in (satu.perbaiki, satu.perbaiki_sendiri):
                assert step is not None
            assert hr.get(satu.perbaiki.alamat(person.pk).split("#")[0]).status_code == 200, satu.kode
            own = lengkap.client("pegawai").get(satu.perbaiki_sendiri.alamat(person.pk).split("#")[0])
            assert own.status_code == 200, satu.kode


class TestLimits:
    @pytest.mark.parametrize(("eselon", "golongan"), [("II.a", "IV/b"), ("III.b", "III/c"), ("IV.b", "III/a")])
    def test_one_rank_below_the_range_still_counts(self, eselon, golongan):
        assert {row[0]: row[2] for row in pangkat_terendah(TODAY)}[eselon] == golongan

    def test_ranks_at_the_edge(self, lengkap):
        person = lengkap.orang["atasan"]
        for golongan, nama, expected in (("32", "III/b", False), ("31", "III/a", True)):
            entry(f"golongan_pns:{golongan}")
            _rank(golongan)(person)
            run(lengkap)
            assert ("ACC_10" in found(person)) is expected, nama

    def test_schooling_of_every_structural_and_functional_level_is_known(self):
        levels = {row[0] for row in pendidikan_terendah(TODAY)}
        assert {
            "jpt_pratama",
            "administrator",
            "pengawas",
            "pemula",
            "penyelia",
            "ahli_pertama",
            "ahli_utama",
        } <= levels

    def test_staff_counts_only_with_the_list_of_bkn(self, lengkap):
        person = lengkap.orang["pegawai"]
        run(lengkap)
        assert "COM_2" not in found(person)
        Referensi.objects.create(kunci="jabatan_pelaksana:1", jenis="jabatan_pelaksana", id_bkn="1", nama="Penelaah")
        run(lengkap)
        assert "COM_2" in found(person)

    def test_acting_head_of_an_absent_one_is_no_second_head(self, lengkap, peta):
        sit(
            lengkap.orang["pegawai"], peta.kasi, jenis=JenisPenempatan.PLH, mulai=TODAY - timedelta(days=3),
            sampai=TODAY + timedelta(days=3),
        )  # fmt: skip
        run(lengkap)
        assert not TemuanMutu.objects.filter(indikator="TIM_4").exists()


def test_new_seat_is_counted_at_once(lengkap, django_capture_on_commit_callbacks):
    person = lengkap.orang["pegawai"]
    seat = make_seat("Analis Ahli Muda", unit=lengkap.seksi)
    with django_capture_on_commit_callbacks(execute=True):
        place_pegawai(seat.pk, pegawai=person, mulai=TODAY, by=lengkap.akun["admin_bkd"], pindah=True)
    assert "ACC_9" in found(person)
