"""Duties of evaluations and objections lie with whoever decides them today, within the powers of a Plt. or Plh."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from asn_portal.core.models import Tugas
from asn_portal.core.services.tugas import assign_tugas
from jabatan.enums import JenisPenempatan
from jabatan.services import penempatan
from kinerja import permissions_evaluasi
from kinerja.kunci_tugas import TUGAS_EVALUASI, TUGAS_KEBERATAN
from tests.factories.kinerja import make_evaluasi, make_objection, make_periode, make_skp
from tests.factories.pegawai import make_person
from tests.jabatan.conftest import build_peta

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def evaluasi(provinsi):
    skp = make_skp(
        make_periode(provinsi.instansi), provinsi.orang["pegawai"], status="disetujui", penilai=provinsi.orang["atasan"]
    )
    return make_evaluasi(skp, "dikirim", penilai=provinsi.orang["atasan"])


def ask(provinsi, jenis: str, objek, *who: str) -> None:
    assign_tugas(
        [provinsi.akun[one] for one in who], jenis=jenis, objek_id=objek.pk, judul="x", alasan="x", url="/akun/"
    )


def stand_in(provinsi, seat, person) -> None:
    penempatan.place_pegawai(
        seat.pk, pegawai=person, mulai=TODAY, sampai=TODAY + timedelta(days=4), jenis=JenisPenempatan.PLH,
        keputusan=penempatan.Keputusan(dasar="Cuti"), by=provinsi.akun["admin_unit"],
    )  # fmt: skip


def holders(objek) -> set[str]:
    return {
        one.untuk.nama for one in Tugas.objects.filter(objek_id=objek.pk, selesai_pada=None).select_related("untuk")
    }


def test_the_plh_rates_while_the_superior_is_away(provinsi, evaluasi):
    peta, acting = build_peta(provinsi), make_person("Pelaksana Harian", unit=provinsi.seksi)
    ask(provinsi, TUGAS_EVALUASI, evaluasi, "atasan")
    stand_in(provinsi, peta.kasi, acting)
    assert holders(evaluasi) == {"Pelaksana Harian"}
    assert permissions_evaluasi.can_rate(acting.pengguna, evaluasi)


def test_what_the_rated_person_has_to_accept_stays_with_him(provinsi, evaluasi):
    peta = build_peta(provinsi)
    ask(provinsi, TUGAS_EVALUASI, evaluasi, "pegawai")
    stand_in(provinsi, peta.kasi, make_person("Pelaksana Harian", unit=provinsi.seksi))
    assert holders(evaluasi) == {provinsi.akun["pegawai"].nama}


def test_an_objection_goes_to_who_stands_above_the_rater(provinsi, evaluasi):
    peta, acting = build_peta(provinsi), make_person("Pelaksana Harian", unit=provinsi.dinas)
    make_objection(evaluasi)
    ask(provinsi, TUGAS_KEBERATAN, evaluasi, "atasan", "atasan_penilai")
    stand_in(provinsi, peta.kadis, acting)
    assert holders(evaluasi) == {provinsi.akun["atasan"].nama, "Pelaksana Harian"}
