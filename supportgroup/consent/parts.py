"""What this room adds to a person's page and to the list of people, and one line to their own page."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.people.marks import Mark, Tag
from supportgroup.people.models import Person
from supportgroup.people.parts import Part
from supportgroup.ui.wording import counted

from . import facts, in_force
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


def _tags(keys: Collection[int]) -> dict[int, Tag]:
    return {key: facts.MEMBERSHIP_TAGS[one] for key, one in in_force.memberships_of(keys).items()}


MEMBERSHIP = Mark(
    key="member",
    heading="Membership",
    options={one.value: facts.MEMBERSHIP_TAGS[one][0] for one in facts.MEMBERSHIP_TAGS},
    narrow=lambda people, value: in_force.people_who_are(people, Membership(value)),
    tags=_tags,
)


def own_line(person: Person) -> str:
    """Return how somebody's choices stand, for the row on their own page: "3 of 8 boxes ticked"."""
    sheets = facts.told_by(person).sheets
    answered = [sheet for sheet in sheets if sheet.is_answered]
    if facts.membership_of(sheets) in (Membership.NOT_ASKED, Membership.ASKED) and not answered:
        return "You have not told us yet whether you want to join"
    boxes = sum(len(sheet.boxes) for sheet in answered)
    return f"{sum(sheet.ticked for sheet in answered)} of {counted(boxes, 'box', 'boxes')} ticked"
