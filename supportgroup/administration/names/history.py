"""Who changed what a group says, newest first, from the rows that the database's triggers keep."""

import datetime
from typing import Any

from django.apps import apps

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.groups.policy import Setting
from supportgroup.people.history import Entry
from supportgroup.ui import wording

from .parts import LABELS
from .policy_words import in_words

MOST = 50


def of_names(group: Group) -> list[Entry]:
    """Return the newest changes of a group's words."""
    events = apps.get_model("groups", "GroupEvent").objects.filter(pgh_obj_id=group.pk).order_by("pgh_id")
    entries, before = [], None
    for event in events:
        what = "The group was started" if before is None else _changes(before, event)
        if what:
            entries.append(_entry(event, what))
        before = event
    return entries[::-1][:MOST]


def of_setting(group: Group, setting: Setting) -> list[Entry]:
    """Return the newest changes of one setting."""
    events = apps.get_model("groups", "GroupSettingEvent").objects.filter(group_id=group.pk, key=setting.key)
    return [_entry(event, _of_value(event, setting)) for event in events.order_by("-pgh_id")[:MOST]]


def _changes(before: Any, after: Any) -> str:
    told = [label for name, label in LABELS.items() if getattr(before, name) != getattr(after, name)]
    if before.bases_confirmed_on != after.bases_confirmed_on or before.lawful_bases != after.lawful_bases:
        told.append("The privacy notice was confirmed")
    return "; ".join(told)


def _of_value(event: Any, setting: Setting) -> str:
    words = f"{in_words(setting, event.value)} from {wording.day(event.applies_from)}"
    return f"Dropped: {words}" if event.pgh_label == "delete" else words


def _entry(event: Any, what: str) -> Entry:
    signature = event.pgh_context or {}
    moment = datetime.datetime.fromisoformat(signature["at"]) if "at" in signature else event.pgh_created_at
    local = moment.astimezone(clock.LONDON)
    return Entry(
        order=(moment, event.pgh_created_at, event.pgh_id),
        when=f"{wording.day(local.date())}, {wording.clock_time(local.time())}",
        who=signature.get("actor_name", "not recorded"),
        what=what,
    )
