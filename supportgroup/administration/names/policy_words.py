"""The dated settings of every room as a table: what is in force, since when, and what is planned."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from supportgroup.groups.models import Group, GroupSetting
from supportgroup.groups.policy import Kind, Setting, declared
from supportgroup.ui.wording import day

ROOM_WORDS = {
    "people": "The register",
    "consent": "Consent",
    "outbox": "Messages",
    "mailing": "Surveys: writing to people",
    "questionnaire": "Surveys: questions",
    "keying": "Surveys: paper forms",
    "replying": "Surveys: replies",
    "results": "Surveys: results",
    "rights": "Requests, complaints and how long things are kept",
    "signin": "Signing in",
    "contactlog": "Log of contacts",
    "tracing": "Deceased check",
    "accounts": "People who sign in",
}


ONE_OF = {"people": "person", "tries": "try"}
"""Units of which one is not the many without their s."""


@dataclass(frozen=True)
class Standing:
    """One setting as it stands in a group today. since is empty while the default holds; planned: the next change."""

    setting: Setting
    value: str
    default: str
    since: str
    planned: str
    planned_on: datetime.date | None


def in_words(setting: Setting, value: Any) -> str:
    """Return a value as people read it: "12 tries", "Yes", "0, 21, 49 days"."""
    match setting.kind:
        case Kind.YES_NO:
            return "Yes" if value else "No"
        case Kind.CHOICE:
            return dict(setting.choices).get(value, str(value))
        case Kind.DAYS:
            return f"{', '.join(str(number) for number in value)} {setting.unit}".strip()
        case Kind.NUMBER if value == 1:
            return f"1 {ONE_OF.get(setting.unit, setting.unit.removesuffix('s'))}".strip()
        case _:
            return f"{value} {setting.unit}".strip() or "nothing"


def by_room(group: Group, *, today: datetime.date) -> list[tuple[str, list[Standing]]]:
    """Return every declared setting of every room, in the order of the rooms' names; one query for all values."""
    rows = defaultdict(list)
    for row in GroupSetting.objects.filter(group=group).order_by("applies_from"):
        rows[row.key].append(row)
    rooms = defaultdict(list)
    for key, setting in declared().items():
        heading = ROOM_WORDS.get(setting.room, setting.room.capitalize())
        rooms[heading].append(_standing(setting, rows[key], today=today))
    return sorted(rooms.items())


def standing_of(group: Group, setting: Setting, *, today: datetime.date) -> Standing:
    """Return how one setting stands today."""
    rows = GroupSetting.objects.filter(group=group, key=setting.key).order_by("applies_from")
    return _standing(setting, list(rows), today=today)


def _standing(setting: Setting, rows: list[Any], *, today: datetime.date) -> Standing:
    current = next((row for row in reversed(rows) if row.applies_from <= today), None)
    planned = next((row for row in rows if row.applies_from > today), None)
    return Standing(
        setting=setting,
        value=in_words(setting, current.value if current else setting.default),
        default=in_words(setting, setting.default),
        since=day(current.applies_from) if current else "",
        planned=f"{in_words(setting, planned.value)} from {day(planned.applies_from)}" if planned else "",
        planned_on=planned.applies_from if planned else None,
    )
