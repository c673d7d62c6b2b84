"""How many messages of a channel a minute, counted in Postgres for all workers together.

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


def a_minute(channel: Channel = Channel.EMAIL) -> int:
    """Return how many messages of a channel may leave in a minute; 0 where nothing limits them."""
    return int(settings.OUTBOX_TEXTS_A_MINUTE if channel == Channel.TEXT else settings.OUTBOX_EMAILS_A_MINUTE)


def wait_for_turn(channel: Channel = Channel.EMAIL) -> None:
    """Book the next free moment of a channel and sleep until it has come."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOK, {"channel": channel, "step": 60 / a_minute(channel)})
        (seconds,) = cursor.fetchone()
    time.sleep(max(0.0, float(seconds)))


def most_in_hand(batch: int, channel: Channel = Channel.EMAIL) -> int:
    """Return how many messages to take at once: under a cap only few, so that what was asked of them stays fresh."""
    limit = a_minute(channel)
    return max(1, min(batch, limit * SECONDS_OF_WORK_IN_HAND // 60)) if limit else batch
