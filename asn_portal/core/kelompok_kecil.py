"""Which cells of a table of persons stay hidden, so that no group below the minimum can be read or worked out.

The sums of the lines are known (they are shown, or stand elsewhere). What is hidden must then not follow from what is
shown: not a single cell of a line, not a sum below the minimum, and no cell for which only one number fits. No
database, no HTML; keputusan 0019 says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Sel = tuple[int, int]
Tabel = Sequence[Sequence[int]]


def hide_small(tabel: Tabel, minimum: int) -> set[Sel]:
    """The places (row, column) that must not be shown."""
    hidden = _small_cells(tabel, minimum)
    while more := _too_open(tabel, hidden, minimum) or _forced(tabel, hidden):
        hidden |= more
    return hidden


def hide_in_line(bilangan: Sequence[int], minimum: int) -> set[int]:
    """Places of a single line of which the sum is known that must not be shown: the small ones, and what they need beside
    them to stay hidden.
    """
    hidden = {at for at, count in enumerate(bilangan) if 0 < count < minimum}
    while hidden and (len(hidden) == 1 or sum(bilangan[at] for at in hidden) < minimum) and len(hidden) < len(bilangan):
        shown = [at for at in range(len(bilangan)) if at not in hidden]
        hidden.add(min(shown, key=lambda at: (bilangan[at] == 0, bilangan[at], at)))
    return hidden


def _lines(tabel: Tabel) -> Iterator[list[Sel]]:
    columns = len(tabel[0]) if tabel else 0
    for row in range(len(tabel)):
        yield [(row, column) for column in range(columns)]
    for column in range(columns):
        yield [(row, column) for row in range(len(tabel))]


def _small_cells(tabel: Tabel, minimum: int) -> set[Sel]:
    """Cells of 1 to `minimum` - 1 persons; in a line of so few persons in all also the empty ones, which would say what
    its persons are.
    """
    small: set[Sel] = set()
    for line in _lines(tabel):
        few = 0 < sum(tabel[row][column] for row, column in line) < minimum
        small |= {(row, column) for row, column in line if few or 0 < tabel[row][column] < minimum}
    return small


def _too_open(tabel: Tabel, hidden: set[Sel], minimum: int) -> set[Sel]:
    """The next cell to hide in the first line of which one alone is hidden, or too few persons together."""
    for line in _lines(tabel):
        inside = [cell for cell in line if cell in hidden]
        if not inside or (len(inside) > 1 and sum(tabel[row][column] for row, column in inside) >= minimum):
            continue
        if found := _next_in(tabel, line, hidden):
            return {found}
    return set()


def _next_in(tabel: Tabel, line: Sequence[Sel], hidden: set[Sel]) -> Sel | None:
    """The shown cell that costs least: the smallest with persons, else an empty one."""
    shown = [cell for cell in line if cell not in hidden]
    return min(shown, key=lambda cell: (tabel[cell[0]][cell[1]] == 0, tabel[cell[0]][cell[1]], cell), default=None)


def _forced(tabel: Tabel, hidden: set[Sel]) -> set[Sel]:
    """One more cell beside the first hidden one for which only its own number fits; none when nothing is left to hide."""
    net = Jaring(tabel, hidden)
    for row, column in sorted(hidden):
        if net.moves((row, column)):
            continue
        beside = [(row, other) for other in range(len(tabel[row]))] + [(other, column) for other in range(len(tabel))]
        if found := _next_in(tabel, beside, hidden):
            return {found}
    return set()


class Jaring:
    """The hidden cells as ways between rows and columns."""

    def __init__(self, tabel: Tabel, hidden: set[Sel]) -> None:
        self.tabel = tabel
        self.rows: dict[int, list[int]] = {}
        self.columns: dict[int, list[int]] = {}
        for row, column in hidden:
            self.rows.setdefault(row, []).append(column)
            self.columns.setdefault(column, []).append(row)

    def moves(self, cell: Sel) -> bool:
        """Is there another table with the same sums and the same shown cells, in which this cell is one more or less?"""
        return self._leads(cell, more=True) or self._leads(cell, more=False)

    def _leads(self, cell: Sel, *, more: bool) -> bool:
        """One more here must be taken from another hidden cell of the column, given back in that cell's row, and so on,
        until the way ends in the row it began in. No cell falls below nothing.
        """
        row, column = cell
        if not more and self.tabel[row][column] == 0:
            return False
        reached, waiting = {column}, [column]
        while waiting:
            here = waiting.pop()
            for there in self._next(row, here, more=more) - reached:
                if there in self.rows[row] and (not more or self.tabel[row][there] > 0):
                    return True
                reached.add(there)
                waiting.append(there)
        return False

    def _next(self, row: int, column: int, *, more: bool) -> set[int]:
        """Columns to which the change goes on from this column, by way of any other row."""
        found: set[int] = set()
        for other in self.columns[column]:
            if other == row or (more and self.tabel[other][column] == 0):
                continue
            found |= {there for there in self.rows[other] if there != column and (more or self.tabel[other][there] > 0)}
        return found
