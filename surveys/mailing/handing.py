"""The list of yellow slips as it leaves the service: as a spreadsheet, and on paper that says whose it is."""

import csv
import io
from collections.abc import Iterable

from supportgroup import clock
from supportgroup.documents.pdf import compile_pdf
from supportgroup.people.handing import harmless
from supportgroup.ui import wording
from surveys.questionnaire.models import Survey

from .choices import Times
from .models import Volunteer

COLUMNS = ("Name", "Phone", "Email", "When they could come", "Days", "Came")
TEMPLATE = "surveys/mailing/letters/volunteers.typ"


def times_in_words(slip: Volunteer) -> str:
    """Return when somebody could come: "A weekday evening, A Saturday" as one sentence."""
    return wording.listed([Times(time).label[:1].lower() + Times(time).label[1:] for time in slip.times])


def spreadsheet(survey: Survey, slips: Iterable[Volunteer], *, by: str) -> bytes:
    """Return the slips as CSV that a spreadsheet opens; a cell that would begin a formula is only words."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([f"Confidential: {survey.group.name}. Who is on this list is health information."])
    writer.writerow([f"Taken by {by} on {wording.day(clock.today())}. Destroy it when you no longer need it."])
    writer.writerow(COLUMNS)
    for slip in slips:
        writer.writerow([harmless(cell) for cell in _cells(slip)])
    return sheet.getvalue().encode("utf-8-sig")


def on_paper(survey: Survey, slips: Iterable[Volunteer], *, by: str) -> bytes:
    """Return the slips as a PDF that says it is confidential, when it was printed and by whom."""
    content = {
        "group": survey.group.name,
        "about": survey.title,
        "printed": f"Printed on {wording.full_day(clock.today())} by {by}",
        "columns": list(COLUMNS),
        "rows": [_cells(slip) for slip in slips],
    }
    return compile_pdf(TEMPLATE, content, title="Who would join a group discussion")


def _cells(slip: Volunteer) -> list[str]:
    return [
        slip.name, slip.phone, slip.email, times_in_words(slip), slip.dates, wording.day(slip.received_on)
    ]  # fmt: skip
