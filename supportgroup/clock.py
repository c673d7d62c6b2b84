"""What time it is. Everything asks here, so that the demo and the tests can move the clock."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_stopped_at: ContextVar[datetime.datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime.datetime:
    """Return the present moment, aware, in UTC."""
    return _stopped_at.get() or timezone.now()


def today() -> datetime.date:
    """Return today's date in London."""
    return now().astimezone(LONDON).date()


def at(day: datetime.date, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """Return that day and London time as an aware moment."""
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


@contextmanager
def moved_to(moment: datetime.datetime) -> Iterator[None]:
    """Stop the clock at an aware moment. Refused where people's real records are kept."""
    if not settings.CLOCK_MAY_MOVE:
        message = "The clock cannot be moved in production."
        raise ImproperlyConfigured(message)
    token = _stopped_at.set(moment.astimezone(datetime.UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)
