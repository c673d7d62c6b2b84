"""Numbers that policy sets are settings of the group, with the date they apply from.

A room declares its settings in its own `policy` file; their values are stored here. Declaring one makes it known,
so that the settings pages show every setting of every room.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

from supportgroup.remembered import remembered

from . import rules
from .models import Group, GroupSetting

Found = TypeVar("Found")
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


def read_once(group: Group) -> None:
    """Have this object read all settings of its group in one query, when the first is asked for, and no more after.

    For a page that only shows: what is set meanwhile is not seen by this object.
    """
    group.read_settings = None  # type: ignore[attr-defined]


def once(group: Group, what: str, find: Callable[[], Found]) -> Found:
    """Return what `find` finds for this group. On a page that only shows it is looked for once, and kept as `what`."""
    if not hasattr(group, "read_settings"):
        return find()
    kept = group.__dict__.setdefault("found_once", {})
    if what not in kept:
        kept[what] = find()
    found: Found = kept[what]
    return found


def values(group: Group, keys: Iterable[str], *, on: datetime.date) -> dict[str, Any]:
    """Return {key: value} of those of these settings that the group has set itself, as they hold on that day."""
    wanted = set(keys)
    if hasattr(group, "read_settings"):
        return {key: value for key, since, value in _read(group) if key in wanted and since <= on}
    own = GroupSetting.objects.filter(group=group, key__in=wanted, applies_from__lte=on).order_by("applies_from")
    return dict(own.values_list("key", "value"))


def _read(group: Any) -> list[tuple[str, datetime.date, Any]]:
    """Return (key, first day, value) of every setting of the group, the oldest first, so that the newest wins."""
    if group.read_settings is None:
        group.read_settings = _own(group.pk)
    rows: list[tuple[str, datetime.date, Any]] = group.read_settings
    return rows


@remembered
def _own(group: int) -> Any:
    return GroupSetting.objects.filter(group=group).order_by("applies_from").values_list("key", "applies_from", "value")


def declared() -> dict[str, Setting]:
    """Return every setting that a room of this service declares, by key."""
    autodiscover_modules("policy")
    return dict(sorted(_declared.items()))
