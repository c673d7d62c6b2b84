"""Starting a group."""

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import rules
from .models import Group


@action("group.started")
def start_group(*, by: Actor, **names: str) -> Group:
    """Start a group with its names and addresses: the fields of Group."""
    group = Group(**names)
    if group.slug in rules.RESERVED_SLUGS:
        message = f"“{group.slug}” is an address of the service already. Choose another."
        raise Refused(message)
    group.full_clean()
    group.save()
    return group
