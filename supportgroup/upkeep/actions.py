"""What looking after the service changes."""

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts.actions import add_user, give_role, let_back
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.actions import start_group
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import State
from supportgroup.outbox.holding import MAY_HAVE_GONE
from supportgroup.outbox.models import Message
from supportgroup.signin.actions import send_password_link

from .models import BackupMade, Heartbeat

COMMAND_LINE = System("the command line")


@action("heartbeat")
def beat(*, by: Actor) -> None:
    """Write down that the clock and a worker are alive."""
    Heartbeat.objects.update_or_create(name="clock", defaults={"at": clock.now()})


@action("backup.made")
def note_backup(*, size: int, rows: int, with_keys: bool, by: Actor) -> BackupMade:
    """Write down that a backup was made."""
    return BackupMade.objects.create(made_at=clock.now(), size=size, rows=rows, with_keys=with_keys)


@action("backup.restored")
def hold_what_waited(*, by: Actor) -> int:
    """Hold every message that waited or was on its way when the backup was made, and return how many.

    What left after the backup waits again in it. Nothing is sent twice unless a person says so.
    """
    waiting = Message.objects.in_state(State.QUEUED, State.TAKEN, State.SENDING)
    return waiting.update(
        state=State.HELD, reason=MAY_HAVE_GONE, needs_someone=True, taken_by=None, state_since=clock.now()
    )


@action("group.opened")
def open_group(*, admin_email: str, admin_name: str, by: Actor, **names: str) -> tuple[Group, User, bool]:
    """Start a group and make somebody its administrator; whoever cannot sign in yet, or had left, is sent a link.

    Returns the group, the administrator, and whether they need the link. Refused where the address is taken.
    """
    if Group.objects.filter(slug=names["slug"]).exists():
        raise Refused(f"There is already a group “{names['slug']}”. Nothing was changed.")
    group = start_group(by=by, **names)
    user = User.objects.filter(email__iexact=admin_email).first()
    if user is None:
        user = add_user(email=admin_email, name=admin_name, password=None, by=by)
    elif not user.is_active:
        user = let_back(user, by=by)
    give_role(user, role=Role.ADMINISTRATOR, group=group, by=by)
    needs_link = not User.objects.who_have_come().filter(pk=user.pk).exists()
    if needs_link:
        send_password_link(User.objects.get(pk=user.pk))
    return group, user, needs_link
