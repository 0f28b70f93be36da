"""The statement says what the law says: random people through both."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from merit.mesin import KOTAK_BARIS
from merit.murni import compute as compute_pure
from tests.core.aturan_uji import answer
from tests.merit.fakta import SUSUNAN, ask_one, expected_ip, expected_kepka, facts, write

pytestmark = pytest.mark.django_db


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(fact=facts)
def test_the_statement_says_what_the_pure_functions_say(provinsi, fact):
    orang = provinsi.orang["pegawai"]
    with transaction.atomic():
        write(orang, provinsi.seksi, fact)
        kepka, index = ask_one(SUSUNAN["kepka_411"], orang), ask_one(SUSUNAN["ip_asn"], orang)
        daerah = ask_one(SUSUNAN["talenta_daerah"], orang)
        transaction.set_rollback(True)
    assert kepka["skor"] == expected_kepka(fact)
    for sumbu in SUSUNAN["kepka_411"].sumbu:
        assert (kepka[sumbu.kode] is None) == any(kepka["skor"][satu.kode] is None for satu in sumbu.komponen)
    assert set(kepka["kurang"]) == {kode for kode, skor in kepka["skor"].items() if skor is None}
    total = expected_ip(fact)
    assert index["y"] == (None if total is None else total * 100)
    for kode, row in (("kepka_411", kepka), ("ip_asn", index), ("talenta_daerah", daerah)):
        pure = compute_pure(SUSUNAN[kode], row["isi"], tertutup=row["status"] == "tidak_memenuhi")
        assert pure.skor == tuple(row["skor"].values())
        assert pure.kotak == row["kotak"]


def test_axes_and_boxes_are_those_of_the_law():
    """Every pair of levels at, above and below the limits, through the array that the statement uses."""
    for y, row in enumerate(("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi")):
        for x, column in enumerate(("rendah", "menengah", "tinggi")):
            assert KOTAK_BARIS[3 * y + x] == answer("kotak_talenta", {"kinerja": row, "potensial": column})["kotak"]
