"""When an emailed code is taken, when no more are sent, how long a session lasts, what a second step may be."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from supportgroup.access.choices import Role

GOOD_FOR = datetime.timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES_FROM_HERE = 3
"""How many codes one email address gets from one visitor within the time that a code is good for."""
MOST_CODES = 5
"""How many short ones it gets from all visitors together: their digits could be guessed, and a mailbox be flooded."""
LONG_IS_OUT_FOR = datetime.timedelta(minutes=10)
"""For how long no other long code is sent after one; a while before it is too old, so that it can still be typed."""
MOST_CODES_FOR_VISITOR = 60
"""How many codes one visitor gets for all email addresses: a waiting room may stand behind one address."""
LONGEST_CHECK = 300


class Digits(IntEnum):
    """How many digits the email has that somebody's asking leads to."""

    NONE = 0
    SHORT = 6
    LONG = 12


def is_over(*, made_at: datetime.datetime, used: bool, now: datetime.datetime) -> bool:
    """Tell whether a code opens nothing any more, however often it was tried: used, or too old."""
    return used or now - made_at > GOOD_FOR


def is_spent(*, made_at: datetime.datetime, tries: int, used: bool, now: datetime.datetime) -> bool:
    """Tell whether who asked for this code may try no more: it is over, or was tried too often."""
    return tries >= MOST_TRIES or is_over(made_at=made_at, used=used, now=now)


def next_code(*, from_here: int, in_all: int, by_visitor: int, long_is_out: bool) -> Digits:
    """Return which code is sent now, given how many short ones were while a code is good.

    from_here: to this email address for this visitor; in_all: to this email address; by_visitor: every email that
    this visitor has caused. A short code opens only where it was asked for. Once they are used up, by whomever, the
    address gets a long one, which cannot be guessed: it opens wherever a code for this address was asked for, and
    stays the newest email for a while. So somebody who asks again and again for another's codes keeps nobody out.
    """
    if long_is_out or by_visitor >= MOST_CODES_FOR_VISITOR:
        return Digits.NONE
    return Digits.SHORT if from_here < MOST_CODES_FROM_HERE and in_all < MOST_CODES else Digits.LONG


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
