"""What a colleague is written: an invitation with its link; that they, or another colleague, have a new role.

None names the group: its name may name a condition, and an inbox is read by more people than its owner.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.accounts.models import RoleHolding
from supportgroup.outbox.choices import Channel, Lane, RecipientKind
from supportgroup.outbox.kinds import Kind
from supportgroup.outbox.letter import Email, Letter, Recipient
from supportgroup.outbox.models import Message
from supportgroup.signin.models import Invitation
from supportgroup.ui.wording import listed

from . import rules
from .links import token_of

INVITATION = "signin.invitation"
ROLE_GIVEN = "signin.role_given"
COLLEAGUE = "signin.colleague_given_a_role"


def invitation(invited: Invitation) -> Letter:
    """Return the letter that will carry this version's link."""
    return Letter(
        group=invited.group,
        kind=INVITATION,
        recipient=Recipient(RecipientKind.USER, invited.user_id),
        occasion=f"invitation {invited.pk} {invited.version}",
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.URGENT,
    )


def role_given(holding: RoleHolding) -> Letter:
    """Return the letter to somebody who signs in already."""
    return Letter(
        group=holding.group,
        kind=ROLE_GIVEN,
        recipient=Recipient(RecipientKind.USER, holding.user_id),
        occasion=f"role {holding.pk}",
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.TODAY,
    )


def colleague_given_a_role(administrator: int, holdings: Sequence[RoleHolding]) -> Letter:
    """Return the letter that tells another administrator who was given which roles by whom. holdings: of one user."""
    return Letter(
        group=holdings[0].group,
        kind=COLLEAGUE,
        recipient=Recipient(RecipientKind.USER, administrator),
        occasion="roles " + " ".join(str(holding.pk) for holding in holdings),
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.TODAY,
    )


def compose_invitation(message: Message) -> Email:
    """Return the mail with its link, made now."""
    invited, version = _invited(message)
    link = settings.SITE_URL + reverse("accept_invitation", args=[token_of(invited.pk, version)])
    by = invited.invited_by.name if invited.invited_by else "An administrator"
    return _email("invitation", {"user": message.addressee, "by": by, "link": link, "group": message.group})


def compose_role_given(message: Message) -> Email:
    """Return the mail that says where to sign in."""
    return _email("role_given", {"user": message.addressee, "link": settings.SITE_URL, "group": message.group})


def compose_colleague(message: Message) -> Email:
    """Return the mail that says who was given which roles, by whom."""
    held = list(_held(message).select_related("user", "given_by").order_by("pk"))
    by = held[0].given_by.name if held[0].given_by else "An administrator"
    roles = listed([holding.get_role_display() for holding in held])
    words = {"user": message.addressee, "by": by, "colleague": held[0].user.name, "roles": roles}
    return _email("colleague_given_a_role", words | {"link": settings.SITE_URL, "group": message.group})


def why_not_send_invitation(message: Message) -> str | None:
    """Return a reason to hold it: withdrawn, used, or a newer one was sent since."""
    invited, version = _invited(message)
    return rules.why_not_follow(
        version=version,
        newest=invited.version,
        sent_at=invited.sent_at,
        accepted=invited.accepted_at is not None,
        withdrawn=invited.withdrawn_at is not None,
        now=clock.now(),
    )


def why_not_send_role_given(message: Message) -> str | None:
    """Return a reason to hold it: the role has ended since."""
    holding = message.occasion.removeprefix("role ")
    held = RoleHolding.objects.of(message.group).not_over(on=clock.today()).filter(pk=holding)
    return None if held.exists() else "The role has ended."


def why_not_send_colleague(message: Message) -> str | None:
    """Return a reason to hold it: no row of the roles is left."""
    return None if _held(message).exists() else "The roles are not kept any more."


def _held(message: Message) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.of(message.group).filter(pk__in=message.occasion.split()[1:])


def _invited(message: Message) -> tuple[Invitation, int]:
    key, version = message.occasion.removeprefix("invitation ").split()
    return Invitation.objects.select_related("invited_by").get(pk=key), int(version)


def _email(name: str, words: dict[str, Any]) -> Email:
    return Email(
        subject=render_to_string(f"signin/letters/{name}.subject.txt", words).strip(),
        text=render_to_string(f"signin/letters/{name}.txt", words),
        html=render_to_string(f"signin/letters/{name}.html", words),
    )


KINDS = (
    Kind(INVITATION, "Invitation to sign in", compose_invitation, why_not_send_invitation),
    Kind(COLLEAGUE, "News of a colleague’s role", compose_colleague, why_not_send_colleague),
    Kind(ROLE_GIVEN, "A new role for a colleague", compose_role_given, why_not_send_role_given),
)
