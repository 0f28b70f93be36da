"""Early warnings with the map: posts as they are recorded decide, and a Plt. ends with a word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import periode
from asn_portal.core.regulasi import add_bulan
from jabatan.enums import JenisJabatan, JenisPenempatan
from pegawai.models import Pegawai, RiwayatGolongan, RiwayatPendidikan
from pegawai.peringatan import find_peringatan
from pegawai.selectors.peringatan_hitung import events_of
from tests.factories.berkas_orang import load_references
from tests.factories.jabatan import make_seat, sit
from tests.factories.pegawai import make_person

pytestmark = pytest.mark.django_db
HARI = timezone.localdate()
BULAN = HARI.replace(day=1)
DAY = timedelta(days=1)


@pytest.fixture
def person(provinsi) -> Pegawai:
    load_references()
    person = make_person("Rudi", unit=provinsi.seksi)
    RiwayatGolongan.objects.create(
        pegawai=person,
        golongan_id="golongan_pns:33",
        berlaku=periode(add_bulan(BULAN, -40)),
        masa_kerja_tahun=8,
        sumber="hr",
    )
    return person


def kinds(person: Pegawai) -> dict[str, date]:
    return {jenis: tanggal for _, jenis, _, tanggal, _ in events_of([person.pk], HARI)}


def test_the_map_decides_which_rise_a_post_allows(provinsi, person):
    """By its name staff; on the map a functional post: no regular rise."""
    Pegawai.objects.filter(pk=person.pk).update(jabatan_kini="Operator Layanan")
    RiwayatPendidikan.objects.create(
        pegawai=person, pendidikan_id="pendidikan:x", tingkat_id="tingkat_pendidikan:40", sumber="hr",
        berlaku=periode(date(2012, 1, 1)),
    )  # fmt: skip
    assert "kp_reguler" in kinds(person)
    seat = make_seat("Penata Layanan", unit=provinsi.seksi, jenis=JenisJabatan.FUNGSIONAL, jenjang="ahli_muda")
    sit(person, seat)
    assert "kp_reguler" not in kinds(person)


def test_below_the_range_one_year_in_post(provinsi, person):
    """III/c in a post of echelon III.b (III/d to IV/a): a year in post, not four in rank."""
    seat = make_seat("Wakil Camat", unit=provinsi.seksi, jenis=JenisJabatan.ADMINISTRATOR)
    Pegawai.objects.filter(pk=person.pk).update(jabatan_kini="Wakil Camat")
    assert "kp_struktural" not in kinds(person)  # the day of the post is not known yet
    sit(person, seat, mulai=add_bulan(BULAN, -6))
    assert kinds(person)["kp_struktural"] == add_bulan(BULAN, 6)


def test_the_end_of_an_acting_post_unless_it_was_prolonged(provinsi, person):
    seat = make_seat("Kepala Subbagian", unit=provinsi.dinas, jenis=JenisJabatan.PENGAWAS)
    kind = find_peringatan("plt")
    assert kind is not None
    assert kind.dihitung
    sit(person, seat, jenis=JenisPenempatan.PLT, mulai=HARI - DAY * 70, sampai=HARI + DAY * 20)
    assert kinds(person)["plt"] == HARI + DAY * 20
    sit(person, seat, jenis=JenisPenempatan.PLT, mulai=HARI + DAY * 21, sampai=HARI + DAY * 100)
    assert kinds(person)["plt"] == HARI + DAY * 100
