"""From the bytes of a file to a header and rows, whichever program saved it; or why it cannot be read."""

import csv
import io
import re
from dataclasses import dataclass

from supportgroup.people.typed import NotUnderstood, date, is_nhs_number

MOST_ROWS, MOST_COLUMNS = 25_000, 100
_SEPARATORS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class NotASpreadsheet(ValueError):  # noqa: N818  it is the answer to what was chosen
    """The file cannot be read as a spreadsheet. The text says what to do."""


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet: the names of its columns, and its rows as (line in the file, cells, one for each column)."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes) -> Sheet:
    """Return the header and the rows that are not empty.

    UTF-8 with or without a mark at its beginning, UTF-16 with one, or Windows-1252; columns separated by commas,
    semicolons or tabs.
    """
    text = _decoded(data)
    if _CONTROL.search(text):
        raise NotASpreadsheet("This is not a spreadsheet saved as CSV. In your spreadsheet choose “Save as”, then CSV.")
    lines = _without_hint(text)
    rows = _rows(lines, _separator(lines))
    if not rows:
        raise NotASpreadsheet("The file is empty. Choose another.")
    header = [cell.strip() for cell in rows[0][1]]
    if reason := why_not_header(header):
        raise NotASpreadsheet(reason)
    if len(rows) == 1:
        raise NotASpreadsheet("There is nobody in this file: it has only the names of the columns.")
    if len(rows) - 1 > MOST_ROWS:
        raise NotASpreadsheet(
            f"The file has {len(rows) - 1:,} rows, and the most we can take at once is {MOST_ROWS:,}. Divide it."
        )
    return Sheet(header, [(line, _as_wide_as(header, cells)) for line, cells in rows[1:]])


def why_not_header(header: list[str]) -> str | None:
    """Return why the first line cannot hold the names of the columns, or None if it can."""
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


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASpreadsheet("The letters in this file cannot be read. Save it again as “CSV UTF-8” and choose that file.")


def _without_hint(text: str) -> str:
    """Leave out the line “sep=;” that Excel writes and understands itself."""
    first, _, rest = text.partition("\n")
    return rest if re.fullmatch(r"sep=.\r?", first) else text


def _separator(text: str) -> str:
    """Return what separates the columns: the sign that divides the first line into most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise NotASpreadsheet(
            f"The row that begins in line {line} cannot be read. Look for a quotation mark that is not closed."
        ) from None
    return rows


def _as_wide_as(header: list[str], cells: list[str]) -> list[str]:
    """Return a cell for each column; empty cells beyond the last are dropped, others stay to be refused."""
    while len(cells) > len(header) and not cells[-1].strip():
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
