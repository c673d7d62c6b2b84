"""Which workers are alive: each holds a lock in Postgres for as long as its connection lives.

When a worker is killed, its connection ends and so does its lock; nobody has to wait for a clock. The locks belong
to sessions: between the workers and Postgres no pool may hand one connection to several of them.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import DatabaseError, connection

_BULK, _URGENT, _TEXTS, _MAIL_SERVER, _LETTERS = (0x6F7574_00 + number for number in range(1, 6))
_PLACE = 32
"""From which bit of a lane's key its places are counted."""


@contextmanager
def present() -> Iterator[uuid.UUID]:
    """Give a name to this worker's run, known to be alive until the end of the block."""
    worker = uuid.uuid4()
    _ask("pg_advisory_lock", _key(worker))
    try:
        yield worker
    finally:
        _let_go(_key(worker))


@contextmanager
def place_in_lane(*, urgent: bool, places: int = 1) -> Iterator[bool]:
    """Tell whether this run has one of so many places in its lane; where it has none, others are at work and it may go.

    So the mail server never sees more connections than it takes, and one of them is always free for what is urgent.
    """
    lane = _URGENT if urgent else _BULK
    with _one_of([lane | place << _PLACE for place in range(places)]) as has_place:
        yield has_place


@contextmanager
def in_turn_for_the_mail_server() -> Iterator[None]:
    """Where the mail server takes one connection at once, wait until the other lane has closed its own.

    Runs are short, so a sign-in code waits seconds. With two connections each lane has one of its own.
    """
    if settings.OUTBOX_EMAIL_CONNECTIONS > 1:
        yield
        return
    _ask("pg_advisory_lock", _MAIL_SERVER)
    try:
        yield
    finally:
        _let_go(_MAIL_SERVER)


@contextmanager
def alone_with_texts() -> Iterator[bool]:
    """Tell whether this run is the only one that sends texts."""
    with _one_of([_TEXTS]) as alone:
        yield alone


@contextmanager
def alone_with_letters() -> Iterator[bool]:
    """Tell whether this run is the only one that brings letters to the print service."""
    with _one_of([_LETTERS]) as alone:
        yield alone


@contextmanager
def _one_of(keys: Iterable[int]) -> Iterator[bool]:
    """Hold the first of these locks that nobody holds, and tell whether there was one."""
    mine = next((key for key in keys if _ask("pg_try_advisory_lock", key)), None)
    try:
        yield mine is not None
    finally:
        if mine is not None:
            _let_go(mine)


@contextmanager
def of_the_dead(workers: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """Of these workers, give those that are no longer alive; until the block ends nobody else is told of them."""
    dead = [worker for worker in workers if _ask("pg_try_advisory_lock", _key(worker))]
    try:
        yield dead
    finally:
        for worker in dead:
            _let_go(_key(worker))


def _key(worker: uuid.UUID) -> int:
    return int.from_bytes(worker.bytes[:8], signed=True)


def _ask(function: str, key: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::bigint)", [key])
        return cursor.fetchone()[0]


def _let_go(key: int) -> None:
    """Give a lock back. Where the connection is lost, the lock went with it."""
    with suppress(DatabaseError):
        _ask("pg_advisory_unlock", key)
