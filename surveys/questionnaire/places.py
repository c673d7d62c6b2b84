"""Moving, adding and removing questions, so that "go to question 12" goes on meaning the same question. Pure.

A row is {"key": the question's key, "options": […], "section": the heading above it}; rows stand in order, so row 0
is question 1. Headings stay at their place when a question moves across them. Every function returns new rows and
leaves those it was given as they were.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from . import sections

Row = dict[str, Any]


def moved(rows: Sequence[Row], *, number: int, to: int) -> list[Row]:
    """Return the rows with question `number` as question `to`. Options go on leading to the same questions."""
    order = list(range(1, len(rows) + 1))
    order.insert(to - 1, order.pop(number - 1))
    there = _renumbered([rows[old - 1] for old in order], lambda old: order.index(old) + 1 if old in order else old)
    return _headed(there, _sections(rows))


def without(rows: Sequence[Row], *, number: int) -> list[Row]:
    """Return the rows without one. What led to it leads to the question after it, or, if it was last, just on."""
    last = len(rows)

    def new(old: int) -> int | None:
        if old == number == last:
            return None
        return old - 1 if old > number else old

    left = _renumbered([*rows[: number - 1], *rows[number:]], new)
    return _headed(left, sections.without(_sections(rows), number))


def with_new(rows: Sequence[Row], row: Row, *, number: int) -> list[Row]:
    """Return the rows with a new one as question `number`; its own options are read with the numbers to come."""
    renumbered = _renumbered(rows, lambda old: old + 1 if old >= number else old)
    renumbered.insert(number - 1, row)
    there = _headed(renumbered, sections.with_new(_sections(rows), number))
    there[number - 1]["section"] = row["section"] or there[number - 1]["section"]
    return there


def placed(rows: Sequence[Row], *, number: int, after: int, opens: bool = False) -> list[Row]:
    """Return the rows with question `number` after question `after`, as numbered before (0: first of all).

    Unlike a step up or down, headings go with the questions below them. opens: it comes first in the section whose
    heading stands there, under that heading.
    """
    if after == number and not opens:
        return list(rows)
    place = after - 1 if after > number else after
    to = place + 1 if after != number else number
    headings = sections.with_new(sections.without(_sections(rows), number), to)
    if opens and to < len(headings) and headings[to]:
        headings[to - 1], headings[to] = headings[to], headings[to - 1]
    return _headed(moved(rows, number=number, to=to), headings)


def heading_moved(rows: Sequence[Row], *, number: int, to: int) -> list[Row]:
    """Return the rows with the heading above question `number` above question `to`; the questions stay."""
    return _headed(rows, sections.moved(_sections(rows), number, to))


def _sections(rows: Sequence[Row]) -> list[sections.Section]:
    return [row["section"] for row in rows]


def _headed(rows: Sequence[Row], by_place: Sequence[sections.Section]) -> list[Row]:
    return [{**row, "section": section} for row, section in zip(rows, by_place, strict=True)]


def _renumbered(rows: Iterable[Row], new: Callable[[int], int | None]) -> list[Row]:
    return [
        _with_options(row, lambda _, option: None if option["go_to"] is None else new(option["go_to"])) for row in rows
    ]


def _with_options(row: Row, go_to: Callable[[Any, dict[str, Any]], int | None]) -> Row:
    return {**row, "options": [{**option, "go_to": go_to(row["key"], option)} for option in row["options"]]}
