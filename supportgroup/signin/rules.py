"""When an emailed code is taken, when no more are sent, how long a session lasts, what a second step may be."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from supportgroup.access.choices import Role

GOOD_FOR = datetime.timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES_FROM_HERE = 3
"""How many codes one email address gets from one visitor within the time that a code is good for."""
MOST_CODES = 6
"""How many it gets from all visitors together, so that nobody's mailbox is flooded.

One visitor cannot use them up for the owner; two together can, until the first of them is too old. Then they phone.
"""
MOST_CODES_FOR_VISITOR = 60
"""How many codes one visitor gets for all email addresses: a waiting room may stand behind one address."""
LONGEST_CHECK = 300


def is_spent(*, made_at: datetime.datetime, tries: int, used: bool, now: datetime.datetime) -> bool:
    """Tell whether a code opens nothing any more: used, tried too often, or too old."""
    return used or tries >= MOST_TRIES or now - made_at > GOOD_FOR


def may_send(*, from_here: int, in_all: int, by_visitor: int) -> bool:
    """Tell whether another code may be sent, given how many were asked for while a code is good.

    from_here: for this email address by this visitor; in_all: for this email address; by_visitor: by this visitor.
    """
    return from_here < MOST_CODES_FROM_HERE and in_all < MOST_CODES and by_visitor < MOST_CODES_FOR_VISITOR


@dataclass(frozen=True)
class Limits:
    """How long a session lasts in seconds: without use, and at most."""

    idle: int
    absolute: int


@dataclass(frozen=True)
class TimeLeft:
    """How many seconds a session still lasts, and whether doing something makes it longer."""

    seconds: int
    can_stay: bool


def time_left(*, began: float, used: float, now: float, limits: Limits) -> TimeLeft:
    """Return how long a session still lasts. The moments are seconds since 1970."""
    idle, absolute = used + limits.idle - now, began + limits.absolute - now
    return TimeLeft(seconds=max(0, int(min(idle, absolute))), can_stay=idle < absolute)


COMMITTEE = frozenset({Role.COMMITTEE, Role.COORDINATOR})


def may_use_emailed_code(held: Collection[tuple[Collection[Role], bool]]) -> bool:
    """Tell whether a code by email is enough as a second step: for committee roles only, where each group allows it.

    held: for each group in which the user holds a role today, the roles and whether the group allows it.
    """
    return bool(held) and all(allowed and COMMITTEE.issuperset(roles) for roles, allowed in held)


def why_not_forget(*, user: int, by: int | None, check: str) -> str | None:
    """Return the reason a second factor cannot be taken away, or None. user and by are keys of users."""
    if user == by:
        return "Ask another administrator: nobody takes away their own second step."
    if not check.strip():
        return "Write how you made sure that it was them."
    if len(check) > LONGEST_CHECK:
        return f"Write it in {LONGEST_CHECK} characters or fewer."
    return None
