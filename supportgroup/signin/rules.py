"""When an emailed code is taken, when no more are sent, and who may take away a second factor."""

import datetime

GOOD_FOR = datetime.timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES = 3
"""How many codes one address gets within the time that a code is good for."""
LONGEST_CHECK = 300


def is_spent(*, made_at: datetime.datetime, tries: int, used: bool, now: datetime.datetime) -> bool:
    """Tell whether a code opens nothing any more: used, tried too often, or too old."""
    return used or tries >= MOST_TRIES or now - made_at > GOOD_FOR


def may_send(*, sent_lately: int) -> bool:
    """Tell whether an address may be sent another code, given how many it got while a code is good."""
    return sent_lately < MOST_CODES


def why_not_forget(*, user: int, by: int | None, check: str) -> str | None:
    """Return the reason a second factor cannot be taken away, or None. user and by are keys of users."""
    if user == by:
        return "Ask another administrator: nobody takes away their own second step."
    if not check.strip():
        return "Write how you made sure that it was them."
    if len(check) > LONGEST_CHECK:
        return f"Write it in {LONGEST_CHECK} characters or fewer."
    return None
