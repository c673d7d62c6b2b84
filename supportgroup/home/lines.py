"""What waits for a user, gathered from the rooms: each knows its own work, this file only asks."""

import datetime
from typing import Any

from supportgroup.ui.todo import Line


def lines_for(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return every line that waits for this user in this group today."""
    return [line for room in ROOMS for line in room.lines(user, group, today)]


ROOMS: tuple[Any, ...] = ()
