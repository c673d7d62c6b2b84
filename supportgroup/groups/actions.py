"""Starting a group, what it says of itself, and its dated settings."""

import datetime
from collections.abc import Mapping
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import rules
from .models import Group, GroupSetting
from .policy import Setting


@action("group.started")
def start_group(*, by: Actor, **names: Any) -> Group:
    """Start a group with its names and addresses: the fields of Group. What is left out is filled in on its pages."""
    group = Group(**names)
    if group.slug in rules.RESERVED_SLUGS:
        message = f"“{group.slug}” is an address of the service already. Choose another."
        raise Refused(message)
    group.full_clean()
    group.save()
    return group


@action("group.changed")
def change(group: Group, *, values: Mapping[str, Any], by: Actor) -> Group:
    """Change what a group says of itself. values: fields of Group; what is not named stays."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    for name, value in values.items():
        setattr(group, name, value)
    group.full_clean()
    group.save(update_fields=list(values))
    return group


@action("group.bases_confirmed")
def confirm_bases(group: Group, *, bases: Mapping[str, str], by: Actor) -> Group:
    """Keep the lawful basis of each process, and who confirmed on which day that this is the group's own notice."""
    values = {"lawful_bases": dict(bases), "bases_confirmed_on": clock.today(), "bases_confirmed_by": by.name}
    return change(group, values=values, by=by)


@action("setting.changed")
def set_policy(group: Group, setting: Setting, *, value: Any, applies_from: datetime.date, by: Actor) -> GroupSetting:
    """Let a declared setting have this value from that day on; a value that was planned for the day is replaced."""
    Group.objects.select_for_update().get(pk=group.pk)
    reason = rules.why_not_from(applies_from, today=clock.today()) or setting.why_not(value)
    if reason:
        raise Refused(f"{reason}.")
    row, _ = GroupSetting.objects.update_or_create(
        group=group, key=setting.key, applies_from=applies_from, defaults={"value": value}
    )
    return row


@action("setting.planned_change_dropped")
def drop_planned(group: Group, setting: Setting, *, applies_from: datetime.date, by: Actor) -> None:
    """Drop a change that has not begun to apply."""
    if applies_from <= clock.today():
        raise Refused("This value applies already. Set a new one from today or a later day.")
    found, _ = GroupSetting.objects.filter(group=group, key=setting.key, applies_from=applies_from).delete()
    if not found:
        raise Refused("Somebody has already dropped this change.")
