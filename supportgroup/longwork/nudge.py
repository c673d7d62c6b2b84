"""Wake a worker now instead of at its next sweep. It never matters whether the nudge arrives.

What must be done stands in Postgres and is swept up every few seconds; a nudge only makes it sooner. So it
carries no argument, is left once in a transaction, and when Redis is away it gives up within half a second,
says nothing to the person who is waiting for a page, and is not tried again for a while.
"""

import functools
import logging
import time
from collections.abc import Callable

from celery import Celery
from django.conf import settings
from django.db import transaction

QUIET_SECONDS = 15
_PATIENCE_SECONDS = 0.25

_log = logging.getLogger(__name__)
_quiet_until = 0.0


def after_commit(task: str) -> None:
    """Wake a worker for this task (by its full name) once this transaction has committed; many calls make one."""
    call = _call_of(task)
    waiting = transaction.get_connection().run_on_commit
    if not any(call is left for _, left, _ in waiting):
        transaction.on_commit(call)


def now(task: str) -> bool:
    """Wake a worker for this task (by its full name) and tell whether Redis took the nudge."""
    global _quiet_until  # noqa: PLW0603  one circuit for the process: when Redis is away it is away for every page
    if time.monotonic() < _quiet_until:
        return False
    try:
        _broker().send_task(task, retry=False, expires=QUIET_SECONDS, ignore_result=True)
    except Exception as trouble:  # noqa: BLE001  whatever ails the broker, the page and the row are safe
        _quiet_until = time.monotonic() + QUIET_SECONDS
        _log.warning("No worker could be woken (%s). The next sweep does the work.", type(trouble).__name__)
        return False
    return True


def forget() -> None:
    """Forget which broker there was and that it was away: for a broker that has moved."""
    global _quiet_until  # noqa: PLW0603  see above
    _quiet_until = 0.0
    _broker.cache_clear()


@functools.cache
def _call_of(task: str) -> Callable[[], None]:
    def call() -> None:
        now(task)

    return call


@functools.cache
def _broker() -> Celery:
    """Return a client that only sends, so that no floor below the wiring needs to know the Celery application."""
    client = Celery("nudges", broker=settings.CELERY_BROKER_URL, set_as_current=False)
    client.conf.update(
        broker_pool_limit=2,
        broker_transport_options={
            "socket_connect_timeout": _PATIENCE_SECONDS,
            "socket_timeout": _PATIENCE_SECONDS,
            "max_retries": 0,
        },
    )
    return client
