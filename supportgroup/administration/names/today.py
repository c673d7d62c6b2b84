"""What waits for the group's administrator: what the group has still to say."""

import datetime
from typing import Any

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line

from .standing import line_of_today


def lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return one urgent line while something is missing, for whoever can fill it in."""
    if Power.RUN_GROUP not in powers_of(user.roles_in(group.slug)):
        return []
    line = line_of_today(group)
    return [line] if line else []
