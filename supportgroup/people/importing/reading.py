"""From the bytes of a file to a sheet; and the plain form in which a sheet waits, once it has been read."""

import json
from dataclasses import asdict

from supportgroup.uploads.choices import FileKind

from . import apart, text
from .scanning import NotReadable
from .tables import NotASpreadsheet, Sheet, sheet_of

__all__ = ["NotASpreadsheet", "Sheet", "SheetsToChoose", "packed", "read", "unpacked"]


class SheetsToChoose(Exception):  # noqa: N818  it is a question
    """A workbook holds several sheets, and somebody must say which one holds the people."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def read(data: bytes, *, kind: str = FileKind.TEXT, sheet: str = "") -> Sheet:
    """Return what a file holds. kind: by its content. sheet: which of several, once it is chosen."""
    if kind == FileKind.TEXT:
        return sheet_of(text.read(data))
    try:
        told = apart.read(data, sheet)
    except NotReadable as trouble:
        raise NotASpreadsheet(str(trouble)) from None
    if "sheets" in told:
        raise SheetsToChoose(told["sheets"])
    rows = [(line, cells, marks) for line, cells, marks in told["rows"]]
    return sheet_of(rows, kind=told["kind"], name=told["sheet"], is_1904=told["is_1904"])


def packed(sheet: Sheet) -> bytes:
    """Return a sheet as it waits to be matched and checked: plain rows, without formulas, macros or styles."""
    return json.dumps(asdict(sheet), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Sheet:
    """Return the sheet that waited."""
    told = json.loads(data)
    told["rows"] = [(line, cells) for line, cells in told["rows"]]
    told["marks"] = {int(line): marks for line, marks in told["marks"].items()}
    return Sheet(**told)
