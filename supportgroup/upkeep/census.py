"""Counts and sums of every table at one moment, so that what is restored can be compared with what was saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connection
from psycopg2 import sql

from .postgres import connection_parts

_AS_TEXT = "SET TIME ZONE 'UTC'; SET DateStyle TO ISO; SET bytea_output TO hex; SET extra_float_digits TO 3"


@contextmanager
def one_moment() -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Give the name of a snapshot that holds until the block ends, and the census of the database in it."""
    other = psycopg2.connect(**connection_parts())
    try:
        other.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with other.cursor() as cursor:
            cursor.execute(_AS_TEXT)
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0], _count(cursor)
    finally:
        other.close()


def now() -> dict[str, list[int]]:
    """Return the census of the database as it is: {table: [rows, sum]}."""
    with connection.cursor() as cursor:
        cursor.execute(_AS_TEXT)
        found = _count(cursor)
    connection.close()
    return found


def _count(cursor: Any) -> dict[str, list[int]]:
    cursor.execute("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                   "WHERE n.nspname = 'public' AND relkind = 'r' ORDER BY relname")  # fmt: skip
    counts = {}
    for (table,) in cursor.fetchall():
        # The sum of a hash of each row: whatever their order, one changed value changes it.
        counting = sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {} t")
        cursor.execute(counting.format(sql.Identifier("public", table)))
        counts[table] = [int(number) for number in cursor.fetchone()]
    return counts
