"""Inviting a colleague, sending the link again, withdrawing it, and following it."""

import datetime
from collections.abc import Sequence
from contextlib import suppress

from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts.actions import add_user, give_role, let_back
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue, withdraw
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.letter import Recipient
from supportgroup.signin.models import Invitation

from . import letters, links, rules


@action("user.invited")
def invite(
    *,
    name: str,
    email: str,
    roles: Sequence[Role],
    group: Group,
    by: Actor,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> User:
    """Give roles to whoever has this email address, and write to them.

    Somebody who signs in already is told of it; somebody new, or who had left, gets a link.
    """
    user = _user_at(email, name=name, by=by)
    _give(user, roles=roles, group=group, starts_on=starts_on, ends_on=ends_on, by=by)
    return user


@action("user.given_a_role")
def give_one_more_role(
    user: User,
    *,
    role: Role,
    group: Group,
    by: Actor,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> None:
    """Give a user one more role and tell them; whoever had left gets a link for a new password."""
    _give(user, roles=[role], group=group, starts_on=starts_on, ends_on=ends_on, by=by)


@action("invitation.sent_again")
def send_again(invitation: Invitation, *, by: Actor) -> Invitation:
    """Send a new link; older ones open nothing any more."""
    invitation = _open(invitation)
    _hold_the_letter(invitation, because=rules.NOT_THE_NEWEST)
    invitation.version += 1
    invitation.sent_at = clock.now()
    invitation.save(update_fields=["version", "sent_at"])
    queue([letters.invitation(invitation)])
    return invitation


@action("invitation.withdrawn")
def withdraw_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """Withdraw an invitation: its link opens nothing, and a letter that waits does not go."""
    invitation = _open(invitation)
    _hold_the_letter(invitation, because=rules.WITHDRAWN)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


@action("invitation.accepted")
def accept(invitation: Invitation, *, version: int, password: str, by: Actor) -> User:
    """Set the first password by a link. It works once; every other open invitation of this user is used with it."""
    User.objects.select_for_update(no_key=True).get(pk=invitation.user_id)
    invitation = Invitation.objects.select_related("user").get(pk=invitation.pk)
    if reason := why_not_follow(invitation, version=version):
        raise Refused(reason)
    user: User = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    close_what_waits(user, by=by)
    return user


@action("invitation.accepted")
def close_what_waits(user: User, *, by: Actor) -> None:
    """Close every open invitation of somebody who has come, also by another way: its link opens nothing any more."""
    for one in Invitation.objects.select_for_update(of=("self",)).of_user(user).not_come():
        one.accepted_at = clock.now()
        one.save(update_fields=["accepted_at"])


def invited_by(token: str) -> tuple[Invitation, int] | None:
    """Return the invitation and the version that a link's token names, or None where it is none of ours."""
    named = links.read(token)
    if named is None:
        return None
    key, version = named
    invitation = Invitation.objects.select_related("user", "group").filter(pk=key).first()
    return (invitation, version) if invitation else None


def why_not_follow(invitation: Invitation, *, version: int) -> str | None:
    """Return why a link of this version opens nothing now, or None."""
    return rules.why_not_follow(
        version=version,
        newest=invitation.version,
        sent_at=invitation.sent_at,
        accepted=invitation.accepted_at is not None,
        withdrawn=invitation.withdrawn_at is not None or not invitation.user.is_active,
        now=clock.now(),
    )


def _user_at(email: str, *, name: str, by: Actor) -> User:
    """Return the user with this email address, added if there is none; two may be adding them at once."""
    if (user := User.objects.filter(email__iexact=email).first()) is None:
        with suppress(IntegrityError), transaction.atomic():
            return add_user(email=email, name=name, password=None, by=by)
    return user or User.objects.get(email__iexact=email)


def _give(
    user: User,
    *,
    roles: Sequence[Role],
    group: Group,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    by: Actor,
) -> None:
    holdings = [give_role(user, role=role, group=group, starts_on=starts_on, ends_on=ends_on, by=by) for role in roles]
    if not user.is_active:
        user = let_back(user, by=by)
    if User.objects.who_have_come().filter(pk=user.pk).exists():
        queue([letters.role_given(holdings[0])])
    else:
        _invite(user, group=group, by=by)
    _tell_the_other_administrators(holdings, group=group, by=by)


def _tell_the_other_administrators(holdings: Sequence[RoleHolding], *, group: Group, by: Actor) -> None:
    """Nobody adds a second user of their own unseen: every other administrator hears of each role that is given."""
    concerned = {holding.user_id for holding in holdings} | {by.user.pk if by.user else None}
    others = RoleHolding.objects.of(group).of_administrators().in_force(on=clock.today()).exclude(user__in=concerned)
    queue([letters.colleague_given_a_role(key, holdings) for key in others.values_list("user", flat=True).distinct()])


def _invite(user: User, *, group: Group, by: Actor) -> None:
    waiting = Invitation.objects.of(group).of_user(user).not_come().first()
    if waiting is not None:
        send_again(waiting, by=by)
        return
    invited = Invitation.objects.create(user=user, group=group, invited_by=by.user, sent_at=clock.now())
    queue([letters.invitation(invited)])


def _open(invitation: Invitation) -> Invitation:
    User.objects.select_for_update(no_key=True).get(pk=invitation.user_id)
    found: Invitation = Invitation.objects.select_related("user", "group").get(pk=invitation.pk)
    accepted, withdrawn = found.accepted_at is not None, found.withdrawn_at is not None
    if reason := rules.why_not_change(accepted=accepted, withdrawn=withdrawn):
        raise Refused(reason)
    return found


def _hold_the_letter(invitation: Invitation, *, because: str) -> None:
    letter = letters.invitation(invitation)
    to = Recipient(RecipientKind.USER, invitation.user_id)
    withdraw(recipient=to, kind=letter.kind, occasion=letter.occasion, reason=because)
