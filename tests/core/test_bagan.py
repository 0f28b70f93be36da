"""Charts: joined and hidden numbers, and shares."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.bagan import Hitungan, conceal, merge_small, one_series


def rows(*numbers: int) -> list[Hitungan]:
    return [Hitungan(f"K{at}", number) for at, number in enumerate(numbers)]


def numbers(found: list[Hitungan]) -> list[int]:
    return [row.jumlah for row in found]


class TestMerging:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ((40, 3, 12), (40, 15)),
            ((40, 3, 12, 0), (40, 15, 0)),
            ((5, 5), (5, 5)),
            ((0, 0, 7), (0, 0, 7)),
            ((1, 1, 1, 1, 1, 9), (5, 9)),
            ((2, 2), (4,)),
            ((0, 4, 0), (4,)),
        ],
    )
    def test_small_categories_join_a_neighbour(self, before, after):
        assert tuple(numbers(merge_small(rows(*before), 5))) == after

    def test_joined_category_names_its_parts(self):
        assert [row.label for row in merge_small(rows(9, 1, 2, 9), 5)] == ["K0, K1 dan K2", "K3"]

    def test_joined_category_leads_nowhere(self):
        joined = merge_small([Hitungan("A", 9, "/a/"), Hitungan("B", 1, "/b/")], 5)
        assert [(row.jumlah, row.url) for row in joined] == [(10, "")]

    @given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
    def test_sum_stays_and_no_small_number_is_left(self, given_numbers):
        found = numbers(merge_small(rows(*given_numbers), 5))
        assert sum(found) == sum(given_numbers)
        assert all(number == 0 or number >= 5 for number in found) or sum(given_numbers) < 5

    def test_joined_category_knows_what_it_counts(self):
        parts = [Hitungan("A", 9, kode=("a",)), Hitungan("B", 1, kode=("b",)), Hitungan("C", 8, kode=("c",))]
        assert [row.kode for row in merge_small(parts, 5)] == [("a",), ("b", "c")]


class TestHiding:
    def test_small_number_and_its_share_are_gone(self):
        [row] = one_series(conceal(rows(4), 5), 100)
        assert (row.sel[0].samar, row.sel[0].jumlah, row.persen) == (True, 0, None)

    @pytest.mark.parametrize(
        ("jumlah", "hidden"), [(0, False), (4, True), (5, False), (95, False), (97, True), (100, False)]
    )
    def test_nothing_is_told_about_a_small_rest_either(self, jumlah, hidden):
        assert conceal(rows(jumlah), 5, total=100)[0].samar is hidden


class TestShares:
    def test_shares_are_of_the_total(self):
        assert [row.persen for row in one_series(rows(1, 3), 8)] == [Decimal("12.5"), Decimal("37.5")]

    def test_nobody_is_no_share(self):
        assert [row.persen for row in one_series(rows(0, 0), 0)] == [0, 0]
