"""When a period may be set, when something may be destroyed."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from supportgroup.groups.months import months_after

LONGEST = 100 * 12
LONGEST_HOLD = 12
"""Months for which something is held at most that would go by the clock: then somebody looks again."""
NOTICE = datetime.timedelta(days=14)
"""How long before it destroys something the clock says so."""
ONE_DAY = datetime.timedelta(days=1)


def why_not_period(
    *,
    months: int,
    least: int,
    never_below: int = 0,
    never_because: str = "",
    reason: str,
    applies_from: datetime.date,
    today: datetime.date,
) -> str | None:
    """Return why a period cannot be set, or None if it can.

    least: months below which a reason must stand. never_below: months that no reason shortens, and why.
    """
    if not 0 < months <= LONGEST:
        return "Enter a number of months from 1 to 1,200."
    if months < never_below:
        return f"These stay for {never_below} months at least: {never_because}."
    if applies_from < today:
        return "A new period begins today or later: what is destroyed already cannot be brought back."
    if months < least and not reason.strip():
        return f"This is shorter than the {least} months that the law or the code of practice asks for. Say why."
    return None


def due_on(ended_on: datetime.date, periods: Sequence[tuple[datetime.date, int]]) -> datetime.date:
    """Return the day on which something falls due whose time began on ended_on.

    periods: (first day, months), the oldest first. It is the first day on which the period of that day is over.
    """
    ends = [day for day, _ in periods[1:]] + [datetime.date.max]
    for (begins, months), end in zip(periods, ends, strict=True):
        day = max(begins, months_after(ended_on, months))
        if day < end:
            return day
    return datetime.date.max


def shortened_on(periods: Sequence[tuple[datetime.date, int]], *, today: datetime.date) -> datetime.date | None:
    """Return the last day until today from which things were kept for a shorter time than before; None if never."""
    shorter = [day for (_, before), (day, months) in pairwise(periods) if months < before and day <= today]
    return shorter[-1] if shorter else None


def goes_on(
    *,
    due_on: datetime.date,
    shortened_on: datetime.date | None = None,
    lifted_on: datetime.date | None = None,
    held_until: datetime.date | None = None,
) -> datetime.date:
    """Return the day on which the clock destroys something: when it is due, after its hold, and never unannounced.

    Where a period was shortened, or a hold lifted, less than 14 days before it is due, there are 14 days from then.
    """
    known = [day + NOTICE for day in (shortened_on, lifted_on) if day]
    return max([due_on, *known, *([held_until + ONE_DAY] if held_until else [])])


def why_not_hold(
    *,
    held: bool,
    chosen: int,
    by_clock: bool = False,
    until: datetime.date | None = None,
    today: datetime.date = datetime.date.min,
) -> str | None:
    """Return why something cannot be held, or None if it can.

    by_clock: whether the clock would destroy it: then a hold has a last day, and another one may take its place.
    """
    if not chosen:
        return "This is not on the list any more. Somebody may have destroyed it a moment ago."
    if by_clock:
        return why_not_until(until=until, today=today)
    return "This is kept for now already." if held else None


def why_not_until(*, until: datetime.date | None, today: datetime.date) -> str | None:
    """Return why a hold cannot end on this day, or None if it can."""
    if until is None:
        return "Enter the last day on which it must be kept"
    if until <= today:
        return "The last day must be after today"
    if until > months_after(today, LONGEST_HOLD):
        return "Keep it for a year at most. If it is still needed then, keep it again"
    return None


def why_not_by_clock(*, goes_on: datetime.date | None, today: datetime.date, waits: Sequence[str]) -> str | None:
    """Return why the clock leaves something, or None where it destroys it. goes_on: None where it is held for good."""
    if goes_on is None or today < goes_on:
        return "Its day has not come."
    return " ".join(waits) or None


def why_not_destroy(*, chosen: int, due: int, held: int, may: bool) -> str | None:
    """Return why these things cannot be destroyed, or None if they can.

    chosen: how many were chosen; due: how many of them are due now; held: how many must be kept for now.
    """
    if not may:
        return "Only a nurse of this group can destroy these. Ask one to look through them."
    if not chosen:
        return "Choose at least one to destroy."
    if held:
        return "One of these must be kept for now. Nothing was destroyed."
    if due != chosen:
        return "One of these is not due any more, or somebody has destroyed it already. Nothing was destroyed."
    return None
