"""What leaves as a file: a blank form to print, and the list of answers as a spreadsheet or on paper."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from supportgroup import clock
from supportgroup.documents.pdf import compile_pdf
from supportgroup.groups.models import Group
from supportgroup.people.rules import LARGE_PRINT, ORDINARY_PRINT
from supportgroup.ui import wording

from .listing import Listing, Row
from .models import Version

SIZES = {"standard": ORDINARY_PRINT, "large": LARGE_PRINT}
COLUMNS = ("Last name", "First name", "Date of birth", "Answer", "Version", "Given on", "How", "Recorded by")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def blank_form(version: Version, *, size: int) -> bytes:
    """Return a sheet to be filled in by hand: every box empty, nothing outside that names a condition."""
    group = version.group
    content = {
        "hospital": group.hospital_name,
        "service": group.neutral_name,
        "helpline": group.helpline,
        "hours": group.helpline_hours,
        "back_to": group.return_address.splitlines(),
        "title": version.get_sheet_display(),
        "code": version.code,
        "size": size,
        "groups": [
            {"heading": heading, "boxes": [{"words": box.words, "asks": bool(box.asks)} for box in boxes]}
            for heading, boxes in version.headed
        ],
        "told": version.told,
    }
    return compile_pdf("consent/letters/form.typ", content, title=f"{group.neutral_name}: your choices")


def spreadsheet(rows: Iterable[Row]) -> bytes:
    """Return the rows as CSV that a spreadsheet opens; a cell that would begin a formula is only words."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in _cells(row)])
    return sheet.getvalue().encode("utf-8-sig")


def on_paper(listing: Listing, rows: Iterable[Row], *, group: Group, by: str) -> bytes:
    """Return the rows as a PDF that says it is confidential, when it was printed and by whom."""
    content = {
        "group": group.name,
        "about": listing.in_words,
        "printed": f"Printed on {wording.full_day(clock.today())} by {by}",
        "columns": list(COLUMNS),
        "rows": [_cells(row) for row in rows],
    }
    return compile_pdf("consent/letters/list.typ", content, title="Consent")


def _cells(row: Row) -> list[str]:
    person, answer = row.person, row.answer
    born = wording.day(person.date_of_birth) if person.date_of_birth else ""
    said: list[Any] = ["", "", "", ""]
    if answer:
        said = [answer.version.code, row.when, answer.get_how_display(), answer.recorded_as]
    return [person.last_name, person.first_name, born, row.tag[0], *said]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
