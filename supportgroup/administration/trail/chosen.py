"""What a reader of the trail asks for: who acted, which kind, whose record, from when until when."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from supportgroup import clock

LONGEST_KEY = 12


@dataclass(frozen=True)
class Chosen:
    """The filters that stand in the address. Nobody's name is among them: users and people go by their keys.

    actor: a user's key. kind: an application. person: a key of the register. after: where the page before ended.
    """

    actor: int | None = None
    kind: str = ""
    person: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    after: str = ""

    @property
    def is_filtered(self) -> bool:
        return any((self.actor, self.kind, self.person, self.since, self.until))

    @property
    def moments(self) -> dict[str, datetime.datetime]:
        """Return the dates as conditions on a moment: "gte" and "lt"."""
        found = {}
        if self.since:
            found["gte"] = clock.at(self.since, 0)
        if self.until and self.until < datetime.date.max:
            found["lt"] = clock.at(self.until + datetime.timedelta(days=1), 0)
        return found

    def address(self, **changes: Any) -> str:
        """Return the query of an address with these filters, and others instead where given."""
        other = replace(self, **changes)
        asked = {
            "who": other.actor,
            "kind": other.kind,
            "person": other.person,
            "since": other.since and other.since.isoformat(),
            "until": other.until and other.until.isoformat(),
            "after": other.after,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def read(given: Mapping[str, str], *, kinds: Mapping[str, str]) -> Chosen:
    """Return what an address asks for; what it cannot mean is left out."""
    return Chosen(
        actor=_key(given.get("who", "")),
        kind=given["kind"] if given.get("kind") in kinds else "",
        person=_key(given.get("person", "")),
        since=_date(given.get("since", "")),
        until=_date(given.get("until", "")),
        after=given.get("after", "")[:120],
    )


def _key(typed: str) -> int | None:
    return int(typed) if re.fullmatch(rf"[0-9]{{1,{LONGEST_KEY}}}", typed) else None


def _date(typed: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return None
