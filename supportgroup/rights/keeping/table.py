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

from .holding import held_items, held_of_all
from .models import Destruction, Hold, PeriodChange


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
    """One thing that is due, or is held although it is due."""

    item: Item
    due_on: datetime.date
    words: str
    hold: Hold | None


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
    """Return what is due of one kind; with names only for who sees the register."""
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
        "By which rule": destruction.because,
        "How": destruction.how,
        "Destroyed on": wording.full_day(clock_day(destruction.destroyed_at)),
        "Destroyed by": destruction.by_name,
    }
    return [{"key": key, "value": value} for key, value in told.items()]
