"""Changing what a group says, and letting go what waited for it."""

from collections.abc import Mapping
from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups import actions as groups
from supportgroup.groups.models import Group
from supportgroup.groups.rules import INCOMPLETE
from supportgroup.outbox.actions import release
from supportgroup.people.rules import mark_of


class ChangedMeanwhile(Refused):
    """Somebody else has changed these words since the page was opened."""


@action("group.changed")
def change_names(group: Group, *, values: Mapping[str, Any], mark: str, by: Actor) -> int:
    """Change these fields unless somebody else did meanwhile; return how many held messages are on their way again."""
    now = Group.objects.select_for_update().get(pk=group.pk)
    if mark != mark_of(values_of(now, values)):
        raise ChangedMeanwhile("Somebody else changed this page after you opened it.")
    if "public_code" in values and values["public_code"] != now.public_code:
        _refuse_new_code(now, values["public_code"])
    return _let_go(groups.change(now, values=values, by=by), by=by)


@action("group.bases_confirmed")
def confirm_notice(group: Group, *, bases: Mapping[str, str], by: Actor) -> int:
    """Confirm the lawful bases; return how many held messages are on their way again."""
    return _let_go(groups.confirm_bases(group, bases=bases, by=by), by=by)


def values_of(group: Group, names: Any) -> dict[str, Any]:
    """Return these fields of a group as they are now."""
    return {name: getattr(group, name) for name in names}


def _let_go(group: Group, *, by: Actor) -> int:
    return 0 if group.why_not_send else release(group, reason=INCOMPLETE, by=by)


def _refuse_new_code(group: Group, code: str) -> None:
    first_number = Group._meta.get_field("last_record_number").default  # noqa: SLF001  Django's own interface
    if group.last_record_number > first_number:
        raise Refused("Letters with this code are in the post already, so it cannot change any more.")
    if Group.objects.filter(public_code=code).exists():
        raise Refused("Another group has this code. Choose three other letters.")
