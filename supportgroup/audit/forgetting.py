"""The one way to take something out of the trail: a function of the database that writes down that it ran.

It runs with the rights of the tables' owner, so it works where the service's own login may only add to the trail.
"""

import datetime
import json
from typing import Any

from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import Actor


def blank_history(*, person: int, account: int | None = None, by: Actor) -> dict[str, int]:
    """Empty every row of the trail of somebody who is no longer on the register; return {table: rows}.

    What stays is which action it was, when, and who acted. account: the key of the sign-in that was theirs, whose email
    address goes too. The database refuses it for somebody who is still on the register.
    """
    return _forget(person, account, None, None, None, by=by)


def destroy_looks(*, group_slug: str, since: datetime.datetime, before: datetime.datetime, by: Actor) -> int:
    """Delete the looks in a group from a moment until before another, at least a year ago; return how many."""
    return _forget(None, None, group_slug, since, before, by=by).get("audit_look", 0)


def _forget(*what: Any, by: Actor) -> dict[str, int]:
    values = [*what, by.kind, by.key, by.name, clock.now()]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT audit_forget({', '.join(['%s'] * len(values))})", values)
        rows: dict[str, int] = json.loads(cursor.fetchone()[0])
    return rows
