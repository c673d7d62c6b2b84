"""Who changed what on a person, newest first, from the rows that the database's triggers keep."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps

from supportgroup import clock
from supportgroup.ui import wording

from .actions import FIELDS, OUTLINE_FIELDS
from .models import Merger, Person
from .words import LABELS, OUTLINE_LABELS, said

MOST = 100
"""Entries on a page."""


@dataclass(frozen=True)
class Entry:
    """One change: when, who, what, in words; and what it is sorted by."""

    order: tuple[datetime.datetime, datetime.datetime, int]
    when: str
    who: str
    what: str


def history(person: Person, *, clinical: bool, most: int = MOST) -> list[Entry]:
    """Return the newest changes of a person; those of the clinical outline only for who may see it.

    What happened to an entry that was merged into theirs is told too.
    """
    mergers = list(person.mergers.select_related("merged_by"))
    entries = _of_key(person.pk, clinical=clinical)
    for merger in mergers:
        entries += [
            replace(one, what=f"The other entry: {one.what}") for one in _of_key(merger.gone_key, clinical=clinical)
        ]
        entries.append(_merged(merger))
    return sorted(entries, key=lambda entry: entry.order, reverse=True)[:most]


def _of_key(key: int, *, clinical: bool) -> list[Entry]:
    entries = _entries(_events("PersonEvent", key), FIELDS, LABELS, "Added to the register")
    if clinical:
        entries += _entries(
            _events("ClinicalOutlineEvent", key), OUTLINE_FIELDS, OUTLINE_LABELS, "Clinical outline written down"
        )
    return entries


def _merged(merger: Merger) -> Entry:
    local = merger.merged_at.astimezone(clock.LONDON)
    return Entry(
        order=(merger.merged_at.replace(microsecond=0), merger.merged_at, merger.pk),
        when=f"{wording.day(local.date())}, {wording.clock_time(local.time())}",
        who=str(merger.merged_by or "The service"),
        what="Two entries of this person were merged",
    )


def _events(model: str, key: int) -> list[Any]:
    return list(apps.get_model("people", model).objects.filter(pgh_obj_id=key).order_by("pgh_id"))


def _entries(events: list[Any], names: Iterable[str], labels: dict[str, str], first: str) -> list[Entry]:
    entries = []
    before = None
    for event in events:
        what = first if before is None else _changes(before, event, names, labels)
        if what:
            entries.append(_entry(event, what))
        before = event
    return entries


def _changes(before: Any, after: Any, names: Iterable[str], labels: dict[str, str]) -> str:
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    told = [
        f"{labels[name]}: {_or_nothing(name, old)} → {_or_nothing(name, new)}" for name, old, new in pairs if old != new
    ]
    return "; ".join(told)


def _or_nothing(name: str, value: Any) -> str:
    return said(name, value).replace("\n", ", ") or "nothing"


def _entry(event: Any, what: str) -> Entry:
    signature = event.pgh_context or {}
    moment = datetime.datetime.fromisoformat(signature["at"]) if "at" in signature else event.pgh_created_at
    local = moment.astimezone(clock.LONDON)
    imported = "From a spreadsheet. " if signature.get("action") == "people.imported" else ""
    return Entry(
        # By the moment that is shown, which the demo's clock moves; then as they were written.
        order=(moment.replace(microsecond=0), event.pgh_created_at, event.pgh_id),
        when=f"{wording.day(local.date())}, {wording.clock_time(local.time())}",
        who=signature.get("actor_name", "not recorded"),
        what=imported + what,
    )
