"""A small map: kepala dinas above kepala seksi above three places of staff, all seats of the small province."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from jabatan.enums import JenisJabatan
from jabatan.models import Jabatan
from tests.conftest import Provinsi
from tests.factories.jabatan import make_seat, sit


@dataclass
class Peta:
    kadis: Jabatan
    kasi: Jabatan
    staf: Jabatan
    kadis_lain: Jabatan


@pytest.fixture
def peta(provinsi: Provinsi) -> Peta:
    return build_peta(provinsi)


def build_peta(p: Provinsi) -> Peta:
    kadis = make_seat("Kepala Dinas", unit=p.dinas, jenis=JenisJabatan.JPT_PRATAMA, kepala=True, bup=60, kelas=15)
    kasi = make_seat("Kepala Seksi", unit=p.seksi, jenis=JenisJabatan.PENGAWAS, induk=kadis, kepala=True, kelas=9)
    staf = make_seat("Penelaah Teknis Kebijakan", unit=p.seksi, induk=kasi, kebutuhan=3)
    lain = make_seat("Kepala Dinas", unit=p.dinas_lain, jenis=JenisJabatan.JPT_PRATAMA, kepala=True, bup=60, kelas=15)
    sit(p.orang["atasan_penilai"], kadis)
    sit(p.orang["atasan"], kasi)
    sit(p.orang["pegawai"], staf)
    sit(p.orang["rekan"], staf)
    sit(p.orang["orang_dinas_lain"], lain)
    return Peta(kadis, kasi, staf, lain)
