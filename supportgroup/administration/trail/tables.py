"""Every table of the trail: found by itself, with how it leads to its group and to a person of the register.

A new tracked model appears in the trail without a line here. A test demands that each leads to a group.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from supportgroup.accounts.models import RoleHolding, User
from supportgroup.audit.events import Event
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

Condition = Any
"""What `filter` takes: a Q or an Exists."""

KINDS = {
    "people": "The register",
    "consent": "Consent",
    "contactlog": "Contact log and helpers",
    "tracing": "Deceased check",
    "copies": "Copies of what is held",
    "erasing": "Erasure",
    "keeping": "How long things are kept",
    "complaints": "Complaints",
    "accounts": "Users and roles",
    "signin": "Invitations and sign-in",
    "groups": "Settings of the group",
    "questionnaire": "Surveys",
    "mailing": "Mailings of surveys",
    "outbox": "Letters and messages",
}
"""Application -> what its part of the trail is called; others go by their own name."""


@cache
def event_models() -> tuple[type[Event], ...]:
    """Return the model of each table, by name."""
    found = [model for model in apps.get_models() if issubclass(model, Event)]
    return tuple(sorted(found, key=label_of))


def label_of(model: type[Event]) -> str:
    """Return "people.person" for the table that keeps the changes of a person."""
    return str(_about(_tracked(model)).label_lower)


def thing_of(model: type[Event], *, many: bool = False) -> str:
    """Return what a row of a table is about, in words: "Survey"; "Surveys" for many."""
    about = _about(_tracked(model))
    words = str(about.verbose_name_plural if many else about.verbose_name).replace("persons", "people")
    return words[:1].upper() + words[1:]


def rows_of(model: type[Event]) -> Any:
    """Return the rows of a table; which columns it has, only the database knows."""
    return model.objects.all()


def fields_of(model: Any) -> Sequence[Any]:
    """Return the fields of a model that are columns."""
    found: Sequence[Any] = _about(model).concrete_fields
    return found


def kind_of(model: type[Event]) -> str:
    """Return the application whose change this is."""
    return label_of(model).partition(".")[0]


def kind_words(kind: str) -> str:
    """Return what an application's part of the trail is called."""
    return KINDS.get(kind) or kind.replace("_", " ").capitalize()


def of_group(model: type[Event], group: Any) -> Condition:
    """Return which rows of a table belong to the group; KeyError for a table that leads to none.

    A row above is looked for in its own trail, so that what was merged or erased since is still found.
    """
    if (tracked := _tracked(model)) is Group:
        return Q(pgh_obj_id=group.pk)
    if column := _column_to(model, Group):
        return Q(**{column: group.pk})
    if tracked is User:
        return Exists(RoleHolding.objects.of(group).filter(user=OuterRef("pgh_obj_id")))
    for column, above in _ways_up(model):
        return Exists(rows_of(above).filter(of_group(above, group), pgh_obj_id=OuterRef(column)))
    for column, lookup in _ways_through_untracked(model):
        return Q(**{f"{column}__{lookup}": group.pk})
    if column := _column_to(model, User):
        return Exists(RoleHolding.objects.of(group).filter(user=OuterRef(column)))
    raise KeyError(label_of(model))


def of_person(model: type[Event], person: int) -> Condition | None:
    """Return which rows of a table are about this person (a key of the register); None where it is about nobody."""
    if _tracked(model) is Person:
        return Q(pgh_obj_id=person)
    if column := person_column(model):
        return Q(**{column: person})
    for column, above in _ways_up(model):
        if (condition := of_person(above, person)) is not None:
            return Exists(rows_of(above).filter(condition, pgh_obj_id=OuterRef(column)))
    return None


def is_about_people(model: type[Event]) -> bool:
    """Tell whether the rows of a table are about people of the register."""
    return of_person(model, 0) is not None


def is_of_register(model: type[Event]) -> bool:
    """Tell whether a table belongs to the register: what is typed there (why a list was taken out) may name people."""
    return kind_of(model) == "people"


def person_column(model: type[Event]) -> str:
    """Return the column that holds the key of a person, "" for none."""
    return "pgh_obj_id" if _tracked(model) is Person else _column_to(model, Person)


@cache
def _column_to(model: type[Event], target: type[Any]) -> str:
    return next((field.attname for field in _keys(model) if field.related_model is target), "")


@cache
def _ways_up(model: type[Event]) -> tuple[tuple[str, type[Event]], ...]:
    """Return the columns that lead to another table of the trail than users'."""
    tables = {_tracked(other): other for other in event_models()}
    ways = [(field.attname, tables[field.related_model]) for field in _keys(model) if field.related_model in tables]
    return tuple((column, above) for column, above in ways if _tracked(above) is not User and above is not model)


@cache
def _ways_through_untracked(model: type[Event]) -> tuple[tuple[str, str], ...]:
    """Return the keys to a row that is not tracked and has a group of its own, or one step further up."""
    return tuple((field.name, way) for field in _keys(model) if (way := _way_to_group(field.related_model, depth=3)))


def _way_to_group(model: Any, *, depth: int) -> str:
    keys = [field for field in fields_of(model) if field.many_to_one or field.one_to_one]
    if found := next((field.name for field in keys if field.related_model is Group), ""):
        return found
    further = [field for field in keys if field.related_model is not User] if depth else []
    ways = ((field.name, _way_to_group(field.related_model, depth=depth - 1)) for field in further)
    return next((f"{name}__{way}" for name, way in ways if way), "")


def _keys(model: type[Event]) -> list[Any]:
    """Return the foreign keys of a table but the one to the row it keeps the changes of."""
    return [field for field in fields_of(model) if field.many_to_one and field.name != "pgh_obj"]


def _tracked(model: type[Event]) -> Any:
    return model.pgh_tracked_model


def _about(model: Any) -> Any:
    return model._meta  # noqa: SLF001  Django's documented way to ask a model of itself
