"""The broker, the clock and the worker."""

import datetime
from collections.abc import Iterator

from celery import Celery
from django.conf import settings

from supportgroup import clock
from supportgroup.upkeep.findings import Finding, ok, wrong
from supportgroup.upkeep.models import Heartbeat
from supportgroup.upkeep.rules import age, is_late

AFTER = datetime.timedelta(minutes=3)
_PATIENCE = 2.0


def broker() -> Iterator[Finding]:
    """Does Redis answer?"""
    what = "Redis"
    try:
        with _client().connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=_PATIENCE)
    except Exception as trouble:  # noqa: BLE001  whatever it is, it does not answer
        yield wrong(
            what,
            f"It does not answer ({type(trouble).__name__}). Pages work; mail and long work wait.",
            "Start Redis or Valkey, and check REDIS_URL.",
        )
    else:
        yield ok(what, "It answers.")


def beat_and_worker() -> Iterator[Finding]:
    """Has the clock started a task lately, and has a worker done it?"""
    what = "Clock and worker"
    at = Heartbeat.objects.filter(name="clock").values_list("at", flat=True).first()
    if at and not is_late(at, now=clock.now(), after=AFTER):
        yield ok(what, f"The last beat was {age(at, now=clock.now())}.")
        return
    last = f"The last beat was {age(at, now=clock.now())}." if at else "There was never a beat."
    if _worker_answers():
        mend = "A worker answers, so the clock is missing: start celery beat."
    else:
        mend = "No worker answers: start celery worker, then see whether celery beat runs."
    yield wrong(what, f"{last} Nothing is sent and no long work is done.", mend)


def _worker_answers() -> bool:
    try:
        return bool(_client().control.ping(timeout=_PATIENCE))
    except Exception:  # noqa: BLE001  without a broker nobody answers
        return False


def _client() -> Celery:
    client = Celery("doctor", broker=settings.CELERY_BROKER_URL, set_as_current=False)
    client.conf.update(
        broker_connection_timeout=_PATIENCE,
        broker_transport_options={"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE, "max_retries": 1},
    )
    return client
