"""The numbers of a result as tables for the page: one question, one breakdown, one question in two rounds. Pure."""

from collections.abc import Sequence
from typing import Any

from supportgroup.ui.wording import number, percentage, share

from .decision import likely_share
from .figures import Result, Words
from .intervals import limits
from .releasing import Breakdown
from .rounds import Both, BothThemes


def table_of(result: Result, *, asked: int) -> dict[str, Any]:
    """Return a question's answers with how many, their share, and the limits among all who were asked."""
    base = result.figures.base or 0
    rows = []
    for part in result.figures.parts:
        low, high = likely_share(part, base=base, asked=asked).shares
        likely = f"{percentage(100 * low, 0)} to {percentage(100 * high, 0)}"
        rows.append([_text(part.text), _right(number(part.count)), _right(share(part.count, base, 0)), _right(likely)])
    return {
        "caption": result.text, "caption_hidden": True,
        "columns": [{"text": "Answer"}, *_numbers("People", "Share", "Likely range")],
        "rows": rows,
    }  # fmt: skip


def likely_in_words(result: Result, *, asked: int) -> str:
    """Return how sure the sentence of a result is, "" where it tells no share or everybody has answered."""
    base = result.figures.base or 0
    if result.most is None or not 0 < base < asked:
        return ""
    low, high = limits(result.most, answered=base, population=asked).shares
    between = f"between {percentage(100 * low, 0)} and {percentage(100 * high, 0)}"
    return f"If all {number(asked)} people who were asked had answered, it would likely be {between}."


def statements_table(statements: Sequence[Result]) -> dict[str, Any] | None:
    """Return the statements of one grid with how many gave each answer, and its share; None where there are none."""
    answers = next((one.figures.parts for one in statements if one.figures.parts), ())
    if not answers:
        return None
    rows = [
        [_text(f"{one.number}. {one.text}"), *_statement_cells(one, len(answers)), _base_cell(one)]
        for one in statements
    ]  # fmt: skip
    columns = _numbers(*[part.text for part in answers], "Answered")
    return {
        "caption": statements[0].of, "caption_hidden": True, "columns": [{"text": "Statement"}, *columns], "rows": rows,
    }  # fmt: skip


def themes_table(words: Words, result: Result) -> dict[str, Any] | None:
    """Return what people wrote about in one field of a result, or None where that is not shown.

    There is no likely range: who wrote of something else, or nothing, may think so too.
    """
    if words.themes is None or not words.themes.figures.parts:
        return None
    base, abouts = words.themes.figures.base or 0, words.themes.abouts
    rows = [
        [_text(part.text), _text(abouts[part.text]), _right(number(part.count)), _right(share(part.count, base, 0))]
        for part in words.themes.figures.parts
    ]
    return {
        "caption": f"Themes: {words.about or result.text}", "caption_hidden": True,
        "columns": [{"text": "Theme"}, {"text": "What belongs to it"}, *_numbers("People", "Share")],
        "rows": rows,
    }  # fmt: skip


def themes_in_rounds(one: BothThemes, *, names: tuple[str, str]) -> dict[str, Any]:
    """Return each theme with its share in both rounds; a theme that one round has not found is not 0 there."""
    rows = [[_text(name), *[_right(side or "not found") for side in sides]] for name, sides in one.rows]
    return {
        "caption": f"Themes: {one.asked}", "caption_hidden": True,
        "columns": [{"text": "Theme"}, *_numbers(*names)], "rows": rows,
    }  # fmt: skip


def crossed_table(one: Breakdown) -> dict[str, Any]:
    """Return a breakdown: answers down, groups across, and the totals. A cell has its share where that is safe.

    A share is of the group's people whose answers count; where one that stands outside is hidden, it is left out.
    """
    table = one.table
    rows = []
    for row, answer in enumerate(table.rows):
        cells = [_crossed_cell(one, row, column) for column in range(len(table.columns))]
        rows.append([_text(answer), *cells, _right(number(table.row_totals[row]))])
    foot = [_text("All"), *[_right(number(total)) for total in table.column_totals], _right(number(table.base))]
    return {
        "caption": f"{one.text} By: {one.across_text}", "caption_hidden": True,
        "columns": [{"text": "Answer"}, *_numbers(*table.columns, "All")], "rows": rows, "foot": foot,
    }  # fmt: skip


def rounds_table(both: Both, *, names: tuple[str, str]) -> dict[str, Any]:
    """Return each answer in both rounds with its limits, and how it moved."""
    rows = [
        [
            _text(one.text), _right(one.before.words), _right(one.before.between), _right(one.after.words),
            _right(one.after.between), _text(one.words),
        ]
        for one in both.moved
    ]  # fmt: skip
    first, second = names
    columns = [*_numbers(first, "Likely range", second, "Likely range"), {"text": "Moved by"}]
    return {
        "caption": both.after.text, "caption_hidden": True, "columns": [{"text": "Answer"}, *columns], "rows": rows,
    }  # fmt: skip


def _statement_cells(one: Result, answers: int) -> list[dict[str, Any]]:
    if one.figures.hidden:
        return [{"hidden": True}] * answers
    base = one.figures.base or 0
    return [_right(f"{number(part.count)} ({share(part.count, base, 0)})") for part in one.figures.parts]


def _base_cell(one: Result) -> dict[str, Any]:
    return {"hidden": True} if one.figures.hidden else _right(number(one.figures.base or 0))


def _crossed_cell(one: Breakdown, row: int, column: int) -> dict[str, Any]:
    table = one.table
    count = table.cells[row][column]
    if count is None:
        return {"hidden": True}
    outside = [table.cells[place][column] for place, answer in enumerate(table.rows) if answer in one.outside]
    if table.rows[row] in one.outside or None in outside:
        return _right(number(count))
    base = table.column_totals[column] - sum(gone or 0 for gone in outside)
    return _right(f"{number(count)} ({share(count, base, 0)})" if base else number(count))


def _text(words: str) -> dict[str, Any]:
    return {"text": words}


def _right(words: str) -> dict[str, Any]:
    return {"text": words, "number": True}


def _numbers(*headings: str) -> list[dict[str, Any]]:
    return [{"text": heading, "number": True} for heading in headings]
