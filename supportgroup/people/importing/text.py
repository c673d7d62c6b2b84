"""From the bytes of a text file to rows of cells, whichever program saved it and with whatever between the columns."""

import csv
import io
import re

from .columns import guess
from .tables import NotASpreadsheet, RawRow

_SEPARATORS = ",;\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(data: bytes) -> list[RawRow]:
    """Return the rows that hold anything, each with the line on which it begins.

    UTF-8 with or without a mark at its beginning, UTF-16 with or without one, else Windows-1252.
    """
    text = _decoded(data)
    if _CONTROL.search(text):
        raise NotASpreadsheet("This is not a spreadsheet saved as CSV. In your spreadsheet choose “Save as”, then CSV.")
    lines = _without_hint(text)
    return _rows(lines, _separator(lines))


def _decoded(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASpreadsheet("The letters in this file cannot be read. Save it again as “CSV UTF-8” and choose that file.")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in _MARKED:
        return (_MARKED[data[:2]],)
    begins = data[:1000]
    if begins.count(0) > len(begins) // 3:  # of each 2 bytes of a Latin letter in UTF-16 one is 0
        return ("utf-16-le",) if begins[1::2].count(0) > begins[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _without_hint(text: str) -> str:
    """Leave out the line “sep=;” that Excel writes and understands itself."""
    first, _, rest = text.partition("\n")
    return rest if re.fullmatch(r"sep=.\r?", first) else text


def _separator(text: str) -> str:
    """Return what separates the columns: what divides a line into most names we know, else the first into most."""
    first = [line for line in text[:20_000].splitlines() if line.strip()][:10]
    divided = next((line for line in first if any(sign in line for sign in _SEPARATORS)), "")

    def fits(sign: str) -> tuple[int, int]:
        known = max((sum(map(bool, guess(line.replace('"', "").split(sign)))) for line in first), default=0)
        return (known if known > 1 else 0), divided.count(sign)

    return max(_SEPARATORS, key=fits)


def _rows(text: str, separator: str) -> list[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[RawRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [_unmarked(cell) for cell in cells], ""))
            line = reader.line_num + 1
    except csv.Error:
        raise NotASpreadsheet(
            f"The row that begins in line {line} cannot be read. Look for a quotation mark that is not closed."
        ) from None
    return rows


def _unmarked(cell: str) -> str:
    """Take away the apostrophe that keeps a cell from being read as a formula, as our own files have it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_BEGINS else cell


_FORMULA_BEGINS = frozenset("=+-@\t\r")
