"""Complete records, and records with faults that have been counted."""

from __future__ import annotations

import pytest

from tests.conftest import Provinsi
from tests.factories.mutu import complete, run, with_account, with_person
from tests.factories.pegawai import make_person
from tests.factories.riwayat import all_entries


@pytest.fixture
def lengkap(provinsi: Provinsi) -> Provinsi:
    all_entries()
    for person in provinsi.orang.values():
        complete(person)
    return provinsi


@pytest.fixture
def bertemuan(lengkap: Provinsi) -> Provinsi:
    """Four without a phone in Dinas Satu's section, one without a title in Dinas Dua."""
    for number in range(6):
        person = complete(make_person(f"Orang {number}", unit=lengkap.seksi))
        if number < 4:
            with_account(telepon="")(person)
        lengkap.orang[f"orang{number}"] = person
    with_person(gelar_belakang="")(lengkap.orang["orang_dinas_lain"])
    run(lengkap)
    return lengkap
