"""Looks in words: when, who, in which way, at what and at whom."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power, Role
from supportgroup.accounts.models import RoleHolding
from supportgroup.audit.choices import Way
from supportgroup.audit.models import Look
from supportgroup.people.models import Person
from supportgroup.ui import wording

from .changes import moment_words, person_words
from .chosen import Chosen
from .paging import ROWS, Place, read_place

TABLE = "look"
MOST_NAMED = 3
"""How many people of a list are named before the others are counted."""


@dataclass(frozen=True)
class Entry:
    """One look. whom: one person, or how many. people: those named, with where their page is where it may be seen."""

    when: str
    who: str
    way: str
    what: str
    whom: list[tuple[str, str]]
    others: int


@dataclass(frozen=True)
class Page:
    """The looks of a page, and where the next one begins; "" for the last."""

    looks: list[Look]
    after: str


def page_of(group: Any, chosen: Chosen, *, rows: int = ROWS) -> Page:
    """Return a page of the looks in a group."""
    found = Look.objects.in_group(group.slug)
    if chosen.person is not None:
        found = found.at_person(chosen.person)
    if chosen.actor is not None:
        found = found.by_user(chosen.actor)
    found = found.filter(**{f"at__{how}": moment for how, moment in chosen.moments.items()})
    if (after := read_place(chosen.after)) is not None:
        found = found.older_than(after.moment, after.key)
    looks = list(found[: rows + 1])
    if len(looks) <= rows:
        return Page(looks, "")
    return Page(looks[:rows], str(Place(looks[rows - 1].at, TABLE, looks[rows - 1].pk)))


def entries(looks: Sequence[Look], *, powers: frozenset[Power], group: Any, about: int | None = None) -> list[Entry]:
    """Return these looks in words. about: the one person whose looks are read, who need not be named."""
    named = {key for look in looks for key in _named(look, about)}
    visible = Person.objects.of(group).filter(pk__in=named) if Power.SEE_PEOPLE in powers else Person.objects.none()
    names = {person.pk: str(person) for person in visible}
    roles = roles_then(looks, group=group)
    return [_entry(look, names, roles[look.pk], group, about) for look in looks]


def roles_then(looks: Sequence[Any], *, group: Any) -> dict[int, str]:
    """Return which roles those who looked held in this group on that day, by the key of the look."""
    users = {look.actor_key for look in looks if look.actor_kind == "user"}
    days = {look.pk: look.at.astimezone(clock.LONDON).date() for look in looks}
    if not days:
        return {}
    begun = RoleHolding.objects.of(group).filter(user__in=users, starts_on__lte=max(days.values()))
    held: list[RoleHolding] = list(begun.filter(Q(ends_on=None) | Q(ends_on__gte=min(days.values()))))
    return {look.pk: _roles(held, look.actor_key, days[look.pk]) if look.actor_kind == "user" else "" for look in looks}


def said(look: Any) -> str:
    """Return what was done: "Opened: The page of the person"."""
    return f"{Way(look.way).label}: {wording.lower_first(look.what)}"


def _roles(held: Sequence[RoleHolding], user: int, day: datetime.date) -> str:
    mine = {
        Role(one.role).label
        for one in held
        if one.user_id == user and one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)
    }
    return wording.lower_first(wording.listed(sorted(mine))) if mine else ""


def _entry(look: Look, names: Mapping[int, str], roles: str, group: Any, about: int | None) -> Entry:
    named = _named(look, about)
    return Entry(
        when=moment_words(look.at),
        who=f"{look.actor_name}, {roles}" if roles else look.actor_name,
        way=Way(look.way).label,
        what=look.what,
        whom=[
            (person_words(key, names), reverse("person", args=[group.slug, key]) if key in names else "")
            for key in named
        ],
        others=len(look.people) - len(named),
    )


def _named(look: Look, about: int | None) -> list[int]:
    return [about] if about is not None else sorted(look.people)[:MOST_NAMED]
