"""One user on their page: facts, the roles they hold here, those that have ended."""

import datetime
from dataclasses import dataclass
from typing import Any

from supportgroup import clock
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.signin.invitations.rules import GOOD_FOR
from supportgroup.signin.models import Invitation
from supportgroup.signin.seen import with_facts
from supportgroup.ui import wording

from .listing import Tag, seen_words, tag_of
from .words import is_over, until_words


@dataclass(frozen=True)
class Standing:
    """What the page says of a user."""

    user: User
    tag: Tag
    facts: list[dict[str, str]]
    now: list[tuple[RoleHolding, str]]
    ended: list[RoleHolding]
    invitation: Invitation | None
    elsewhere: bool
    has_second_step: bool


def standing_of(user: User, *, group: Any, today: datetime.date) -> Standing:
    """Return how a user stands in this group."""
    found = with_facts(User.objects.filter(pk=user.pk)).get()
    found.held_here = list(RoleHolding.objects.of(group).filter(user=found).order_by("role", "-starts_on"))
    found.invited_here = list(Invitation.objects.of(group).of_user(found).not_come())
    now = [holding for holding in found.held_here if not is_over(holding, today=today)]
    return Standing(
        user=found,
        tag=tag_of(found, now, today=today),
        facts=_facts(found, today=today),
        now=[(holding, until_words(holding, today=today)) for holding in now],
        ended=[holding for holding in found.held_here if is_over(holding, today=today)],
        invitation=found.invited_here[0] if found.invited_here and found.is_active else None,
        elsewhere=RoleHolding.objects.not_over(on=today).filter(user=found).exclude(group=group).exists(),
        has_second_step=found.has_second_step,
    )


def leaving(here: Standing) -> dict[str, Any]:
    """Return the words of the page that asks before somebody's roles end."""
    roles = wording.listed([holding.get_role_display() for holding, _ in here.now]) or "No role"
    after = (
        "They keep their roles in other groups, and can still sign in there."
        if here.elsewhere
        else "They hold no role anywhere else: they are signed out everywhere at once and can sign in no more."
    )
    if here.invitation:
        first = "The link in their email opens nothing any more."
        return _words("Withdraw the invitation", "Withdraw it now?", [first, f"Ends here now: {roles}."])
    lines = [f"Ends here now: {roles}.", after]
    return _words(f"{here.user.name} has left", f"Has {here.user.name} left this group?", lines)


def _words(heading: str, question: str, lines: list[str]) -> dict[str, Any]:
    button = heading if heading.startswith("Withdraw") else "Yes, end their roles now"
    return {"heading": heading, "question": question, "lines": lines, "button": button}


def _facts(user: Any, *, today: datetime.date) -> list[dict[str, str]]:
    facts = {
        "Email": user.email,
        "Last here": seen_words(user, today=today),
        "Second step": "Set up" if user.has_second_step else "Not set up",
    }
    if user.invited_here:
        facts["Invitation"] = _invitation_words(user.invited_here[0])
    return [{"key": key, "value": value} for key, value in facts.items()]


def _invitation_words(invitation: Invitation) -> str:
    sent = wording.day(invitation.sent_at.astimezone(clock.LONDON).date())
    until = invitation.sent_at + GOOD_FOR
    day = wording.day(until.astimezone(clock.LONDON).date())
    return (
        f"Sent on {sent}. The link was good until {day}."
        if until < clock.now()
        else (f"Sent on {sent}. The link is good until {day}.")
    )
