"""Rows of the trail in words: when, who, which action, on what, before and after."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.accounts.models import User
from supportgroup.audit.events import Event
from supportgroup.people.models import Person
from supportgroup.ui import wording

from . import tables
from .paging import Found, keys_by_table
from .values import Change, Reader, changes_of

UNSIGNED = "Nobody signed it: changed in the database itself"
MADE = {"insert": "added", "update": "changed", "delete": "removed"}
ACTIONS = {
    "user.added": "User added",
    "user.left": "A user left",
    "user.given_a_role": "Role given",
    "role.end_moved": "Last day of a role changed",
    "second factor.forgotten": "Lost second step reset",
    "sessions.ended": "Signed out everywhere",
    "outline.changed": "Clinical outline changed",
    "people.imported": "People brought in from a spreadsheet",
}
"""Where the name of an action, said as it stands, is not plain enough."""


@dataclass(frozen=True)
class Entry:
    """One line of the trail. person: the key of the person of the register it is about, or None."""

    when: str
    who: str
    action: str
    thing: str
    changes: list[Change]
    person: int | None = None
    thing_url: str = ""


def entries(lines: Sequence[Found], *, powers: frozenset[Power], group: Any) -> list[Entry]:
    """Return these lines in words, as somebody with these powers may read them; a bounded number of questions."""
    rows = _rows(lines)
    before = _before(rows)
    people = _people(rows, group) if Power.SEE_PEOPLE in powers else {}
    reader = Reader(powers, _user_names(rows, before))
    found = []
    for line in lines:
        row = rows[line.place.table, line.place.key]
        found.append(_entry(line, row, before.get((line.place.table, row.pgh_id)), reader, people, group))
    return found


def action_words(name: str) -> str:
    """Return what an action is called: "Person changed"."""
    words = ACTIONS.get(name) or name.replace(".", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def moment_words(moment: datetime.datetime) -> str:
    """Return "6 August 2026, 5.30pm"."""
    local = moment.astimezone(clock.LONDON)
    return f"{wording.day(local.date())}, {wording.clock_time(local.time())}"


def person_words(key: int, names: Mapping[int, str]) -> str:
    """Return a person's name where the reader may see it, "Person 123" elsewhere."""
    return names.get(key) or f"Person {key}"


def _entry(line: Found, row: Any, before: Any, reader: Reader, people: Mapping[int, str], group: Any) -> Entry:
    signature = row.pgh_context or {}
    person = None if line.is_many else _person_of(row)
    changes = [] if line.is_many or line.label == "delete" else changes_of(before, row, reader)
    return Entry(
        when=moment_words(row.pgh_created_at),
        who=_who(signature, people),
        action=action_words(signature.get("action", "")) or "Changed",
        thing=_many(line, row) if line.is_many else _thing(line, row, reader, people),
        changes=changes,
        person=person,
        thing_url=reverse("person", args=[group.slug, person]) if person in people else "",
    )


def _who(signature: Mapping[str, Any], people: Mapping[int, str]) -> str:
    if signature.get("actor") == "person":
        return f"{person_words(signature['actor_key'], people)}, by their own link"
    return str(signature.get("actor_name") or UNSIGNED)


def _thing(line: Found, row: Any, reader: Reader, people: Mapping[int, str]) -> str:
    person = _person_of(row)
    what = _what(row, reader)
    if person is not None:
        name = person_words(person, people)
        what = name if tables.person_column(type(row)) == "pgh_obj_id" else f"{what} of {name}"
    return f"{what} ({MADE[line.label]})" if line.label != "update" else what


def _what(row: Any, reader: Reader) -> str:
    """Return what a row is: its title or its name, or the kind of thing it is and whose."""
    kind = tables.thing_of(type(row))
    if tables.is_about_people(type(row)) or (tables.is_of_register(type(row)) and not reader.sees_people):
        return kind
    if tables.label_of(type(row)) == "accounts.roleholding":
        return f"{row.get_role_display()}: {reader.names.get(row.user_id, 'a user')}"
    for name in ("title", "name"):
        if value := getattr(row, name, ""):
            return f"{kind}: {value}"
    user = reader.names.get(getattr(row, "user_id", None) or 0)
    return f"{kind}: {user}" if user else kind


def _many(line: Found, row: Any) -> str:
    counts = [f"{wording.number(count)} {MADE[label]}" for label, count in sorted(line.counts.items())]
    return f"{tables.thing_of(type(row), many=True)}: {wording.listed(counts)}"


def _person_of(row: Any) -> int | None:
    column = tables.person_column(type(row))
    return getattr(row, column) if column else None


def _rows(lines: Sequence[Found]) -> dict[tuple[str, int], Any]:
    models = {tables.label_of(model): model for model in tables.event_models()}
    found: dict[tuple[str, int], Any] = {}
    for table, keys in keys_by_table(lines).items():
        older = tables.rows_of(models[table]).filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        older = older.order_by("-pgh_id").values("pgh_id")[:1]
        rows = tables.rows_of(models[table]).filter(pgh_id__in=keys).annotate(before_key=Subquery(older))
        found |= {(table, row.pgh_id): row for row in rows}
    return found


def _before(rows: Mapping[tuple[str, int], Any]) -> dict[tuple[str, int], Event]:
    """Return the row before each of these rows, of the same thing."""
    wanted: dict[str, dict[int, int]] = {}
    for (table, key), row in rows.items():
        if row.before_key is not None:
            wanted.setdefault(table, {})[key] = row.before_key
    models = {tables.label_of(model): model for model in tables.event_models()}
    found: dict[tuple[str, int], Event] = {}
    for table, keys in wanted.items():
        older = tables.rows_of(models[table]).in_bulk(keys.values())
        found |= {(table, key): older[before] for key, before in keys.items() if before in older}
    return found


def _people(rows: Mapping[tuple[str, int], Any], group: Any) -> dict[int, str]:
    keys = {key for row in rows.values() if (key := _person_of(row)) is not None}
    return {person.pk: str(person) for person in Person.objects.of(group).filter(pk__in=keys)}


def _user_names(rows: Mapping[tuple[str, int], Any], before: Mapping[Any, Event]) -> dict[int, str]:
    keys = set()
    for row in (*rows.values(), *before.values()):
        keys |= {getattr(row, column) for column in _user_columns(type(row))}
    return dict(User.objects.filter(pk__in=keys - {None}).values_list("pk", "name"))


def _user_columns(model: type[Event]) -> Iterable[str]:
    keys = [field for field in tables.fields_of(model) if field.is_relation]
    return [field.attname for field in keys if field.related_model is User]
