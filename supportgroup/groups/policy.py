"""Numbers that policy sets are settings of the group, with the date they apply from.

A room declares its settings in its own `policy` file; their values are stored here.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from .models import Group, GroupSetting


@dataclass(frozen=True)
class Setting:
    """One declared setting: key "room.name", what it means in plain words, its default and its unit."""

    key: str
    label: str
    default: Any
    unit: str = ""

    def in_force(self, group: Group, *, on: datetime.date) -> Any:
        """Return the value that holds in this group on that day: the newest that applies, or the default."""
        newest = (
            GroupSetting.objects.filter(group=group, key=self.key, applies_from__lte=on)
            .order_by("-applies_from")
            .values_list("value", flat=True)
            .first()
        )
        return self.default if newest is None else newest
