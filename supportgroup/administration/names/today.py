"""What waits for the group's administrator: what the group has still to say."""

import datetime
from typing import Any

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Watch

from .standing import line_of_today


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch, for whoever can fill it in, whether something is missing: one urgent line."""
    if Power.RUN_GROUP not in powers_of(user.roles_in(group.slug)):
        return []
    return [Watch([], lambda _: filter(None, [line_of_today(group)]))]
