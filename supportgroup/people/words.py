"""What each field of a person is called, and how its value is said: on pages, in the history, in a spreadsheet."""

import datetime
from collections.abc import Mapping
from typing import Any

from supportgroup.ui import wording

from .choices import (
    ConditionGroup,
    Distance,
    Need,
    Route,
    Sex,
    Standing,
    TreatmentPlace,
    TreatmentRoute,
)

LABELS = {
    "title": "Title",
    "first_name": "First name",
    "last_name": "Last name",
    "date_of_birth": "Date of birth",
    "nhs_number": "NHS number",
    "sex": "Sex",
    "language": "Language",
    "address": "Address",
    "postcode": "Postcode",
    "distance": "Distance",
    "email": "Email",
    "phone": "Phone",
    "preferred_route": "Preferred route",
    "do_not_contact": "Do not contact",
    "needs": "Needs",
    "print_size": "Size of large print",
    "needs_asked_on": "Asked what they need on",
    "letters_in": "How letters reach them",
    "in_hospital_until": "In hospital until",
    "standing": "Standing",
    "standing_since": "Died or moved on",
}
OUTLINE_LABELS = {
    "condition_group": "Condition group",
    "on_immunoglobulin": "On immunoglobulin",
    "treatment_route": "Treatment route",
    "treatment_place": "Treatment place",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "sex": dict(Sex.choices),
    "distance": dict(Distance.choices),
    "preferred_route": dict(Route.choices),
    "needs": dict(Need.choices),
    "standing": dict(Standing.choices),
    "condition_group": dict(ConditionGroup.choices),
    "treatment_route": dict(TreatmentRoute.choices),
    "treatment_place": dict(TreatmentPlace.choices),
}
"""Field -> stored word -> words for people."""

SHORT_ROUTES = {Route.LETTER: "Letter", Route.EMAIL: "Email", Route.TEXT: "Text", Route.PHONE: "Phone"}


def said(name: str, value: Any) -> str:
    """Return a field's value in words; "" for nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(WORDS[name].get(one, one) for one in value)
    if isinstance(value, datetime.date):
        return wording.day(value)
    if name == "print_size":
        return f"{value} point"
    if name == "nhs_number":
        return wording.nhs_number(value)
    return str(WORDS.get(name, {}).get(value, "" if value is None else value))
