"""How long each kind of record is kept: every room registers its own in `AppConfig.ready`, one page shows them all.

What is due waits for a person who looks through it and presses. Only what a room declares as `by_clock`, because it
was promised to go on a day, goes by itself on that day.
"""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.ui import wording

from . import months
from .models import Group, GroupSetting
from .policy import Setting, values

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """One thing that is kept and destroyed as a whole: a mailing file, the messages of one month, one record.

    key: finds it again. words: what it is, without naming a person. ended_on: the day its time runs from.
    people, names: keys and names of the people it is about, shown only to those who see the register.
    """

    key: str
    words: str
    ended_on: datetime.date
    people: tuple[int, ...] = ()
    names: str = ""


@dataclass(frozen=True)
class Kept:
    """One kind of record, and what becomes of it.

    key: "room.name". what: in the plural ("mailing files"). counted: one and many for a number ("mailing file", None).
    holds: what is in it. since: the day its time runs from, in words. months: how long, where a group sets nothing.
    least: months below which a reason must be given. never_below: months that no reason shortens; never_because:
    why, as the end of a sentence. because: the law, the code or the promise behind it. how: what destroying does.
    ended(group, until): the items whose time began on that day or before, oldest first; it must not read a large
    table. over(group, until): a queryset that has a row where that finds anything, asked each time somebody opens
    their Today page. rows(group, keys): how many rows that is. destroy(group, keys, by): does it, in the action
    around it, and returns how many rows went. also: a power that is
    needed beside keeping the records. by_clock: whether the clock destroys it on its day. tables: the models whose
    tables are vacuumed after that. about(group, keys, people): which of these things are about one of these people, a
    queryset of their keys.
    """

    key: str
    what: str
    counted: tuple[str, str]
    holds: str
    since: str
    months: int
    because: str
    how: str
    ended: Callable[[Group, datetime.date], Sequence[Item]]
    over: Callable[[Group, datetime.date], Any]
    rows: Callable[[Group, Collection[str]], int]
    destroy: Callable[..., int]
    least: int = 0
    never_below: int = 0
    never_because: str = ""
    also: Power | None = None
    by_clock: bool = False
    tables: tuple[type[Model], ...] = ()
    about: Callable[[Group, Collection[str], Any], Collection[str]] | None = None
    setting: Setting = field(init=False)

    def __post_init__(self) -> None:
        setting = Setting(
            f"rights.{self.key}",
            f"How long we keep {self.what}",
            self.months,
            "months",
            minimum=max(self.least, self.never_below, 1),
        )
        object.__setattr__(self, "setting", setting)

    def period(self, group: Group, *, on: datetime.date) -> int:
        """Return for how many months these are kept in this group."""
        return max(int(self.setting.in_force(group, on=on)), self.never_below)

    def periods_from(self, group: Group) -> list[tuple[datetime.date, int]]:
        """Return (first day, months) of every period this group has had and will have, the oldest first; one query."""
        own = GroupSetting.objects.filter(group=group, key=self.setting.key).order_by("applies_from")
        rows = [(datetime.date.min, self.months), *own.values_list("applies_from", "value")]
        return [(day, max(int(months), self.never_below)) for day, months in rows]


_kept: dict[str, Kept] = {}


def register(kept: Kept) -> None:
    """Have this kind of record on the page of what is kept. A key is registered once."""
    if kept.key in _kept:
        raise ValueError(f"What is kept as {kept.key} is registered twice.")
    _kept[kept.key] = kept


def everything_kept() -> list[Kept]:
    """Return every kind of record, by what it is called."""
    return sorted(_kept.values(), key=lambda kept: kept.what)


def periods(group: Group, *, on: datetime.date) -> dict[str, int]:
    """Return for how many months each kind is kept in this group on that day, by its key; one query."""
    own = values(group, [kept.setting.key for kept in _kept.values()], on=on)
    return {kept.key: max(int(own.get(kept.setting.key, kept.months)), kept.never_below) for kept in _kept.values()}


def kept_as(key: str) -> Kept | None:
    """Return the kind of record with this key, or None."""
    return _kept.get(key)


def by_month(words: str, *, oldest: datetime.datetime | None, until: datetime.date) -> list[Item]:
    """Return one item for each whole month from the oldest moment that ended by that day: "Messages of March 2025"."""
    if oldest is None:
        return []
    first = oldest.astimezone(clock.LONDON).date()
    return [
        Item(months.month_key(day), f"{words} {wording.month(day)}", months.months_after(day, 1) - ONE_DAY)
        for day in months.first_days(first, until)
    ]


def months_ended(until: datetime.date) -> datetime.datetime:
    """Return the moment before which every month had ended by that day: what came earlier belongs to one of them."""
    return clock.at((until + ONE_DAY).replace(day=1), 0)


def moments_of(key: str) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the moments at which the month of a key begins and ends in London."""
    first, after = months.month_of(key)
    return clock.at(first, 0), clock.at(after, 0)
