"""The filters beside the list of people, and among whom to look: narrowings that only a link leads to."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from . import marks, rules
from .choices import ConditionGroup, Need, Route, TreatmentPlace
from .filtering import NO, YES, Facet, Filters, Option, coded

_STANDINGS = (
    *coded([("current", "Current patients"), ("moved", "Moved away"), ("died", "Died")]),
    Option("everyone", "Everyone", None),
)
_TREATMENTS = (Option("yes", "On immunoglobulin", YES), Option("no", "None now", NO))
_CONDITIONS = coded((group.value, group.label.removesuffix(" immunodeficiency")) for group in ConditionGroup)
_PLACES = coded(TreatmentPlace.choices[1:])
TREATMENT = Facet("immunoglobulin", "Treatment", _TREATMENTS, "outline__on_immunoglobulin", clinical=True)
CONDITION = Facet("condition", "Condition group", _CONDITIONS, "outline__condition_group", clinical=True)
CONTACT = Facet("contact", "Contact by", coded(Route.choices), "preferred_route")
_NEVER = (Option("never", "Never asked", YES),)
FILTERS = Filters(
    (
        Facet("standing", "With the service", _STANDINGS, "standing", usual="current"),
        TREATMENT,
        Facet("place", "Where", _PLACES, "outline__treatment_place", clinical=True),
        CONDITION,
        CONTACT,
        Facet("needs", "Needs", coded(Need.choices), "needs"),
        Facet("asked", "Asked about needs", _NEVER, "needs_asked_on__isnull", tallied="never_asked"),
        Facet("do_not_contact", "Do not contact", (Option("yes", "Yes", YES),), "do_not_contact"),
    )
)

NARROWINGS = {
    "review": "Needs due for review",
    "under_18": "Under 18",
    "turning_18": "Turning 18 within 30 days",
}
"""The values of `only` in an address, with their words."""


def narrowed(people: "QuerySet[Any]", only: str, *, today: datetime.date, review_days: int) -> "QuerySet[Any]":
    """Return those of these people whom a narrowing means; all of them for a word that is none."""
    if only == "review":
        return people.filter(needs_asked_on__lte=today - datetime.timedelta(days=review_days))
    if only == "under_18":
        return people.filter(date_of_birth__gt=rules.born_years_before(today, rules.GROWN_UP))
    if only == "turning_18":
        soon = today + datetime.timedelta(days=rules.SOON_DAYS)
        years = rules.GROWN_UP
        return people.filter(
            date_of_birth__gt=rules.born_years_before(today, years),
            date_of_birth__lte=rules.born_years_before(soon, years),
        )
    return people


def read(given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
    """Return the filters, the narrowing and the marks that an address asks for and this reader may have."""
    only = {"only": given["only"]} if given.get("only") in NARROWINGS else {}
    return FILTERS.read(given, clinical=clinical) | only | marks.read(given)
