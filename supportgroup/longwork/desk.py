"""Where a worker sits: a database connection beside the work's own, for its lock and its progress.

The lock is the session's: if the worker dies, the server lets go of it and another worker may take the row.
Progress is seen at once, although the work's own transaction is still open.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_LOCKS = 0x6C77
"""The class of our advisory locks, so that they meet nobody else's."""


class Desk:
    """One worker's place."""

    def __init__(self, beside: BaseDatabaseWrapper) -> None:
        self._beside = beside

    def take(self, work: int) -> bool:
        """Lock this piece of work for as long as this worker lives; False if another has it."""
        return bool(self._ask("SELECT pg_try_advisory_lock(%s, %s)", _LOCKS, _short(work)))

    def leave(self, work: int) -> None:
        """Let go of this piece of work."""
        self._ask("SELECT pg_advisory_unlock(%s, %s)", _LOCKS, _short(work))

    def say(self, work: int, done: int, total: int) -> None:
        """Write down how far this piece of work is."""
        with self._beside.cursor() as cursor:
            cursor.execute("UPDATE longwork_longwork SET done = %s, total = %s WHERE id = %s", [done, total, work])

    def _ask(self, question: str, *values: int) -> object:
        with self._beside.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchone()[0]


@contextmanager
def at_a_desk() -> Iterator[Desk]:
    """Give a desk on a connection of its own.

    Inside a transaction of the caller (a test, the demo) it is on the same connection: another could not see
    the rows that wait.
    """
    if connection.in_atomic_block:
        yield Desk(connection)
        return
    beside = connections.create_connection(connection.alias)
    try:
        yield Desk(beside)
    finally:
        beside.close()


def _short(work: int) -> int:
    return work & 0x7FFFFFFF
