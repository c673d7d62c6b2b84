"""What the pages say of the contact log: entries with their corrections, what is open, and helpers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.people.models import Person
from supportgroup.ui import wording

from . import rules
from .choices import Ended, Task
from .models import Entry, FollowUp, Helper

NEWEST = 5
"""Entries on a person's page; the others stand on the log's own page."""


@dataclass(frozen=True)
class Logged:
    """One entry as it is read. may_edit: whether this reader may still change it; otherwise they add a correction."""

    entry: Entry
    when: str
    may_edit: bool
    corrections: list[Entry]
    follow_ups: list["Planned"]


@dataclass(frozen=True)
class Planned:
    """One follow-up as it is read."""

    follow_up: FollowUp
    due: str
    is_late: bool
    who: str
    state: str

    @property
    def is_open(self) -> bool:
        return self.follow_up.ended == Ended.OPEN


@dataclass(frozen=True)
class Helping:
    """One helper as they are read. may_not: why they may not be contacted, "" where they may."""

    helper: Helper
    tasks: str
    permission: str
    may_not: str


def logged(entries: Iterable[Entry], *, user: Any) -> list[Logged]:
    """Return these entries as this user reads them; they bring their corrections and follow-ups with them."""
    today = clock.today()
    return [
        Logged(
            entry=entry,
            when=moment(entry.happened_at),
            may_edit=rules.why_not_edit(
                written_by=entry.written_by_id, by=user.pk, written_on=localtime(entry.written_at).date(), today=today
            )
            is None,
            corrections=sorted(entry.corrections.all(), key=lambda one: one.pk),
            follow_ups=[planned(one, today=today) for one in entry.follow_ups.all()],
        )
        for entry in entries
    ]


def entries_of(person: Person) -> Any:
    """Return the entries of a person that are no corrections, newest first, with all that is read beside them."""
    first = Entry.objects.filter(person=person, corrects=None)
    return first.prefetch_related("corrections", "follow_ups__owner")


def planned(follow_up: FollowUp, *, today: datetime.date) -> Planned:
    """Return a follow-up in words."""
    ended = follow_up.get_ended_display()
    if follow_up.ended_at:
        ended = f"{ended} on {wording.day(localtime(follow_up.ended_at).date())} by {follow_up.ended_as}"
    return Planned(
        follow_up=follow_up,
        due=wording.near_day(follow_up.due_on, today),
        is_late=follow_up.ended == Ended.OPEN and follow_up.due_on < today,
        who=follow_up.owner.name if follow_up.owner else "Whoever has time",
        state=ended,
    )


def open_of(person: Person) -> list[Planned]:
    """Return what is open for a person, the earliest first."""
    found = FollowUp.objects.open().filter(entry__person=person).select_related("owner")
    return [planned(one, today=clock.today()) for one in found]


def helpers_of(person: Person) -> list[Helping]:
    """Return who helps a person, those with permission first."""
    helpers = sorted(Helper.objects.filter(person=person), key=lambda one: (one.ended_on is not None, one.pk))
    return [helping(one, person) for one in helpers]


def helping(helper: Helper, person: Person) -> Helping:
    """Return a helper in words."""
    given = f"Given on {wording.day(helper.given_on)}, {helper.get_given_how_display().lower()}"
    ended = f". Ended on {wording.day(helper.ended_on)} by {helper.ended_as}" if helper.ended_on else ""
    may_not = rules.why_not_contact(
        ended_on=helper.ended_on, standing=person.standing, do_not_contact=person.do_not_contact
    )
    tasks = ". ".join(Task(task).label for task in helper.tasks)
    return Helping(helper=helper, tasks=tasks, permission=given + ended, may_not=may_not or "")


def to_respect(person: Person) -> list[str]:
    """Return what stands first on a person's page: with whom to speak, because they said so."""
    permitted = Helper.objects.permitted().filter(person=person)
    return [
        rules.in_words(name=one.name, relation=one.relation, tasks=one.tasks, phone=one.phone)
        for one in permitted
        if not rules.why_not_contact(
            ended_on=one.ended_on, standing=person.standing, do_not_contact=person.do_not_contact
        )
    ]


def moment(value: datetime.datetime) -> str:
    """Return a moment as "7 September 2026, 2.30pm"."""
    local = localtime(value)
    return f"{wording.day(local.date())}, {wording.clock_time(local.time())}"
