"""Numbers that policy sets are settings of the group, with the date they apply from.

A room declares its settings in its own `policy` file; their values are stored here. Declaring one makes it known,
so that the settings pages show every setting of every room.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.module_loading import autodiscover_modules

from supportgroup.remembered import remembered
from supportgroup.showing import once

from . import rules
from .models import Group, GroupSetting

_declared: dict[str, "Setting"] = {}


class Kind(StrEnum):
    """What may be typed for a setting."""

    NUMBER = "number"
    YES_NO = "yes or no"
    DAYS = "days"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True)
class Setting:
    """One declared setting: key "room.name", what it means in plain words, its default and its unit.

    kind: what may be typed; taken from the default where not given. minimum, maximum: of a number, or of each of
    several days. choices: (value, words) of a choice. help: one more sentence for whoever changes it.
    """

    key: str
    label: str
    default: Any
    unit: str = ""
    kind: Kind = Kind.TEXT
    minimum: int | None = 0
    maximum: int | None = 10_000
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    room: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "room", self.key.partition(".")[0])
        if self.kind == Kind.TEXT:
            object.__setattr__(self, "kind", self._kind_of_default())
        _declared[self.key] = self

    def _kind_of_default(self) -> Kind:
        if isinstance(self.default, bool):
            return Kind.YES_NO
        if isinstance(self.default, int):
            return Kind.NUMBER
        if isinstance(self.default, list):
            return Kind.DAYS
        return Kind.CHOICE if self.choices else Kind.TEXT

    def in_force(self, group: Group, *, on: datetime.date) -> Any:
        """Return the value that holds in this group on that day: the newest that applies, or the default."""
        return values(group, [self.key], on=on).get(self.key, self.default)

    def why_not(self, value: Any) -> str | None:
        """Return why this setting cannot have this value, or None if it can."""
        match self.kind:
            case Kind.NUMBER:
                return rules.why_not_number(value, minimum=self.minimum, maximum=self.maximum)
            case Kind.DAYS:
                reasons = (rules.why_not_number(day, minimum=self.minimum, maximum=self.maximum) for day in value)
                length = len(self.default)
                return next((reason for reason in reasons if reason), rules.why_not_days(value, length=length))
            case Kind.CHOICE:
                return None if value in dict(self.choices) else "Select one of the choices"
            case _:
                return None


def values(group: Group, keys: Iterable[str], *, on: datetime.date) -> dict[str, Any]:
    """Return {key: value} of those of these settings that the group has set itself, as they hold on that day."""
    wanted, own = set(keys), once(group, "settings", lambda: _own(group.pk))
    return {key: value for key, since, value in own if key in wanted and since <= on}


@remembered
def _own(group: int) -> Any:
    """Find (key, first day, value) of every setting of the group, the oldest first, so that the newest wins."""
    return GroupSetting.objects.filter(group=group).order_by("applies_from").values_list("key", "applies_from", "value")


def declared() -> dict[str, Setting]:
    """Return every setting that a room of this service declares, by key."""
    autodiscover_modules("policy")
    return dict(sorted(_declared.items()))
