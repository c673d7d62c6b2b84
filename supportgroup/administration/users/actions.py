"""What happens when somebody leaves a group."""

from supportgroup.access.actor import Actor
from supportgroup.accounts.actions import end_all_roles
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.signin.actions import end_sessions
from supportgroup.signin.invitations.actions import withdraw_invitation
from supportgroup.signin.models import Invitation


@action("user.left")
def has_left(user: User, *, group: Group, by: Actor) -> bool:
    """End every role somebody holds here, today and at once, and tell whether they still hold one elsewhere.

    An invitation they have not followed is withdrawn. With no role left, they are signed out everywhere for good.
    """
    stays = end_all_roles(user, group=group, by=by)
    for invitation in Invitation.objects.of(group).of_user(user).not_come():
        withdraw_invitation(invitation, by=by)
    if not stays:
        end_sessions(user, by=by)
    return stays
