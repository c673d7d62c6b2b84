"""How many emails a minute, counted in Postgres for all workers together.

The hospital's mail server takes so many a minute and turns the rest away. Each hand-over books the next free
moment, evenly spaced, so two workers share one count and a sign-in code waits for one turn, not for a minute to end.
"""

import time

from django.conf import settings
from django.db import connection

from .choices import Channel

SECONDS_OF_WORK_IN_HAND = 5

_BOOK = """
    INSERT INTO outbox_pace AS pace (channel, next_at)
    VALUES (%(channel)s, clock_timestamp() + %(step)s * interval '1 second')
    ON CONFLICT (channel) DO UPDATE
        SET next_at = greatest(pace.next_at, clock_timestamp()) + %(step)s * interval '1 second'
    RETURNING extract(epoch FROM pace.next_at - clock_timestamp()) - %(step)s
"""


def a_minute() -> int:
    """Return how many emails may leave in a minute; 0 where nothing limits them."""
    return int(settings.OUTBOX_EMAILS_A_MINUTE)


def wait_for_turn() -> None:
    """Book the next free moment and sleep until it has come."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOK, {"channel": Channel.EMAIL, "step": 60 / a_minute()})
        (seconds,) = cursor.fetchone()
    time.sleep(max(0.0, float(seconds)))


def most_in_hand(batch: int) -> int:
    """Return how many messages to take at once: under a cap only few, so that what was asked of them stays fresh."""
    return max(1, min(batch, a_minute() * SECONDS_OF_WORK_IN_HAND // 60)) if a_minute() else batch
