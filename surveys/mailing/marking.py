"""How the row of somebody asked is locked and written, and what still waits for them is held."""

import datetime

from supportgroup.outbox.choices import RecipientKind, State
from supportgroup.outbox.holding import hold_waiting
from supportgroup.outbox.models import Message
from supportgroup.outbox.querysets import MessageQuerySet
from surveys.questionnaire.models import Survey

from .choices import Outcome
from .models import Invitee
from .occasions import KIND_NAMES, NOT_AGAIN


def locked(invitee: Invitee) -> Invitee:
    """Return the row, locked, with its survey held so that it cannot begin to close meanwhile."""
    survey = Survey.objects.hold(invitee.survey_id)
    invitee = Invitee.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitee.pk)
    invitee.survey = survey
    return invitee


def write(invitee: Invitee, outcome: int, *, on: datetime.date | None, wish: str = "") -> Invitee:
    """Write outcome, day and wish; an outcome that stays keeps its day."""
    if outcome != invitee.outcome:
        invitee.outcome_on = None if outcome == Outcome.NOT_RETURNED else on
    invitee.outcome, invitee.wish = outcome, wish
    invitee.save(update_fields=["outcome", "outcome_on", "wish"])
    return invitee


def letters_of(invitee: Invitee) -> MessageQuerySet:
    """Return every message of this survey to this person."""
    mine = Message.objects.to(recipient_kind=RecipientKind.PERSON, recipient_key=invitee.person_id)
    return mine.filter(kind__in=KIND_NAMES.values(), occasion__startswith=f"survey {invitee.survey_id},")


def withdraw_letters(invitee: Invitee) -> None:
    """Hold every letter of this survey to this person that has not left yet."""
    hold_waiting(letters_of(invitee), because=NOT_AGAIN)


def was_mailed(invitee: Invitee) -> bool:
    """Tell whether the invitation left us; for a letter that is when the printed run was marked as posted."""
    return bool(letters_of(invitee).filter(state__in=[State.SENDING, State.SENT, State.UNSURE]).exists())
