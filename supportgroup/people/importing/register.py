"""Whom a group's register holds already, as judging wants to know it."""

from collections.abc import Sequence
from typing import Any

from supportgroup.groups.models import Group
from supportgroup.people.actions import FIELDS, OUTLINE_FIELDS
from supportgroup.people.models import ClinicalOutline, Person

from .judging import Known, Register, Values, filed

_OUTLINE = ClinicalOutline()


def register_of(group: Group, *, like: Sequence[Values] | None = None) -> Register:
    """Return everybody of a group, or only who has an NHS number or a name of these values, with their outline."""
    people = Person.objects.of(group)
    if like is not None:
        numbers = [values["nhs_number"] for values in like if "nhs_number" in values]
        people = people.like(nhs_numbers=numbers, names=[filed(values) for values in like])
    outlines = (f"outline__{name}" for name in OUTLINE_FIELDS)
    register = Register()
    for row in people.values("pk", *FIELDS, *outlines, "outline"):
        register.hold(Known(row["pk"], _values(row)))
    return register


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of one row; somebody without an outline has an empty one."""
    values = {name: row[name] for name in FIELDS}
    for name in OUTLINE_FIELDS:
        values[name] = row[f"outline__{name}"] if row["outline"] else getattr(_OUTLINE, name)
    return values
