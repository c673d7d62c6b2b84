"""A workbook becomes the rows of one sheet, as text. Runs in a process of its own (see `apart`), without Django.

Reads .xlsx and .xlsm (their macros are data and stay asleep), .xls and .ods with calamine. Formulas are never
evaluated: what stands there is the value that was saved with them. Hidden sheets are left alone. Hidden rows are read,
since a filter that was left on hides people whom nobody meant to leave out; they are marked, and the preview says so.
In .xls neither hidden rows nor formulas without a saved value can be told apart; the page says so too.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

from supportgroup.people.importing import scanning
from supportgroup.people.importing.scanning import NotReadable

MEMORY_AT_MOST, SECONDS_AT_MOST = 300 * 1024 * 1024, 60
MOST_LINES, MOST_COLUMNS, MOST_CELLS, MOST_LETTERS = 26_000, 200, 1_500_000, 20_000_000
HIDDEN, MERGED = "h", "m"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_BEGINNING, _PASSWORD, _RECORDS_LOOKED_AT = b"\x09\x08\x10\x00", 0x2F, 30
_NOT_ONE = "This is not a workbook we can read. Save it as .xlsx or as CSV, and choose that file."


def read(data: bytes, wanted: str = "") -> dict[str, Any]:
    """Return {"sheets": names} where somebody must choose, else the one sheet: its name, rows and what is unusual.

    A row is [line, cells, marks]; rows without anything are left out. wanted: the name of the sheet, "" for the only.
    """
    kind, packed = _kind_of(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise NotReadable(scanning.LOCKED) from None
    except calamine.CalamineError as trouble:
        raise NotReadable(scanning.LOCKED if "password" in str(trouble).lower() else scanning.DAMAGED) from None
    names = [one.name for one in book.sheets_metadata if _is_shown(one)]
    scans = {name: _scan(book, kind, packed, name) for name in names if wanted in ("", name)}
    filled = [name for name, scan in scans.items() if scan.last_line]
    if not filled:
        hidden = len(book.sheet_names) > len(names)
        raise NotReadable(
            "Every sheet that is not hidden is empty. Show the sheet with the people, save it and choose that file."
            if hidden
            else "There is nothing in this workbook. Choose another file."
        )
    if len(filled) > 1:
        return {"sheets": filled}
    rows = list(_rows(book.get_sheet_by_name(filled[0]), scans[filled[0]]))
    return {
        "sheet": filled[0],
        "rows": rows,
        "is_1904": kind == "xlsx" and packed is not None and scanning.is_1904(packed),
        "kind": kind,
    }


def _kind_of(data: bytes) -> tuple[str, Any]:
    """Return which kind of workbook this is by its content, and the zip if it is one."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise NotReadable(scanning.LOCKED)
        if not any(name in data for name in _BOOKS):
            raise NotReadable(_NOT_ONE)
        if _has_password(data):
            raise NotReadable(scanning.LOCKED)
        return "xls", None
    packed = scanning.open_packed(io.BytesIO(data))
    names = set(packed.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx", packed
    if "content.xml" in names and b"opendocument.spreadsheet" in packed.read("mimetype" if "mimetype" in names else ""):
        if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise NotReadable(scanning.LOCKED)
        return "ods", packed
    raise NotReadable(_NOT_ONE)


def _has_password(data: bytes) -> bool:
    """Tell whether an .xls has a password: a record near its beginning says so, which calamine does not tell apart."""
    place = data.find(_BEGINNING)
    for _ in range(_RECORDS_LOOKED_AT if place >= 0 else 0):
        kind, length = int.from_bytes(data[place : place + 2], "little"), data[place + 2 : place + 4]
        if kind == _PASSWORD:
            return True
        place += 4 + int.from_bytes(length, "little")
    return False


def _scan(book: calamine.CalamineWorkbook, kind: str, packed: Any, name: str) -> scanning.Scan:
    """Return what a sheet hides, before its grid is built; of an .xls only whether it holds anything."""
    if kind == "xlsx":
        return scanning.scan_xlsx(packed, name)
    if kind == "ods":
        return scanning.scan_ods(packed, name)
    start = book.get_sheet_by_name(name).start
    return scanning.Scan(last_line=0 if start is None else start[0] + 1)


def _is_shown(sheet: calamine.SheetMetadata) -> bool:
    return sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet


def _rows(sheet: calamine.CalamineSheet, scan: scanning.Scan) -> Iterator[list[Any]]:
    """Yield [line, cells, marks] for each row that holds anything."""
    if sheet.start is None:
        return
    first_line, first_column = sheet.start[0] + 1, sheet.start[1]
    odd: dict[int, list[tuple[int, str]]] = {}
    for places, word in ((scan.valueless, scanning.NO_VALUE), (scan.errors, scanning.ERROR)):
        for line, column in places:
            odd.setdefault(line, []).append((column, word))
    merges = _Merges(sheet.merged_cell_ranges or [])
    taken = cells = letters = 0
    for line, values in enumerate(sheet.iter_rows(), start=first_line):
        texts = [""] * first_column + [_text(value) for value in values]
        for column, word in odd.get(line, ()):
            texts += [""] * (column + 1 - len(texts))
            texts[column] = word
        filled = merges.fill(line, texts)
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        taken, cells, letters = taken + 1, cells + len(texts), letters + sum(map(len, texts))
        if taken > MOST_LINES or cells > MOST_CELLS or letters > MOST_LETTERS:
            raise NotReadable("The sheet holds more than we can take at once: 25,000 people. Divide it.")
        if len(texts) > MOST_COLUMNS:
            raise NotReadable("The sheet has more than 200 columns. Leave out those that are not needed.")
        yield [line, texts, (HIDDEN if line in scan.hidden else "") + (MERGED if filled else "")]


class _Merges:
    """Cells that are merged downwards: each of their rows gets what stands in the first."""

    def __init__(self, ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self.starting: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in ranges:
            if bottom > top:
                self.starting.setdefault(top + 1, []).append((left, bottom + 1))
        self.going: dict[int, tuple[str, int]] = {}

    def fill(self, line: int, texts: list[str]) -> bool:
        """Write what is merged into this row; tell whether there was anything."""
        self.going = {column: kept for column, kept in self.going.items() if kept[1] >= line}
        filled = False
        row_is_used = any(text.strip() for text in texts)
        for column, (text, _) in self.going.items():
            if row_is_used and column < len(texts) and not texts[column]:
                texts[column] = text
                filled = True
        for column, last in self.starting.get(line, ()):
            if column < len(texts) and texts[column]:
                self.going[column] = texts[column], last
        return filled


def _text(value: Any) -> str:
    """Return what a cell holds as somebody would type it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def main() -> None:
    """Read the workbook on standard input and write what it holds on standard output, within fixed bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_AT_MOST, SECONDS_AT_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = read(sys.stdin.buffer.read(), sys.argv[1])
    except NotReadable as trouble:
        told = {"trouble": str(trouble)}
    except (KeyError, ValueError, SyntaxError, calamine.CalamineError):
        told = {"trouble": scanning.DAMAGED}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
