"""What tells a nurse by email that a deceased check is due: no name, no word of health, not which survey it is."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from supportgroup import clock
from supportgroup.access.choices import Power, Role
from supportgroup.accounts.models import RoleHolding
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import Channel, Lane, RecipientKind
from supportgroup.outbox.kinds import Kind
from supportgroup.outbox.letter import Email, Letter, Recipient
from surveys.questionnaire.choices import SurveyState

from .choices import MailingState
from .models import Mailing

NAME = "surveys.check_due"
NOT_NEEDED = "The mailing has gone, or is not planned any more."


def of_mailing(mailing: Mailing, group: Group) -> list[Letter]:
    """Return one email to each nurse of the group that the check before this mailing is due."""
    nurses = RoleHolding.objects.of(group).filter(role=Role.NURSE).in_force(on=clock.today())
    return [
        Letter(
            group=group, kind=NAME, recipient=Recipient(RecipientKind.USER, user), lane=Lane.TODAY,
            occasion=f"check before mailing {mailing.pk}", channel=Channel.EMAIL, seen_by=Power.SEE_MESSAGES,
        )
        for user in nurses.order_by("user").values_list("user", flat=True).distinct()
    ]  # fmt: skip


def why_not_send(message: Any) -> str | None:
    """Return why the reminder of the check is not needed any more, or None if it is."""
    mailing = _mailing(message)
    if mailing is None or mailing.survey.state != SurveyState.OPEN:
        return NOT_NEEDED
    return None if mailing.state in (MailingState.PLANNED, MailingState.HELD) else NOT_NEEDED


def compose(message: Any) -> Email:
    """Return the email, with the day on which the mailing goes and where to sign in."""
    mailing, base = _mailing(message), "surveys/mailing/letters/check_due"
    words = {
        "user": message.addressee,
        "group": message.group,
        "goes_on": mailing.planned_on if mailing else None,
        "link": settings.SITE_URL,
    }
    subject, text, html = (render_to_string(f"{base}.{ending}", words) for ending in ("subject.txt", "txt", "html"))
    return Email(subject=subject.strip(), text=text, html=html)


def _mailing(message: Any) -> Mailing | None:
    key = message.occasion.removeprefix("check before mailing ")
    found: Mailing | None = Mailing.objects.of(message.group).select_related("survey").filter(pk=key).first()
    return found


KIND = Kind(NAME, "A check is due before a mailing", compose, why_not_send)
