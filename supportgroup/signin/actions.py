"""What signing in changes."""

from supportgroup.access.actor import System
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue

from . import letters


def send_password_link(user: User) -> None:
    """Queue a link for a new password, in the name of a group where the user holds a role; without one, none."""
    group = Group.objects.filter(slug__in=user.group_slugs()).first()
    if group:
        _queue_link(user, group=group, by=System("the sign-in page"))


@action("password link.asked for")
def _queue_link(user: User, *, group: Group, by: System) -> None:
    queue([letters.password_link(user, group)])
