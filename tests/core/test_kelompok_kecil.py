"""What is hidden cannot be worked out from what is shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_portal.core.kelompok_kecil import hide_small

MINIMUM = 5


def sums(table: list[list[int]]) -> tuple[list[int], list[int]]:
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def fitting(table: list[list[int]], hidden: set[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
    """By trying every number: what each hidden cell may be, given the sums of all lines and the shown cells."""
    places = sorted(hidden)
    rows, columns = sums(table)
    found: dict[tuple[int, int], set[int]] = {place: set() for place in places}
    for numbers in product(*(range(min(rows[row], columns[column]) + 1) for row, column in places)):
        guess = [list(row) for row in table]
        for (row, column), number in zip(places, numbers, strict=True):
            guess[row][column] = number
        if sums(guess) == (rows, columns):
            for place, number in zip(places, numbers, strict=True):
                found[place].add(number)
    return found


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[10, 20], [30, 40]], set()),
        ([[0, 20], [30, 40]], set()),
        # One small cell takes a whole square with it.
        ([[3, 20], [30, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[3, 20, 50], [30, 40, 60], [70, 80, 90]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        # Two small ones of a row are together still too few: a third goes with them.
        ([[1, 1, 50, 60], [30, 40, 60, 60]], {(row, column) for row in (0, 1) for column in (0, 1, 2)}),
        # Three people in all: that none of them is in the second column would say where they are.
        ([[3, 0], [40, 50]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_small_cells_and_what_would_give_them_away_are_hidden(table, hidden):
    assert hide_small(table, MINIMUM) == hidden


def test_bridge_between_two_squares_is_no_number_either():
    """Every line has two hidden cells, and yet one of them follows from the sums: it is found and covered."""
    table = [[2, 6, 50, 50], [6, 2, 3, 50], [50, 50, 2, 6], [50, 50, 6, 2]]
    hidden = hide_small(table, MINIMUM)
    assert all(len(numbers) > 1 for numbers in fitting_by_pairs(table, hidden).values())


def fitting_by_pairs(table: list[list[int]], hidden: set[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
    """Like `fitting`, for tables too large to try everything: moves of one person around every square of hidden cells."""
    found = {place: {table[place[0]][place[1]]} for place in hidden}
    rows, columns = range(len(table)), range(len(table[0]))
    for a, b in product(rows, rows):
        for x, y in product(columns, columns):
            square = ((a, x), (b, y), (a, y), (b, x))
            if a != b and x != y and hidden.issuperset(square) and table[a][y] > 0 and table[b][x] > 0:
                for place, step in zip(square, (1, 1, -1, -1), strict=True):
                    found[place].add(table[place[0]][place[1]] + step)
    return found


small = st.integers(0, 6)
tables = st.integers(2, 3).flatmap(
    lambda wide: st.lists(st.lists(small, min_size=wide, max_size=wide), min_size=2, max_size=2)
)


@settings(max_examples=25)
@given(tables)
def test_no_hidden_cell_has_only_one_number_that_fits(table):
    hidden = hide_small(table, MINIMUM)
    assert {place for place in product(range(2), range(len(table[0]))) if 0 < table[place[0]][place[1]] < 5} <= hidden
    everything = len(hidden) == 2 * len(table[0])
    for numbers in fitting(table, hidden).values():
        # When all is hidden, only the sums are told; what follows from them alone is no secret of the table.
        assert len(numbers) > 1 or everything


@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=1, max_size=8))
def test_sum_of_the_hidden_of_a_line_is_no_small_group(table):
    hidden = hide_small(table, MINIMUM)
    for line in [*([(r, c) for c in range(4)] for r in range(len(table)))]:
        inside = [place for place in line if place in hidden]
        total = sum(table[r][c] for r, c in inside)
        assert not inside or len(inside) > 1
        assert total == 0 or total >= MINIMUM or len(inside) == len(line)


def test_nothing_is_no_table():
    assert hide_small([], MINIMUM) == set()
