"""What the pages show: each kind of record with its period and what is due; one kind with its things."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from supportgroup import clock
from supportgroup.groups.keeping import Item, Kept, everything_kept, kept_as, periods
from supportgroup.groups.models import Group
from supportgroup.groups.months import in_words, months_after, until
from supportgroup.ui import wording
from supportgroup.ui.todo import Question, question

from . import dates, rules
from .holding import held_items, held_of_all
from .models import Destruction, Hold, PeriodChange

CLOCK_DOES = "The clock, on its day; a person can do it as soon as it is due. Whoever needs it longer keeps it for now"


@dataclass(frozen=True)
class Line:
    """One kind of record in the table of all."""

    kept: Kept
    period: str
    due: int
    held: int
    url: str

    @property
    def due_words(self) -> str:
        return wording.counted(self.due, *self.kept.counted) if self.due else ""


@dataclass(frozen=True)
class Row:
    """One thing that is due, or is held although it is due; of what goes by the clock, also what is not due yet.

    goes_on: when the clock destroys it, None where it does not. waits: why the clock leaves it even then.
    """

    item: Item
    due_on: datetime.date
    words: str
    hold: Hold | None
    is_due: bool = True
    goes_on: datetime.date | None = None
    waits: tuple[str, ...] = ()


def due_items(kept: Kept, group: Group, *, today: datetime.date) -> list[Item]:
    """Return what is due today or was before, held or not, oldest first."""
    return list(kept.ended(group, until(today, kept.period(group, on=today))))


def chosen_of(kept: Kept, group: Group, keys: Collection[str]) -> list[Item]:
    """Return the things with these keys that are due."""
    return [item for item in due_items(kept, group, today=clock.today()) if item.key in set(keys)]


def over(kinds: Sequence[Kept], group: Group, *, today: datetime.date) -> list[Question]:
    """Return for each of these kinds the question whether something of it is due, held or not."""
    months = periods(group, on=today)
    return [_over(kept.key, group.pk, group.slug, until(today, months[kept.key])) for kept in kinds]


@question()
def _over(key: str, group: int, slug: str, day: datetime.date) -> Any:
    kept: Any = kept_as(key)
    return kept.over(Group(pk=group, slug=slug), day)


def begun(kept: Kept, group: Group, *, today: datetime.date) -> Question:
    """Return the question whether there is anything of this kind whose time has begun, due or not."""
    return _over(kept.key, group.pk, group.slug, today)


def not_held(kinds: Sequence[Kept], group: Group, *, today: datetime.date) -> list[Kept]:
    """Return those of these kinds of which something is due that nobody holds."""
    holds = held_of_all(group)
    return [
        kept
        for kept in kinds
        if kept.key not in holds or any(item.key not in holds[kept.key] for item in due_items(kept, group, today=today))
    ]


def lines(group: Group, *, today: datetime.date) -> list[Line]:
    """Return every kind of record with how long it is kept here and how many are due."""
    found, months, holds = [], periods(group, on=today), held_of_all(group)
    for kept in everything_kept():
        due = list(kept.ended(group, until(today, months[kept.key])))
        held = holds.get(kept.key, {})
        waiting = [item for item in due if item.key not in held]
        found.append(
            Line(
                kept,
                in_words(months[kept.key]),
                due=len(waiting),
                held=len(due) - len(waiting),
                url=reverse("records_of_a_kind", args=[group.slug, kept.key]),
            )
        )
    return found


def rows(kept: Kept, group: Group, *, today: datetime.date, sees_people: bool) -> list[Row]:
    """Return what is due of one kind, and what goes by the clock; with names only for who sees the register."""
    if kept.by_clock:
        return _rows_by_clock(kept, group, today=today)
    months, held = kept.period(group, on=today), held_items(group, kept.key)
    return [
        Row(
            item,
            due_on=months_after(item.ended_on, months),
            words=(item.names if sees_people else "") or item.words,
            hold=held.get(item.key),
        )
        for item in due_items(kept, group, today=today)
    ]


def _rows_by_clock(kept: Kept, group: Group, *, today: datetime.date) -> list[Row]:
    due = {item.key for item in due_items(kept, group, today=today)}
    return [
        Row(one.item, one.due_on, one.item.words, one.hold, one.item.key in due, one.on, one.waits)
        for one in dates.coming(kept, group, today=today)
    ]


def facts(kept: Kept, group: Group, *, today: datetime.date) -> list[dict[str, Any]]:
    """Return one kind of record as a summary list."""
    later = kept.setting.in_force(group, on=datetime.date.max)
    months = kept.period(group, on=today)
    planned = PeriodChange.objects.filter(group=group, kept=kept.key, applies_from__gt=today).first()
    told = {
        "What is in it": kept.holds,
        "Kept for": f"{in_words(months)}, from {kept.since}",
        "From a later day": f"{in_words(later)}, from {wording.day(planned.applies_from)}" if planned else "",
        "Why": kept.because,
        "At least": in_words(kept.least) + " unless a reason is given" if kept.least else "",
        "Never less than": f"{in_words(kept.never_below)}: {kept.never_because}" if kept.never_below else "",
        "Who destroys it": CLOCK_DOES if kept.by_clock else "A person, who looks through what is due and presses",
        "What destroying does": kept.how,
    }
    return [{"key": key, "value": value} for key, value in told.items() if value]


def changes(kept: Kept, group: Group) -> Sequence[dict[str, str]]:
    """Return who set which period, newest first."""
    found = PeriodChange.objects.filter(group=group, kept=kept.key).select_related("set_by")
    return [
        {
            "when": wording.day(clock_day(change.set_at)),
            "who": change.set_by.name if change.set_by else "The service",
            "what": f"Kept for {in_words(change.months)} from {wording.day(change.applies_from)}"
            + (f". Reason: {change.reason}" if change.reason else ""),
        }
        for change in found
    ]


def clock_day(moment: datetime.datetime) -> datetime.date:
    """Return the day of a moment in London."""
    return moment.astimezone(clock.LONDON).date()


def facts_of_destruction(destruction: Destruction) -> list[dict[str, str]]:
    """Return one entry of the log as a summary list."""
    told = {
        "What": destruction.what[:1].upper() + destruction.what[1:],
        "Items": "\n".join(destruction.items),
        "Rows": f"{destruction.rows:,}",
        "Kept for": in_words(destruction.months),
        "Period": destruction.declared,
        "By which rule": destruction.because,
        "How": destruction.how,
        "Destroyed on": wording.full_day(clock_day(destruction.destroyed_at)),
        "Destroyed by": who_destroyed(destruction),
    }
    return [{"key": key, "value": value} for key, value in told.items() if value]


def kept_words(until: datetime.date | None) -> str:
    """Return what is said when something is kept for now. until: its last day, where it goes by the clock."""
    if until is None:
        return "It is kept for now. Nobody can destroy it until somebody lifts this."
    return f"It is kept until {wording.day(until)}. Then it goes by the clock, unless you keep it for longer."


def lifted_words(kept: Kept) -> str:
    """Return what is said when a hold was lifted."""
    if kept.by_clock:
        return f"It is no longer held. It goes by the clock, {rules.NOTICE.days} days from today at the earliest."
    return "It is no longer held. It stays until somebody destroys it."


def who_destroyed(destruction: Destruction) -> str:
    """Return who pressed; or that nobody did, because the clock destroyed it by the period that the group declared."""
    return destruction.by_name if destruction.destroyed_by_id else "The clock, by the period that the group declared"
