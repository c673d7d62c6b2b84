"""What signing in changes."""

import secrets

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue
from supportgroup.people.models import Person

from . import letters, rules
from .models import EmailedCode
from .own_code import is_right, mark_of_address

SIGN_IN_PAGE = System("the sign-in page")


def send_password_link(user: User) -> None:
    """Queue a link for a new password, in the name of a group where the user holds a role; without one, none."""
    group = Group.objects.filter(slug__in=user.group_slugs()).first()
    if group:
        _queue_link(user, group=group, by=SIGN_IN_PAGE)


@action("password link.asked for")
def _queue_link(user: User, *, group: Group, by: Actor) -> None:
    queue([letters.password_link(user, group)])


@action("own code.asked for")
def send_own_code(email: str, *, by: Actor) -> EmailedCode | None:
    """Queue a code for the people who have this address, or return None where nobody has or too many were sent."""
    person = Person.objects.at_address(email).select_related("group").first()
    mark, now = mark_of_address(email), clock.now()
    lately = EmailedCode.objects.filter(mark=mark, made_at__gt=now - rules.GOOD_FOR).count()
    if person is None or not rules.may_send(sent_lately=lately):
        return None
    code = EmailedCode.objects.create(mark=mark, nonce=secrets.token_bytes(16), made_at=now)
    queue([letters.own_code(person, code)])
    return code


@action("own code.tried")
def try_own_code(code_key: int, *, typed: str, by: Actor) -> bool:
    """Tell whether the digits are right, once; not for a code that is used, old or was tried too often."""
    code = EmailedCode.objects.select_for_update().filter(pk=code_key).first()
    if code is None or rules.is_spent(made_at=code.made_at, tries=code.tries, used=code.used, now=clock.now()):
        return False
    code.tries += 1
    code.used = is_right(code, typed)
    code.save(update_fields=["tries", "used"])
    return code.used


@action("own codes.forgotten")
def forget_old_codes(*, by: Actor) -> int:
    """Delete the codes that open nothing any more, and return how many."""
    return EmailedCode.objects.filter(made_at__lt=clock.now() - rules.GOOD_FOR).delete()[0]
