"""Replies by week and by mailing: never by day on a page, because a day could show who it was."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

WEEK = 7
USUAL_BEFORE_REMINDER = 63
"""Per cent of replies that came before the first reminder: 43,756 of 69,348, NHS inpatient survey of 2009."""

USUAL_OF_ALL = (Decimal(43_756) / 133_213, Decimal(69_348) / 133_213)
"""Which part of all who were asked had replied before the first reminder, and by the close: the same survey."""


def usual(*, asked: int, reminder: float | None, close: float) -> list[tuple[float, float]]:
    """Return (week, replies) of the usual course: where it begins and the two points that are published, in that order.

    reminder: the week of the first one, or None where there is none; then nothing is known of the course.
    """
    if reminder is None or reminder >= close:
        return []
    before, in_all = (float(round(asked * part)) for part in USUAL_OF_ALL)
    return [(0, 0), (reminder, before), (close, in_all)]


def week_of(day: datetime.date, *, first: datetime.date) -> int:
    """Return in which week after the first mailing a day lies, from 1; days before it count to week 1."""
    return max((day - first).days, 0) // WEEK + 1


def by_week(replies: Mapping[datetime.date, int], *, first: datetime.date) -> list[int]:
    """Return how many replied in each week after the first mailing, up to the last week with a reply."""
    weeks = [0] * max((week_of(day, first=first) for day in replies), default=0)
    for day, number in replies.items():
        weeks[week_of(day, first=first) - 1] += number
    return weeks


def by_mailing(replies: Mapping[datetime.date, int], *, sent_on: Sequence[datetime.date]) -> list[int]:
    """Return how many replied after each mailing, from its own day until the day before the next."""
    counts = [0] * len(sent_on)
    for day, number in replies.items():
        last = max((place for place, sent in enumerate(sent_on) if sent <= day), default=0)
        if counts:
            counts[last] += number
    return counts


def so_far(weeks: Sequence[int], *, until: int) -> list[tuple[float, float]]:
    """Return (week, all replies by its end) from (0, 0) to week `until`."""
    points: list[tuple[float, float]] = [(0, 0)]
    for week in range(1, until + 1):
        points.append((week, points[-1][1] + (weeks[week - 1] if week <= len(weeks) else 0)))
    return points
