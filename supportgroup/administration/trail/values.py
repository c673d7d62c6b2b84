"""Which values of a change may be shown to whom, and in which words.

The rule is safe for a table nobody thought of: what is free text is never shown, only that it changed; what is about
people needs the power to see them, and so does what was typed about the register; the clinical outline needs its own.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.accounts.models import User
from supportgroup.audit.events import Event
from supportgroup.people.words import LABELS, OUTLINE_LABELS, said
from supportgroup.ui import wording

from . import tables

REGISTER, OUTLINE = "people.person", "people.clinicaloutline"
FIELDS = {
    "starts_on": "First day",
    "ends_on": "Last day",
    "stopped_at": "Ended at once",
    "is_active": "May sign in",
    "sessions_ended_at": "Signed out everywhere",
    "check_made": "Identity check",
}
"""Columns whose own name is not plain enough."""
FREE_TEXT = (models.TextField, models.JSONField, models.BinaryField)
NEVER = {"id", "password", "last_login", "user", "group"}


@dataclass(frozen=True)
class Change:
    """One field of a change. before and after are None where values are not shown."""

    name: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Reader:
    """Who reads the trail: their powers in this group; names: users by key, as they are called today."""

    powers: frozenset[Power]
    names: Mapping[int, str]

    @property
    def sees_people(self) -> bool:
        return Power.SEE_PEOPLE in self.powers

    @property
    def sees_outlines(self) -> bool:
        return Power.SEE_CLINICAL in self.powers


def changes_of(before: Event | None, after: Event, reader: Reader) -> list[Change]:
    """Return what differs between two rows of one table, or what a first row says, as this reader may see it."""
    table = tables.label_of(type(after))
    if table == OUTLINE and not reader.sees_outlines:
        return [Change("Clinical outline")]
    fields = [one for one in _fields(after) if _of(after, one) != (_usual(one) if before is None else _of(before, one))]
    shown = not tables.is_about_people(type(after)) or reader.sees_people
    changes = [_change(one, table, before, after, shown, reader) for one in fields]
    return [change for change in changes if before is not None or change.after]


def _change(field: Any, table: str, before: Any, after: Any, shown: bool, reader: Reader) -> Change:  # noqa: FBT001
    name = _name(field, table)
    if not (shown and _may_be_shown(field, table, reader)):
        return Change(name)
    old = "" if before is None else _words(field, table, _of(before, field), reader)
    return Change(name, old, _words(field, table, _of(after, field), reader))


def _may_be_shown(field: Any, table: str, reader: Reader) -> bool:
    if table in {REGISTER, OUTLINE} or field.choices:
        return True
    if isinstance(field, FREE_TEXT) or getattr(field, "base_field", None) is not None:
        return False
    model = _model(table)
    is_typed = tables.is_about_people(model) or (tables.is_of_register(model) and not reader.sees_people)
    return not (isinstance(field, models.CharField) and is_typed)


def _name(field: Any, table: str) -> str:
    words = LABELS if table == REGISTER else OUTLINE_LABELS if table == OUTLINE else {}
    verbose: str = str(field.verbose_name)
    return words.get(field.name) or FIELDS.get(field.name) or verbose[:1].upper() + verbose[1:]


def _words(field: Any, table: str, value: Any, reader: Reader) -> str:
    if table in {REGISTER, OUTLINE} and field.name in LABELS | OUTLINE_LABELS:
        return said(field.name, value).replace("\n", ", ")
    if value is None or value == "":
        return ""
    if field.is_relation:
        return reader.names.get(value, str(value))
    return str(dict(field.flatchoices).get(value, value)) if field.choices else _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        local = value.astimezone(clock.LONDON)
        return f"{wording.day(local.date())}, {wording.clock_time(local.time())}"
    return wording.day(value) if isinstance(value, datetime.date) else str(value)


def _fields(row: Event) -> list[Any]:
    fields = tables.fields_of(row)
    return [one for one in fields if not one.name.startswith("pgh_") and not one.primary_key and _is_told(one)]


def _is_told(field: Any) -> bool:
    return field.name not in NEVER and (not field.is_relation or field.related_model is User)


def _usual(field: Any) -> Any:
    return field.get_default() if field.has_default() else None


def _of(row: Any, field: Any) -> Any:
    return getattr(row, field.attname)


def _model(table: str) -> type[Event]:
    return next(model for model in tables.event_models() if tables.label_of(model) == table)
