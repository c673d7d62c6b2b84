"""The rows that were refused, as a file to mend and bring again: as they came, with the reason in a column of ours."""

import csv
import io
from collections.abc import Mapping, Sequence

from . import scanning
from .columns import WHY, named
from .judging import MAY_BE_KNOWN
from .reading import Sheet

_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
_IN_WORDS = {scanning.NO_VALUE: "", scanning.ERROR: "#REF!"}


def as_csv(sheet: Sheet, refusals: Mapping[str, str]) -> str:
    """Return the refused rows as CSV with a mark that Excel needs at its beginning. refusals: line -> why."""
    width = len(named(sheet.header)) or len(sheet.header)
    text = io.StringIO("")
    writer = csv.writer(text)
    writer.writerow([*map(_harmless, sheet.header[:width]), WHY])
    for line, cells in sheet.rows:
        if reason := refusals.get(str(line)):
            writer.writerow([*map(_harmless, _of_width(cells, width)), _to_do(reason)])
    return "\ufeff" + text.getvalue()


def _of_width(cells: Sequence[str], width: int) -> list[str]:
    """Return as many cells as there are names; what is beyond is put into the last, to be sorted by hand."""
    kept = list(cells[:width])
    return [*kept[:-1], " ".join([*kept[-1:], *(cell for cell in cells[width:] if cell.strip())])]


def _to_do(reason: str) -> str:
    return (
        reason
        if reason != MAY_BE_KNOWN
        else "Say on the page whether this is the person we know, or add the NHS number"
    )


def _harmless(cell: str) -> str:
    """Keep a spreadsheet program from taking a cell for a formula; we take the apostrophe away again."""
    shown = _IN_WORDS.get(cell, cell)
    return f"'{shown}" if shown.startswith(_FORMULA_BEGINS) else shown
