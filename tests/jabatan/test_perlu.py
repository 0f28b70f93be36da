"""What posts need: the closest source holds, for one seat as for a whole agency."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from asn_portal.core.models import periode
from asn_portal.core.relasi import fetch_with
from jabatan.aturan.kompetensi import KAMUS, tingkat_bawaan
from jabatan.models import AcuanJabatan, KamusKompetensi, StandarKompetensi, SyaratJabatan, TingkatKompetensi
from jabatan.selectors.perlu import ACUAN, KURSI, STANDAR, SYARAT, SYARAT_BAWAAN, TINGKAT_BAWAAN, compose
from jabatan.services.kamus import ensure_kamus, national_id
from tests.factories.core import SINCE

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DASAR = "Keputusan 1"


def levels(provinsi, seat) -> dict[str, tuple[int, int]]:
    rows = fetch_with(
        compose(
            "SELECT k.kode, s.tingkat, s.dekat FROM standar s JOIN jabatan_kamuskompetensi k ON k.id = s.kompetensi_id"
            " WHERE s.jabatan_id = %(jabatan)s",
            KURSI, ACUAN, STANDAR,
        ),
        TINGKAT_BAWAAN, hari=TODAY, instansi=provinsi.instansi.pk, jabatan=seat.pk,
    )  # fmt: skip
    return {kode: (tingkat, dekat) for kode, tingkat, dekat in rows}


def needs(provinsi, seat) -> set[tuple]:
    rows = fetch_with(
        compose("SELECT jenis, nilai, tahun, dekat FROM syarat WHERE jabatan_id = %(jabatan)s", KURSI, ACUAN, SYARAT),
        SYARAT_BAWAAN, hari=TODAY, instansi=provinsi.instansi.pk, jabatan=seat.pk,
    )  # fmt: skip
    return set(rows)


def acuan(provinsi, seat, nama="", **values) -> AcuanJabatan:
    return AcuanJabatan.objects.create(
        instansi=provinsi.instansi, jenis=seat.jenis, jenjang=seat.jenjang, nama=nama, **values
    )


def standard(of, kode, tingkat, berlaku=None):
    return StandarKompetensi.objects.create(
        acuan=of, kompetensi_id=national_id(kode), tingkat=tingkat, dasar=DASAR, berlaku=berlaku or periode(SINCE)
    )


class TestKamus:
    def test_national_entries_are_there_with_five_levels_each(self):
        assert KamusKompetensi.objects.filter(instansi=None).count() == len(KAMUS) == 9
        assert TingkatKompetensi.objects.count() == 45

    def test_loading_again_changes_nothing_that_was_edited(self):
        KamusKompetensi.objects.filter(kode="MAN-1").update(definisi="Diperbaiki.")
        ensure_kamus()
        assert KamusKompetensi.objects.get(kode="MAN-1").definisi == "Diperbaiki."
        assert TingkatKompetensi.objects.count() == 45


class TestClosestHolds:
    def test_by_default_the_table_of_the_law(self, provinsi, peta):
        found = levels(provinsi, peta.kasi)
        assert len(found) == 9
        assert set(found.values()) == {(tingkat_bawaan("pengawas", "", TODAY), 0)}

    def test_kind_then_name_then_seat_for_each_competence_alone(self, provinsi, peta):
        standard(acuan(provinsi, peta.kasi), "MAN-1", 3)
        standard(acuan(provinsi, peta.kasi, "Kepala Seksi"), "MAN-1", 4)
        standard(AcuanJabatan.objects.get(nama="Kepala Seksi"), "MAN-2", 4)
        own = AcuanJabatan.objects.create(instansi=provinsi.instansi, jenis=peta.kasi.jenis, jabatan=peta.kasi)
        standard(own, "MAN-2", 5)
        found = levels(provinsi, peta.kasi)
        assert (found["MAN-1"], found["MAN-2"], found["MAN-3"]) == ((4, 2), (5, 3), (2, 0))
        assert levels(provinsi, peta.kadis)["MAN-1"] == (4, 0)

    def test_only_what_holds_on_the_day(self, provinsi, peta):
        of = acuan(provinsi, peta.kasi)
        standard(of, "MAN-1", 5, periode(TODAY + timedelta(days=1)))
        assert levels(provinsi, peta.kasi)["MAN-1"] == (2, 0)

    def test_requirements_of_a_kind_are_replaced_together(self, provinsi, peta):
        asal = "pelaksana|pemula|terampil|mahir|penyelia|ahli_pertama"
        assert needs(provinsi, peta.kasi) == {
            ("pendidikan", "d3", None, 0),
            ("pengalaman", asal, Decimal(4), 0),
        }
        of = acuan(provinsi, peta.kasi, "Kepala Seksi")
        SyaratJabatan.objects.create(acuan=of, jenis="pendidikan", nilai="s1", dasar=DASAR, berlaku=periode(SINCE))
        for nama in ("Barang dan jasa", "Keuangan daerah"):
            SyaratJabatan.objects.create(acuan=of, jenis="pelatihan", nilai=nama, dasar=DASAR, berlaku=periode(SINCE))
        assert needs(provinsi, peta.kasi) == {
            ("pendidikan", "s1", None, 2), ("pengalaman", asal, Decimal(4), 0),
            ("pelatihan", "Barang dan jasa", None, 2), ("pelatihan", "Keuangan daerah", None, 2),
        }  # fmt: skip


class TestNeverTwice:
    def test_one_standard_per_competence_and_day(self, provinsi, peta):
        of = acuan(provinsi, peta.kasi)
        standard(of, "MAN-1", 3)
        with pytest.raises(IntegrityError, match="standar_kompetensi_satu"), transaction.atomic():
            standard(of, "MAN-1", 4, periode(TODAY))
        with pytest.raises(IntegrityError, match="standar_1_sampai_5"), transaction.atomic():
            standard(of, "MAN-2", 6)

    def test_one_lowest_education_and_experience_with_years(self, provinsi, peta):
        of = acuan(provinsi, peta.kasi)
        row = {"acuan": of, "dasar": DASAR, "berlaku": periode(SINCE)}
        SyaratJabatan.objects.create(jenis="pendidikan", nilai="s1", **row)
        with pytest.raises(IntegrityError, match="syarat_jabatan_satu_batas"), transaction.atomic():
            SyaratJabatan.objects.create(jenis="pendidikan", nilai="s2", **row)
        with pytest.raises(IntegrityError, match="syarat_pengalaman_berlama"), transaction.atomic():
            SyaratJabatan.objects.create(jenis="pengalaman", nilai="pelaksana", **row)
