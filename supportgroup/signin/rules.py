"""When an emailed code is taken, and when no more are sent."""

import datetime

GOOD_FOR = datetime.timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES = 3
"""How many codes one address gets within the time that a code is good for."""


def is_spent(*, made_at: datetime.datetime, tries: int, used: bool, now: datetime.datetime) -> bool:
    """Tell whether a code opens nothing any more: used, tried too often, or too old."""
    return used or tries >= MOST_TRIES or now - made_at > GOOD_FOR


def may_send(*, sent_lately: int) -> bool:
    """Tell whether an address may be sent another code, given how many it got while a code is good."""
    return sent_lately < MOST_CODES
