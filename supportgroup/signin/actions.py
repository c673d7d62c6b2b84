"""What signing in changes."""

import datetime
import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

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

    visitor: the address that the visitor comes from. After too many there is no other email; the long code opens.
    """
    person = Person.objects.at_address(email).select_related("group").first()
    code = _code_for(mark_of_address(email), visitor=visitor, sent=person is not None)
    if code.digits and person:
        queue([letters.own_code(person, code)])
    elif code.digits:
        queue_for_nobody()
    return code


@action("second step code.asked for")
def send_step_code(user: User, *, visitor: str, by: Actor) -> EmailedCode:
    """Queue a code as the second step of this user, who has just given their password, and return it."""
    code = _code_for(mark_of_user(user.pk), visitor=visitor, sent=True)
    if code.digits:
        group = Group.objects.filter(slug__in=user.group_slugs())[0]
        queue([letters.step_code(user.pk, group, code)])
    return code


def _code_for(mark: bytes, *, visitor: str, sent: bool) -> EmailedCode:
    here, now = mark_of_visitor(visitor), clock.now()
    lately = EmailedCode.objects.lately(now)
    short = lately.short().filter(mark=mark)
    digits = rules.next_code(
        from_here=short.filter(visitor=here).count(),
        in_all=short.count(),
        by_visitor=lately.emailed().filter(visitor=here).count(),
        long_is_out=lately.long_and_out(now).filter(mark=mark).exists(),
    )
    nonce = secrets.token_bytes(16)
    return EmailedCode.objects.create(mark=mark, visitor=here, nonce=nonce, made_at=now, digits=digits, sent=sent)


@action("own code.tried")
def try_code(code_key: int, *, typed: str, by: Actor) -> bool:
    """Tell whether the digits are right, once: those that were asked for here, or a long code of the same address.

    Tries are counted for each asking, so that nobody tries away what another has been sent.
    """
    asked = EmailedCode.objects.filter(pk=code_key).first()
    if asked is None:
        return False
    is_one = Q(pk=asked.pk) | Q(digits=rules.Digits.LONG)
    codes = EmailedCode.objects.select_for_update().filter(is_one, mark=asked.mark).order_by("pk")
    held = {code.pk: code for code in codes}
    asked, now = held[asked.pk], clock.now()
    if rules.is_spent(made_at=asked.made_at, tries=asked.tries, used=asked.used, now=now):
        return False
    asked.tries += 1
    right = [code for code in held.values() if is_right(code, typed) and code.sent]
    opened = [code for code in right if not rules.is_over(made_at=code.made_at, used=code.used, now=now)]
    for code in opened:
        code.used = asked.used = True
    EmailedCode.objects.bulk_update([asked, *opened], ["tries", "used"])
    return bool(opened)


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
