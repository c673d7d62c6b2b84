"""Changes of state that a worker makes: each one statement, committed as it ends."""

import uuid
from typing import Any

from django.db import connection

from supportgroup import clock

from .choices import Channel, State
from .models import Message
from .returned import digest_of

_TABLE = connection.ops.quote_name(Message._meta.db_table)  # noqa: SLF001
_BOTH = "outbox_sent_and_begun"
_PREPARE_BOTH = f"""
    PREPARE {_BOTH} (timestamptz, uuid, bigint, varchar, bigint) AS
    WITH sent AS (
        UPDATE {_TABLE} SET state = '{State.SENT}', state_since = $1, taken_by = NULL, reason = ''
        WHERE id = $3 AND state = '{State.SENDING}' AND taken_by = $2 RETURNING 1
    ), begun AS (
        UPDATE {_TABLE} SET state = '{State.SENDING}', state_since = $1, taken_by = $2, sent_to = $4, reason = ''
        WHERE id = $5 AND state = '{State.TAKEN}' AND taken_by = $2 RETURNING 1
    )
    SELECT (SELECT count(*) FROM sent), (SELECT count(*) FROM begun)
"""  # noqa: S608  names of our own
"""Planned once for a connection and not for each message: planning took longer than doing it."""


def address_digest(message: Message) -> str:
    """Return the digest of where an email is handed over to, by which it is known again should it come back."""
    return digest_of(message.addressee.email) if message.addressee and message.channel == Channel.EMAIL else ""


def one(message: Message, values: dict[str, Any], *, state: State, taken_by: uuid.UUID) -> bool:
    """Write these columns if the message is still in this state and hand; one round trip, committed as it ends.

    *Sent* is committed without waiting until the disk has it: should the database fall in that moment, the row
    still says *sending*, so it becomes *unsure* and is never sent again blindly. All else waits for the disk.
    """
    haste = "SET LOCAL synchronous_commit TO off; " if values["state"] == State.SENT else ""
    columns = ", ".join(f"{name} = %s" for name in values)
    where_it_was = "id = %s AND state = %s AND taken_by = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{haste}UPDATE {_TABLE} SET {columns} WHERE {where_it_was}",  # noqa: S608  names of our own
            [*values.values(), message.pk, state, taken_by],
        )
        return bool(cursor.rowcount)


def both(sent: Message, begun: Message, *, worker: uuid.UUID) -> tuple[int, int]:
    """Write that one message is sent and that the next is being handed over, together; return how many of each."""
    values: list[Any] = [clock.now(), worker, sent.pk, address_digest(begun), begun.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"EXECUTE {_BOTH}(%s, %s, %s, %s, %s)", values)
        counts: tuple[int, int] = cursor.fetchone()
    return counts


def get_ready() -> None:
    """Have the database know the statement of `both` on this connection, which may have served a run before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_prepared_statements WHERE name = %s", [_BOTH])
        if not cursor.rowcount:
            cursor.execute(_PREPARE_BOTH)
