"""Which workers are alive: each holds a lock in Postgres for as long as its connection lives.

When a worker is killed, its connection ends and so does its lock; nobody has to wait for a clock. The locks belong
to sessions: between the workers and Postgres no pool may hand one connection to several of them.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

_BULK, _URGENT = 0x6F7574_01, 0x6F7574_02


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
def alone_in_lane(*, urgent: bool) -> Iterator[bool]:
    """Tell whether this run is the only one of its lane; where it is not, another is at work and this one may go.

    So the mail server sees two connections at most, and one process is always free for what is urgent.
    """
    key = _URGENT if urgent else _BULK
    mine = bool(_ask("pg_try_advisory_lock", key))
    try:
        yield mine
    finally:
        if mine:
            _let_go(key)


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
