"""The tables of angka kredit as relations give what the pure function gives, for every combination."""

from __future__ import annotations

import pytest

from asn_portal.core.relasi import fetch_with
from kinerja.selectors.hukum import JENJANG, KONVERSI
from tests.core.aturan_uji import answer


@pytest.mark.django_db
def test_conversion_of_every_predicate_in_every_month_and_jenjang():
    rows = fetch_with(
        "SELECT jenjang, predikat, bulan, round(bulan * persen * koefisien / 1200, 3)"
        " FROM {jenjang_fungsional} CROSS JOIN {konversi_predikat} CROSS JOIN generate_series(1, 12) AS bulan",
        JENJANG,
        KONVERSI,
    )
    assert len(rows) == 8 * 5 * 12
    for jenjang, predikat, bulan, found in rows:
        pure = answer("ak_konversi", {"jenjang": jenjang, "predikat": predikat, "bulan": bulan})
        assert str(found) == pure["angka_kredit"]
