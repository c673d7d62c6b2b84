"""When the clock destroys what: each thing with its day, what holds it, and what the clock waits for."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.groups.months import in_words
from supportgroup.ui import wording

from . import rules
from .holding import why_clock_waits
from .models import Hold, PeriodChange


@dataclass(frozen=True)
class Coming:
    """Something that goes by the clock.

    on: the day it goes, None where it is held without a last day. waits: why the clock leaves it even then.
    """

    item: Item
    due_on: datetime.date
    on: datetime.date | None
    hold: Hold | None
    waits: tuple[str, ...]


def coming(kept: Kept, group: Group, *, today: datetime.date) -> list[Coming]:
    """Return everything of a kind that goes by the clock, the oldest first, also what is not due yet."""
    items = list(kept.ended(group, today))
    if not items:
        return []
    periods = kept.periods_from(group)
    shortened = rules.shortened_on(periods, today=today)
    holds: dict[str, list[Hold]] = {}
    for hold in Hold.objects.of(group).filter(kept=kept.key).select_related("placed_by"):
        holds.setdefault(hold.item, []).append(hold)
    waits = why_clock_waits(kept, group, [item.key for item in items])
    found = []
    for item in items:
        due_on = rules.due_on(item.ended_on, periods)
        own = holds.get(item.key, [])
        on = _goes_on(due_on, shortened, own)
        hold = next((one for one in own if one.is_in_force(on=today)), None)
        found.append(Coming(item, due_on, on, hold, tuple(waits.get(item.key, ()))))
    return found


def of_item(kept: Kept, group: Group, key: str, *, today: datetime.date) -> Coming | None:
    """Return one thing that goes by the clock, or None where it is not there."""
    return next((one for one in coming(kept, group, today=today) if one.item.key == key), None)


def declared(kept: Kept, group: Group, *, today: datetime.date) -> str:
    """Return who set the period that holds today, in words for the certificate."""
    months = kept.period(group, on=today)
    words = f"{in_words(months)} from {kept.since}"
    change = PeriodChange.objects.filter(
        group=group, kept=kept.key, applies_from__lte=today, months=months
    ).select_related("set_by").first()  # fmt: skip
    if change is None:
        return f"{words}, as this group’s rules say"
    by = f" by {change.set_by.name}" if change.set_by else ""
    return f"{words}, set{by} on {wording.day(change.set_at.astimezone(clock.LONDON).date())}"


def _goes_on(due_on: datetime.date, shortened: datetime.date | None, holds: Iterable[Hold]) -> datetime.date | None:
    lifted = [hold.lifted_at.astimezone(clock.LONDON).date() for hold in holds if hold.lifted_at]
    kept_now = [hold.until for hold in holds if hold.lifted_at is None]
    if None in kept_now:
        return None
    return rules.goes_on(
        due_on=due_on,
        shortened_on=shortened,
        lifted_on=max(lifted, default=None),
        held_until=max((day for day in kept_now if day), default=None),
    )
