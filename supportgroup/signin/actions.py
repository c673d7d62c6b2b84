"""What signing in changes."""

import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue
from supportgroup.people.models import Person

from . import letters, rules
from .models import EmailedCode, ForgottenFactor
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


@action("sessions.ended")
def end_sessions(user: User, *, by: Actor) -> None:
    """End every session of this user, wherever they signed in, from this moment on."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.sessions_ended_at = clock.now()
    user.save(update_fields=["sessions_ended_at"])
    for session in UserSession.objects.filter(user=user):
        session.end()


@action("second factor.forgotten")
def forget_second_factor(user: User, *, check: str, by: Actor) -> ForgottenFactor:
    """Take away a lost second factor after an identity check, end the user's sessions and tell them.

    check: how the administrator made sure that it was them ("Came in person with their staff card").
    They sign in with their password and set up a new one before anything else.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := rules.why_not_forget(user=user.pk, by=by.user and by.user.pk, check=check):
        raise Refused(reason)
    Authenticator.objects.filter(user=user).delete()
    forgotten = ForgottenFactor.objects.create(
        user=user, check_made=check.strip(), forgotten_at=clock.now(), forgotten_by=by.user
    )
    end_sessions(user, by=by)
    if group := Group.objects.filter(slug__in=user.group_slugs()).first():
        queue([letters.factor_forgotten(forgotten, group)])
    return forgotten
