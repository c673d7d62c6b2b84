"""From raw rows to a table: where the names of the columns stand, and which rows below them are rows of people.

Titles above the names of the columns are left out, and so are the names where they are repeated further down, as they
are on every page of a printed list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from supportgroup.people.typed import NotUnderstood, date, is_nhs_number

from .columns import guess

MOST_ROWS, MOST_COLUMNS = 25_000, 100
RawRow = tuple[int, list[str], str]
"""Line in the file, cells, marks."""
_TITLES_AT_MOST = 30


class NotASpreadsheet(ValueError):  # noqa: N818  it is the answer to what was chosen
    """The file cannot be read as a spreadsheet. The text says what to do."""


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet: the names of its columns, and its rows as (line in the file, cells, one for each column).

    marks: line -> letters for what is unusual about a row. above, repeated: how many rows of titles and of repeated
    names were left out. kind: "csv", "xlsx", "xls" or "ods". is_1904: its days are counted from 1904.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]
    marks: dict[int, str] = field(default_factory=dict)
    above: int = 0
    repeated: int = 0
    kind: str = "csv"
    name: str = ""
    is_1904: bool = False


def sheet_of(raw: Sequence[RawRow], *, kind: str = "csv", name: str = "", is_1904: bool = False) -> Sheet:
    """Return the table that these rows hold; refused where they hold none.

    In a text file more cells than names mean that a row has slipped; in a workbook they are somebody's notes beside it.
    """
    if not raw:
        raise NotASpreadsheet("The file is empty. Choose another.")
    top = _header_at(raw)
    header = _named(raw, top)
    if kind != "csv":
        widest = max(len(cells) for _, cells, _ in raw[top:])
        header += [""] * (min(widest, MOST_COLUMNS) - len(header))
    if reason := why_not_header(header):
        raise NotASpreadsheet(reason)
    below = [row for row in raw[top + 1 :] if not _is_header(row[1], header)]
    if not below:
        raise NotASpreadsheet("There is nobody in this file: it has only the names of the columns.")
    if len(below) > MOST_ROWS:
        raise NotASpreadsheet(
            f"The file has {len(below):,} rows, and the most we can take at once is {MOST_ROWS:,}. Divide it."
        )
    return Sheet(
        header=header,
        rows=[(line, _as_wide_as(header, cells, cut=kind != "csv")) for line, cells, _ in below],
        marks={line: marks for line, _, marks in below if marks},
        above=top,
        repeated=len(raw) - top - 1 - len(below),
        kind=kind,
        name=name,
        is_1904=is_1904,
    )


def why_not_header(header: Sequence[str]) -> str | None:
    """Return why this row cannot hold the names of the columns, or None if it can."""
    if len(header) == 1:
        return "Only one column was found. Columns must be separated by commas, semicolons or tabs."
    if len(header) > MOST_COLUMNS:
        return f"The file has {len(header)} columns, and the most we can take is {MOST_COLUMNS}. Leave some out."
    if any(_is_data(cell) for cell in header):
        return (
            "The first line looks like a person. It must hold the names of the columns, "
            "such as “First name” and “Date of birth”."
        )
    return None


def _header_at(raw: Sequence[RawRow]) -> int:
    """Return which of the first rows holds the names of the columns: that with most names we know, else the first."""
    known = [sum(map(bool, guess(cells))) for _, cells, _ in raw[:_TITLES_AT_MOST]]
    most = max(known)
    return known.index(most) if most > 1 else 0


def _named(raw: Sequence[RawRow], top: int) -> list[str]:
    """Return the names of the columns; one that is merged with the cell above it is taken from there."""
    header = [" ".join(cell.split()) for cell in raw[top][1]]
    above = raw[top - 1][1] if top else []
    if len(above) > len(header) and any(guess(above[len(header) :])):
        header += [""] * (len(above) - len(header))
    return [
        name or (" ".join(above[column].split()) if column < len(above) and any(guess([above[column]])) else "")
        for column, name in enumerate(header)
    ]


def _is_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row only repeats the names of the columns."""
    said = [" ".join(cell.split()).casefold() for cell in cells]
    named = [name.casefold() for name in header[: len(said)]]
    return said == named and any(said)


def _as_wide_as(header: Sequence[str], cells: list[str], *, cut: bool) -> list[str]:
    """Return a cell for each column; empty cells beyond the last are dropped, others stay to be refused."""
    while len(cells) > len(header) and (cut or not cells[-1].strip()):
        cells = cells[:-1]
    return cells + [""] * (len(header) - len(cells))


def _is_data(cell: str) -> bool:
    """Tell whether this can only be somebody's own: an email address, an NHS number or a date."""
    digits = re.sub(r"[\s-]", "", cell)
    if "@" in cell or (re.fullmatch(r"[0-9]{10}", digits) and is_nhs_number(digits)):
        return True
    try:
        date(cell)
    except NotUnderstood:
        return False
    return True
