"""Which messages a list shows: by kind, way, occasion and day, kept in the address, and by name, which is not."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.people import typed
from supportgroup.people.models import Person

from .choices import Channel, RecipientKind
from .kinds import every_kind, kind_called
from .querysets import MessageQuerySet

MOST_NAMES = 200
"""People whom a search may find. Who means more types more of the name."""


@dataclass(frozen=True)
class Narrowing:
    """What was chosen, cleaned. day_typed: the day as it was typed, kept also where it is none."""

    kind: str = ""
    channel: str = ""
    occasion: str = ""
    day: datetime.date | None = None
    day_typed: str = ""
    search: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.channel or self.occasion or self.day or self.search)

    @property
    def day_is_wrong(self) -> bool:
        return bool(self.day_typed) and self.day is None

    @property
    def chosen(self) -> dict[str, str]:
        """Return what stands in the address."""
        parts = {"kind": self.kind, "channel": self.channel, "occasion": self.occasion, "day": self.day_typed}
        return {key: value for key, value in parts.items() if value}

    def query(self, **changes: str) -> str:
        """Return the address's query with these changes: "" takes one away."""
        parts = {**self.chosen, **changes}
        return "?" + urlencode({key: value for key, value in parts.items() if value})

    def of(self, messages: MessageQuerySet, people: list[int] | None) -> MessageQuerySet:
        """Return those of these messages that are meant. people: the keys whose names were found, None for all."""
        exact = {"kind": self.kind, "channel": self.channel, "occasion": self.occasion}
        found = messages.filter(**{key: value for key, value in exact.items() if value})
        if self.day:
            begins, ends = (clock.at(self.day + datetime.timedelta(days=days), 0) for days in (0, 1))
            found = found.filter(queued_at__gte=begins, queued_at__lt=ends)
        if people is not None:
            found = found.filter(recipient_kind=RecipientKind.PERSON, recipient_key__in=people)
        return found


def read(given: Mapping[str, str], *, search: str = "") -> Narrowing:
    """Return what an address asks for; what nobody could have chosen is left out."""
    kind, channel = given.get("kind", ""), given.get("channel", "")
    typed_day = given.get("day", "").strip().replace("\x00", "")[:40]
    return Narrowing(
        kind=kind if kind_called(kind) else "",
        channel=channel if channel in Channel.values else "",
        occasion=given.get("occasion", "").replace("\x00", "")[:80],
        day=_day(typed_day),
        day_typed=typed_day,
        search=search,
    )


def people_named(search: str, *, user: Any, group: Group) -> list[int] | None:
    """Return the keys of the people whom a search finds, at most one more than the most; None for no search."""
    if not search:
        return None
    found = Person.objects.visible_to(user, in_group=group).found_by(typed.sought(search))
    return list(found.order_by("filed_under", "pk").values_list("pk", flat=True)[: MOST_NAMES + 1])


def kinds_known() -> list[tuple[str, str]]:
    """Return name and label of each kind, by label."""
    return sorted(((kind.name, kind.label) for kind in every_kind()), key=lambda pair: pair[1])


def _day(text: str) -> datetime.date | None:
    try:
        return typed.date(text)
    except typed.NotUnderstood:
        return None
