"""What this room adds to a person's page, and one line to their own."""

from typing import Any

from django.http import HttpRequest

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.people.models import Person
from supportgroup.people.parts import Part
from supportgroup.ui.wording import counted

from . import facts
from .choices import Membership


def _context(request: HttpRequest, person: Person) -> dict[str, Any]:
    told = facts.told_by(person)
    sheets = told.sheets
    return {
        "membership": facts.MEMBERSHIP_TAGS[facts.membership_of(sheets)],
        "answered": [sheet for sheet in sheets if sheet.is_answered],
        "never": [sheet.sheet.label for sheet in sheets if not sheet.is_answered],
        "asked": next((sheet.asked for sheet in sheets if sheet.asked and not sheet.is_answered), None),
        "entries": told.history,
        "may_record": may(request, Power.RECORD_CONSENT),
        "person": person,
    }


CONSENT = Part(
    "Consent", Power.SEE_PEOPLE, "consent/parts/person.html", _context, order=20, stylesheet="consent/consent.css"
)


def own_line(person: Person) -> str:
    """Return how somebody's choices stand, for the row on their own page: "3 of 8 boxes ticked"."""
    sheets = facts.told_by(person).sheets
    answered = [sheet for sheet in sheets if sheet.is_answered]
    if facts.membership_of(sheets) in (Membership.NOT_ASKED, Membership.ASKED) and not answered:
        return "You have not told us yet whether you want to join"
    boxes = sum(len(sheet.boxes) for sheet in answered)
    return f"{sum(sheet.ticked for sheet in answered)} of {counted(boxes, 'box', 'boxes')} ticked"
