"""What signing in changes."""

import datetime
import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.accounts.models import User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import nudge
from supportgroup.outbox.actions import SWEEP_URGENT, queue
from supportgroup.people.models import Person

from . import letters, rules, second_factors
from .choices import Change
from .models import EmailedCode, ForgottenFactor
from .own_code import is_right, mark_of_address, mark_of_user, mark_of_visitor

SIGN_IN_PAGE = System("the sign-in page")
NOBODY = 0
"""A key that is no user's."""


def send_password_link(user: User | None) -> None:
    """Queue a link for a new password, in the name of a group where the user holds a role.

    Without such a group, or for an address that is nobody's, the same is done and undone: it takes as long.
    """
    group = Group.objects.filter(slug__in=user.group_slugs()).first() if user else None
    if user and group:
        _queue_link(user, group=group, by=SIGN_IN_PAGE)
    else:
        queue_for_nobody()


@action("password link.asked for")
def _queue_link(user: User, *, group: Group, by: Actor) -> None:
    queue([letters.password_link(user.pk, group)])


@transaction.atomic
def queue_for_nobody() -> None:
    """Do the work of queueing a message and undo it, so that an unknown address is not told by the time it takes."""
    nudge.after_commit(SWEEP_URGENT)
    if group := Group.objects.first():
        with transaction.atomic():
            queue([letters.password_link(NOBODY, group)])
            transaction.set_rollback(True)


@action("own code.asked for")
def send_own_code(email: str, *, visitor: str, by: Actor) -> EmailedCode:
    """Queue a code for the people who have this address and return it; where it is nobody's, one that opens nothing.

    visitor: the address that the visitor comes from. Who has asked too often gets the newest code once more, unsent.
    """
    person = Person.objects.at_address(email).select_related("group").first()
    code, is_new = _code_for(mark_of_address(email), visitor=visitor, sent=person is not None)
    if is_new and person:
        queue([letters.own_code(person, code)])
    elif is_new:
        queue_for_nobody()
    return code


@action("second step code.asked for")
def send_step_code(user: User, *, visitor: str, by: Actor) -> EmailedCode:
    """Queue a code as the second step of this user, who has just given their password, and return it."""
    code, is_new = _code_for(mark_of_user(user.pk), visitor=visitor, sent=True)
    if is_new:
        group = Group.objects.filter(slug__in=user.group_slugs())[0]
        queue([letters.step_code(user.pk, group, code)])
    return code


def _code_for(mark: bytes, *, visitor: str, sent: bool) -> tuple[EmailedCode, bool]:
    """Return a code and whether it is new; who may get no other keeps the newest that was made for them."""
    here, now = mark_of_visitor(visitor), clock.now()
    lately = EmailedCode.objects.filter(made_at__gt=now - rules.GOOD_FOR)
    from_here = lately.filter(mark=mark, visitor=here).order_by("-pk")
    may = rules.may_send(
        from_here=from_here.count(),
        in_all=lately.filter(mark=mark).count(),
        by_visitor=lately.filter(visitor=here).count(),
    )
    if not may and (newest := from_here.first()):
        return newest, False
    nonce = secrets.token_bytes(16)
    return EmailedCode.objects.create(mark=mark, visitor=here, nonce=nonce, made_at=now, sent=sent and may), may


@action("own code.tried")
def try_code(code_key: int, *, typed: str, by: Actor) -> bool:
    """Tell whether the digits are right, once; not for a code that is used, old, unsent or was tried too often."""
    code = EmailedCode.objects.select_for_update().filter(pk=code_key).first()
    if code is None or rules.is_spent(made_at=code.made_at, tries=code.tries, used=code.used, now=clock.now()):
        return False
    code.tries += 1
    code.used = is_right(code, typed) and code.sent
    code.save(update_fields=["tries", "used"])
    return code.used


@action("own codes.forgotten")
def forget_old_codes(*, by: Actor) -> int:
    """Delete the codes that open nothing any more, and return how many."""
    return EmailedCode.objects.filter(made_at__lt=clock.now() - rules.GOOD_FOR).delete()[0]


@action("old sessions.forgotten")
def forget_old_sessions(*, by: Actor) -> int:
    """Delete the sessions whose time is over, what was searched for in them, and from where they came."""
    over = clock.now() - datetime.timedelta(seconds=settings.SESSION_ABSOLUTE)
    gone: int = Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
    open_ones = Session.objects.values("session_key")
    UserSession.objects.filter(created_at__lt=over).exclude(session_key__in=open_ones).delete()
    return gone


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


@action("session.ended")
def end_session(user: User, *, key: int, by: Actor) -> None:
    """End one session of this user, by the key of its row; of somebody else's there is none."""
    for session in UserSession.objects.filter(user=user, pk=key):
        session.end()


@action("sign-in.changed")
def tell_of_change(user: User, *, change: Change, by: Actor) -> None:
    """Write to a user that something about their sign-in has changed, so that they notice if it was not them."""
    if group := Group.objects.filter(slug__in=user.group_slugs()).first():
        queue([letters.changed(user.pk, group, change)])


@action("sign-in secrets.encrypted anew")
def encrypt_secrets_anew(*, by: Actor) -> int:
    """Encrypt every secret of a second factor with the newest field key, and return how many there are."""
    held = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for authenticator in held:
        name = "secret" if authenticator.type == Authenticator.Type.TOTP else "seed"
        authenticator.data[name] = second_factors.encrypted(second_factors.decrypted(authenticator.data[name]))
        authenticator.save(update_fields=["data"])
    return len(held)
