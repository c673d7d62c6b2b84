"""Somebody who has everything that is released tries to work out what is hidden, and cannot."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroup.disclosure.crossed import Crossed, cells_to_hide, crossed

SMALL = {1, 2, 3, 4}


def named(counts, least_base=1):
    rows, columns = [f"row {n}" for n in range(len(counts))], [f"column {n}" for n in range(len(counts[0]))]
    return crossed(rows, columns, counts, least_base=least_base)


def splits(total, caps):
    """Yield every row of whole numbers with this sum, none above its cap."""
    if len(caps) == 1:
        if total <= caps[0]:
            yield (total,)
        return
    for first in range(min(total, caps[0]) + 1):
        for rest in splits(total - first, caps[1:]):
            yield (first, *rest)


def tables_with(row_totals, column_totals):
    """Yield every table of whole numbers that has these totals."""
    if not row_totals:
        if not any(column_totals):
            yield ()
        return
    for row in splits(row_totals[0], column_totals):
        left = [total - count for total, count in zip(column_totals, row, strict=True)]
        for rest in tables_with(row_totals[1:], left):
            yield (row, *rest)


def agrees(table, released):
    return all(
        shown is None or shown == count
        for line, cells in zip(table, released.cells, strict=True)
        for count, shown in zip(line, cells, strict=True)
    )


def given_away(released):
    """Return the hidden cells of which somebody with all of the release can say too much, with what they can be."""
    fitting = [t for t in tables_with(released.row_totals, list(released.column_totals)) if agrees(t, released)]
    found = {}
    for row, column in product(range(len(released.rows)), range(len(released.columns))):
        if released.cells[row][column] is None:
            can_be = {table[row][column] for table in fitting}
            most = min(released.row_totals[row], released.column_totals[column])
            if len(can_be) < min(5, most + 1) or can_be <= SMALL:
                found[row, column] = can_be
    return found


def test_every_small_table_keeps_its_hidden_numbers():
    """All 2 x 2 tables of 24 people, and all 2 x 3 tables of 13: whatever is released, nothing can be worked out."""
    released = {named((row[:2], row[2:])) for row in splits(24, [24] * 4)}
    released |= {named((row[:3], row[3:]), least_base=3) for row in splits(13, [13] * 6)}

    partly = [one for one in released if not one.hidden and any(None in row for row in one.cells)]
    assert {one: away for one in partly if (away := given_away(one))} == {}
    assert len(partly) > 50


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=3, max_size=3), st.integers(1, 8))
def test_a_larger_table_keeps_its_hidden_numbers(counts, least_base):
    released = named(counts, least_base)

    assert released.hidden or given_away(released) == {}
    for line, cells in zip(counts, released.cells, strict=True):
        assert all(shown in (None, count) for count, shown in zip(line, cells, strict=True))
        assert not SMALL & set(cells)


def test_the_next_lowest_of_row_and_column_goes_with_the_lowest():
    """Without it, 33 - 14 - 16 would give the 3 away."""
    released = named([[20, 30, 25], [14, 16, 3], [12, 40, 30]], least_base=10)

    assert released.cells == ((20, 30, 25), (None, 16, None), (None, 40, None))
    assert (released.row_totals, released.column_totals) == ((75, 33, 82), (46, 86, 58))


def test_the_attack_wins_where_only_the_small_number_is_hidden():
    """So the attack can win: it knows one hidden cell, and four whose totals leave too little."""
    whole = Crossed(("a", "b"), ("x", "y"), ((20, 30), (14, 3)), (50, 17), (34, 33))

    assert given_away(replace(whole, cells=((20, 30), (14, None)))) == {(1, 1): {3}}
    assert given_away(named([[3, 1], [2, 30]], least_base=1)) == {}
    small = Crossed(("a", "b"), ("x", "y"), ((None, None), (None, None)), (3, 32), (34, 1))
    assert given_away(small)[0, 0] == {2, 3}


def test_a_group_of_too_few_shows_nothing_of_its_answers():
    """Nine people of one group who all said the same would otherwise have said it aloud."""
    released = named([[9, 30, 30], [0, 20, 25]], least_base=10)

    assert [row[0] for row in released.cells] == [None, None]


def test_too_few_people_in_all_leave_not_even_the_totals():
    released = named([[3, 2], [1, 3]], least_base=10)

    assert "Fewer than 10 people" in released.hidden
    assert (released.cells, released.row_totals, released.base) == (((None, None), (None, None)), (0, 0), 0)


def test_where_nothing_would_protect_a_small_number_no_cell_is_shown():
    released = named([[40, 1], [30, 0]], least_base=1)

    assert released.hidden.startswith("The groups are too small")
    assert released.cells == ((None, None), (None, None))


@pytest.mark.parametrize("counts", [[[5, 6], [7, 8]], [[0, 12], [0, 9]], [[12, 9]]])
def test_a_table_with_no_small_number_is_shown_whole(counts):
    assert cells_to_hide(counts, least_base=5) == frozenset()
