"""When a role may be given, changed or ended. Users are named by their keys; today is given."""

import datetime
from collections.abc import Iterable

Span = tuple[datetime.date, datetime.date | None]
"""The first and the last day of a role; None for no end."""

NOT_ONESELF = "You cannot change your own roles. Ask another administrator."
LAST_ADMINISTRATOR = (
    "They are the last administrator of this group without a last day. "
    "Give somebody else that role without a last day first."
)


def why_not_give(
    *,
    to: int,
    by: int | None,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    held: Iterable[Span],
    today: datetime.date,
) -> str | None:
    """Return the reason a role cannot be given from one day to another, or None. held: when they hold it already."""
    if to == by:
        return "You cannot give a role to yourself. Ask another administrator."
    if starts_on < today:
        return "A role starts today or later."
    if ends_on is not None and ends_on < starts_on:
        return "The last day must be the first day or later."
    if any(overlap((starts_on, ends_on), span) for span in held):
        return "They hold this role already in that time."
    return None


def why_not_move_the_end(
    *,
    of: int,
    by: int | None,
    span: Span,
    ends_on: datetime.date | None,
    held: Iterable[Span],
    today: datetime.date,
) -> str | None:
    """Return the reason a role cannot have this last day (None for no end), or None. held: further times it is held."""
    starts_on, now_ends_on = span
    if of == by:
        return NOT_ONESELF
    if now_ends_on is not None and now_ends_on < today:
        return "This role has ended. Give it again instead."
    if ends_on is not None and ends_on < max(today, starts_on):
        return "The last day must be today or later, and not before the first day."
    if any(overlap((starts_on, ends_on), span) for span in held):
        return "They hold this role already in that time."
    return None


def why_not_end(*, of: int, by: int | None, ends_on: datetime.date | None, today: datetime.date) -> str | None:
    """Return the reason a role cannot be ended at once, or None."""
    if of == by:
        return NOT_ONESELF
    if ends_on is not None and ends_on < today:
        return "This role has ended already."
    return None


def why_not_leave_nobody(*, others: int) -> str | None:
    """Return the reason an administrator's role cannot end, given how many others stay without a last day."""
    return None if others else LAST_ADMINISTRATOR


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have a day in common. The last day counts."""
    (first, last), (other_first, other_last) = one, other
    return (other_last is None or first <= other_last) and (last is None or other_first <= last)
