"""What must be known of a workbook before it is opened, and what its reader does not tell; the standard library only.

A workbook is a zip of XML. How much it holds unpacked is counted by unpacking it, since a directory can lie; and the
sheet is looked through for what the reader loses: hidden rows, errors, formulas whose value was never saved, and a cell
so far out that a grid up to it would not fit into memory.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

UNPACKED_AT_MOST = 150 * 1024 * 1024
GRID_AT_MOST = 4_000_000
"""Cells between the first and the farthest."""
NO_VALUE = "\x1aformula"
"""What stands in a cell whose formula has no saved value; no file can hold it."""
ERROR = "\x1aerror"

DAMAGED = "The file is damaged or not whole. Open it, save it again and choose that file."
_HIDDEN_AT_MOST = 30_000
_PIECE = 1024 * 1024
_LETTERS = re.compile(r"[A-Z]+")


class NotReadable(ValueError):  # noqa: N818  it is the answer to what was chosen
    """The workbook cannot be read. The text says what to do."""


@dataclass
class Scan:
    """What was seen in one sheet: hidden lines, and cells (line, column from 0) without a value and with an error."""

    hidden: set[int] = field(default_factory=set)
    valueless: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    last_line: int = 0
    last_column: int = 0

    def reach(self, line: int, column: int) -> None:
        """Note that this cell holds something; refuse what would be too far out."""
        self.last_line, self.last_column = max(self.last_line, line), max(self.last_column, column + 1)
        if self.last_line * self.last_column > GRID_AT_MOST:
            raise NotReadable(
                f"The sheet reaches to line {self.last_line:,} and column {self.last_column:,}, which is more than we "
                "can read. Copy the rows with people into a new sheet, save it and choose that file."
            )


def open_packed(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the zip, once it is known to be whole, without a password, and not too much when it is unpacked."""
    try:
        packed = zipfile.ZipFile(file)
        _count(packed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as trouble:
        if isinstance(trouble, NotReadable):
            raise
        raise NotReadable(DAMAGED) from None
    return packed


def _count(packed: zipfile.ZipFile) -> None:
    left = UNPACKED_AT_MOST
    for entry in packed.infolist():
        if entry.flag_bits & 1:
            raise NotReadable(LOCKED)
        entry.file_size = UNPACKED_AT_MOST + 1  # read until it ends, not until it says that it ends
        with packed.open(entry) as stream:
            while piece := stream.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise NotReadable(
                        f"Unpacked, this file is larger than {UNPACKED_AT_MOST // 1024 // 1024} MB, which is more than "
                        "we can read. Copy the rows with people into a new sheet, save it and choose that file."
                    )


LOCKED = "The workbook is locked with a password. Save it without one, and choose that file."


def scan_xlsx(packed: zipfile.ZipFile, sheet: str) -> Scan:
    """Return what an Excel sheet hides."""
    seen = _Excel()
    seen.parse(packed, _path_of(packed, sheet))
    return seen.scan


def scan_ods(packed: zipfile.ZipFile, sheet: str) -> Scan:
    """Return what an OpenDocument sheet hides; rows and cells that stand there once for many are counted as many."""
    seen = _OpenDocument(sheet)
    seen.parse(packed, "content.xml")
    return seen.scan


class _Reader:
    """Goes through the XML of a sheet once, keeping nothing but what is asked of it."""

    def __init__(self) -> None:
        self.scan = Scan()
        self.line = 0
        self.column = 0
        self.expat = expat.ParserCreate()
        self.expat.StartElementHandler, self.expat.EndElementHandler = self.begin, self.end

    def parse(self, packed: zipfile.ZipFile, path: str) -> None:
        """Read one part of the workbook."""
        try:
            with packed.open(path) as stream:
                self.expat.ParseFile(stream)
        except expat.ExpatError:
            raise NotReadable(DAMAGED) from None

    def begin(self, name: str, told: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError


class _Excel(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.kind = ""
        self.has_formula = self.has_value = False

    def begin(self, name: str, told: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self.line, self.column = int(told.get("r", self.line + 1)), -1
            if told.get("hidden") in ("1", "true"):
                self.scan.hidden.add(self.line)
        elif name == "c":
            place = _LETTERS.match(told.get("r", ""))
            self.column = _number(place[0]) if place else self.column + 1
            self.kind, self.has_formula, self.has_value = told.get("t", ""), False, False
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "is"):
            self.expat.CharacterDataHandler = self.text

    def text(self, _: str) -> None:
        self.has_value = True
        self.expat.CharacterDataHandler = None

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "v":
            self.expat.CharacterDataHandler = None
        if name != "c":
            return
        cell = self.line, self.column
        if self.has_formula or self.has_value:
            self.scan.reach(*cell)
        if self.kind == "e":
            self.scan.errors.add(cell)
        elif self.has_formula and not self.has_value and self.kind != "str":  # a formula may say that there is nothing
            self.scan.valueless.add(cell)


class _OpenDocument(_Reader):
    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.sheet, self.is_here, self.times = sheet, False, 1

    def begin(self, name: str, told: dict[str, str]) -> None:
        if name == "table:table":
            self.is_here, self.line, self.times = told.get("table:name") == self.sheet, 0, 1
        elif name == "table:table-row" and self.is_here:
            self.line, self.column, self.times = self.line + 1, 0, int(told.get("table:number-rows-repeated", 1))
            if told.get("table:visibility", "visible") != "visible":
                self.scan.hidden.update(range(self.line, self.line + min(self.times, _HIDDEN_AT_MOST)))
        elif name in ("table:table-cell", "table:covered-table-cell") and self.is_here:
            self._cell(told)

    def _cell(self, told: dict[str, str]) -> None:
        times = int(told.get("table:number-columns-repeated", 1))
        kind, has_formula = told.get("office:value-type"), "table:formula" in told
        if kind or has_formula:
            self.scan.reach(self.line + self.times - 1, self.column + times - 1)
        if has_formula and not kind:
            self.scan.valueless.add((self.line, self.column))
        self.column += times

    def end(self, name: str) -> None:
        if name == "table:table-row" and self.is_here:
            self.line += self.times - 1


def is_1904(packed: zipfile.ZipFile) -> bool:
    """Tell whether an Excel workbook counts its days from 1904, as those from old Macs do."""
    return bool(re.search(rb'date1904="(?:1|true)"', packed.read("xl/workbook.xml")))


def _path_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet inside the workbook."""
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for one in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314
        if one.tag.endswith("}sheet") and one.get("name") == sheet:
            relation = next((value for key, value in one.attrib.items() if key.endswith("}id")), None)
            target = targets.get(relation, "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise NotReadable(DAMAGED)


def _number(letters: str) -> int:
    """Return the number of a column, from 0: A, B … Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
