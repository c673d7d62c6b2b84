"""A two-way table with its totals, as it may leave: which cells are hidden so that none can be worked out. Pure.

The rule, in this order: counts below 5 are hidden, and every cell of a group of too few people; then the next lowest of
their row and column, until every hidden cell can still be one of several numbers, not all of them 1 to 4, for somebody
who knows all totals and all other cells. What turns out not to be needed for that is shown again, the largest first.
Where that cannot be reached, no cell is shown. Totals are always shown: each is about the whole survey.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import rules
from .ranges import Cell, Counts, range_of


@dataclass(frozen=True)
class Crossed:
    """A table as it may leave; None is a hidden number. `hidden` says why no cell is shown, where that is so."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    hidden: str = ""

    @property
    def base(self) -> int:
        """Return how many people the table is about."""
        return sum(self.row_totals)


def crossed(rows: Sequence[str], columns: Sequence[str], counts: Counts, *, least_base: int) -> Crossed:
    """Return the table with what must be hidden taken out of it.

    counts: one row for each of `rows`, in it a count for each of `columns`. least_base: how many people a table,
    and each of its groups, must be about.
    """
    row_totals = tuple(sum(row) for row in counts)
    column_totals = tuple(sum(row[place] for row in counts) for place in range(len(columns)))
    reason = rules.why_hidden(base=sum(row_totals), least_base=least_base)
    hidden = None if reason else cells_to_hide(counts, least_base=least_base)
    if reason:
        row_totals, column_totals = (0,) * len(rows), (0,) * len(columns)
    elif hidden is None:
        reason = rules.CANNOT_BE_PROTECTED
    shown = tuple(
        tuple(None if hidden is None or (row, column) in hidden else count for column, count in enumerate(line))
        for row, line in enumerate(counts)
    )
    return Crossed(tuple(rows), tuple(columns), shown, row_totals, column_totals, reason or "")


def cells_to_hide(counts: Counts, *, least_base: int) -> frozenset[Cell] | None:
    """Return the cells to hide; None where nothing can be shown without giving one away."""
    small = {cell for cell in _all(counts) if _is_small(counts, cell, least_base=least_base)}
    hidden = set(small)
    while bare := _first_bare(counts, hidden):
        added = _next_lowest(counts, hidden, bare)
        if not added:
            return None
        hidden |= added
    for cell in sorted(hidden - small, key=lambda cell: (-counts[cell[0]][cell[1]], cell)):
        if not _first_bare(counts, hidden - {cell}):
            hidden.remove(cell)
    return None if hidden and len(hidden) == len(list(_all(counts))) else frozenset(hidden)


def _is_small(counts: Counts, cell: Cell, *, least_base: int) -> bool:
    row, column = cell
    in_row, in_column = sum(counts[row]), sum(line[column] for line in counts)
    return bool(in_row and in_column) and (rules.is_small(counts[row][column]) or in_column < least_base)


def _first_bare(counts: Counts, hidden: set[Cell]) -> Cell | None:
    """Return the first hidden cell that could be worked out, or None."""
    for cell in sorted(hidden):
        row, column = cell
        low, high = range_of(counts, hidden, cell)
        totals = (sum(counts[row]), sum(line[column] for line in counts))
        if rules.is_given_away(low, high, most=min(totals)):
            return cell
    return None


def _next_lowest(counts: Counts, hidden: set[Cell], bare: Cell) -> set[Cell]:
    """Return what to hide beside a cell: the corners of the rectangle with it that costs fewest people.

    Corners hold each other in row and column at once. A corner of nobody gives no cover, so one with people in it
    goes first.
    """
    row, column = bare
    best: tuple[tuple[int, int, int], set[Cell]] | None = None
    for other_row, other_column in _all(counts):
        if other_row == row or other_column == column:
            continue
        corners = {(row, other_column), (other_row, column), (other_row, other_column)} - hidden
        if not corners:
            continue
        empty = sum(not counts[r][c] for r, c in corners)
        cost = (empty, sum(counts[r][c] for r, c in corners), len(corners))
        if best is None or cost < best[0]:
            best = (cost, corners)
    return best[1] if best else set()


def _all(counts: Counts) -> Iterator[Cell]:
    return ((row, column) for row, line in enumerate(counts) for column in range(len(line)))
