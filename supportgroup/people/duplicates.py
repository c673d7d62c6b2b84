"""Pairs of entries that may be one person, and the two columns in which somebody decides."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from . import rules
from .actions import FIELDS, OUTLINE_FIELDS, outline_values_of, values_of
from .models import ClinicalOutline, Person
from .words import LABELS, OUTLINE_LABELS, said

MOST = 100
"""Pairs on a page."""
_ALIKE = 0.45
_PAIRS = """
    SELECT a.id, b.id FROM people_person a JOIN people_person b
      ON b.group_id = a.group_id AND b.date_of_birth = a.date_of_birth AND b.id > a.id
    WHERE a.group_id = %(group)s AND (a.id = %(person)s OR b.id = %(person)s OR %(person)s IS NULL)
      AND (a.nhs_number = '' OR b.nhs_number = '')
      AND (similarity(a.filed_under, b.filed_under) >= %(alike)s
           OR (a.last_sounds = b.last_sounds AND a.first_sounds = b.first_sounds)
           OR (a.last_sounds = b.first_sounds AND a.first_sounds = b.last_sounds)
           OR (a.email <> '' AND lower(a.email) = lower(b.email)
               AND word_similarity(split_part(a.filed_under, ' ', 1), b.filed_under) >= %(alike)s))
      AND NOT EXISTS (SELECT FROM people_notthesame n WHERE n.first_id = a.id AND n.second_id = b.id)
    ORDER BY a.filed_under, a.id, b.id LIMIT %(most)s
"""
JOINED = ("needs", "do_not_contact", "in_hospital_until")
"""What must be respected of either entry is kept of both."""
_NOT_SHOWN = ("standing_since",)


@dataclass(frozen=True)
class Line:
    """One field of the two entries. same: nothing is to be chosen. choice: which is ticked, "kept" or "gone"."""

    name: str
    label: str
    kept: str
    gone: str
    same: bool
    joined: bool = False
    choice: str = "kept"
    result: str = ""


@dataclass(frozen=True)
class Pair:
    """Two entries: the one that stays and the one that goes, with their clinical outlines."""

    kept: Person
    gone: Person
    outlines: Mapping[int, ClinicalOutline]

    @property
    def marks(self) -> dict[str, str]:
        """Return a mark of each entry as it is; what was looked at is what is merged."""
        return {"kept_mark": self.mark_of(self.kept), "gone_mark": self.mark_of(self.gone)}

    def mark_of(self, person: Person) -> str:
        """Return the mark of one of the two, its outline included."""
        return rules.mark_of(self.values_of(person) | {"user": person.user_id})

    def values_of(self, person: Person) -> dict[str, Any]:
        """Return what is held on one of the two, by field."""
        outline = self.outlines.get(person.pk, ClinicalOutline())
        return values_of(person) | outline_values_of(outline)

    def lines(self, chosen: Mapping[str, str] = {}) -> list[Line]:
        """Return the fields that are held on either, in the order of the person's page."""
        kept, gone = self.values_of(self.kept), self.values_of(self.gone)
        labels = LABELS | OUTLINE_LABELS
        lines = []
        for name in (*FIELDS, *OUTLINE_FIELDS):
            if name in _NOT_SHOWN or (name in OUTLINE_FIELDS and not self.outlines):
                continue
            mine, other = said(name, kept[name]), said(name, gone[name])
            if not mine and not other:
                continue
            choice = chosen.get(name) or ("gone" if _says_nothing(kept[name]) else "kept")
            result = said(name, self.merged({name: choice})[name])
            lines.append(
                Line(name, labels[name], mine, other, kept[name] == gone[name], name in JOINED, choice, result)
            )
        return lines

    def merged(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        """Return what is held on the one person, by field: of each field the entry that was chosen."""
        kept, gone = self.values_of(self.kept), self.values_of(self.gone)
        values = {name: (gone if chosen.get(name) == "gone" else kept)[name] for name in kept}
        values["standing_since"] = (gone if chosen.get("standing") == "gone" else kept)["standing_since"]
        values["needs"] = kept["needs"] + [need for need in gone["needs"] if need not in kept["needs"]]
        values["in_hospital_until"] = max(
            (one["in_hospital_until"] for one in (kept, gone) if one["in_hospital_until"]), default=None
        )
        values["do_not_contact"] = kept["do_not_contact"] or gone["do_not_contact"]
        return values


def pair_of(kept: Person, gone: Person) -> Pair:
    """Return the two entries with their outlines."""
    outlines = ClinicalOutline.objects.of(kept.group).filter(person__in=[kept.pk, gone.pk])
    return Pair(kept, gone, {outline.person_id: outline for outline in outlines})


def possible(group: Any, *, person: Person | None = None) -> list[tuple[int, int]]:
    """Return the keys of pairs that may be one person: born on one day and called alike, or with one email.

    Two different NHS numbers are two people; whom somebody has told apart is left out.
    """
    asked = {"group": group.pk, "person": person.pk if person else None, "alike": _ALIKE, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, asked)
        return [(first, second) for first, second in cursor.fetchall()]


def pairs_among(people: Mapping[int, Person], keys: Sequence[tuple[int, int]]) -> list[tuple[Person, Person]]:
    """Return the pairs of these keys whose two people are among those that may be seen."""
    return [(people[first], people[second]) for first, second in keys if first in people and second in people]


def first_one_to_stay(one: Person, other: Person) -> tuple[Person, Person]:
    """Return the two in the order that is offered: who has an NHS number or signs in stays, else who came first."""
    ranked = sorted((one, other), key=lambda person: (person.user_id is None, not person.nhs_number, person.pk))
    return ranked[0], ranked[1]


def _says_nothing(value: Any) -> bool:
    nothing: tuple[Any, ...] = ("", None, [], "not_known", "not_said", "none", False)
    return not isinstance(value, datetime.date) and value in nothing
