"""Every moment that stands anywhere in the database."""

from django.db import connection


def moments():
    """Return every moment that stands in a column of any table, with its table."""
    found, quoted = set(), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type LIKE 'timestamp%'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f"SELECT {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL")
            found |= {(table, moment) for (moment,) in cursor.fetchall()}
    return found
