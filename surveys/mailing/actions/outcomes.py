"""What became of each person: a code and a day, never a moment, and never in the trail."""

import datetime
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import withdraw
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from surveys.questionnaire.choices import SurveyState

from .. import letters, rules
from ..choices import MailingKind, Outcome
from ..models import Invitee


@dataclass(frozen=True)
class Before:
    """How somebody stood before a slip was recorded, so that it can be taken back."""

    outcome: int
    outcome_on: datetime.date | None
    wish: str


@action("invitee.replied")
def mark_replied(invitee: Invitee, *, on: datetime.date, by: Actor) -> Invitee:
    """Note that this person has replied, by day.

    Letters that still wait are not touched here: the moment at which one was withdrawn would be the moment of the
    answer. `letters.why_not_send` holds them when their turn comes.
    """
    invitee = _locked(invitee)
    if invitee.outcome == Outcome.RETURNED:
        raise Refused("Your answers have been counted already. Each person is counted once.")
    return _write(invitee, Outcome.RETURNED, on=on)


@action("invitee.opted_out")
def opt_out(invitee: Invitee, *, on: datetime.date, by: Actor) -> Invitee:
    """Note that this person does not want to take part, and withdraw what still waits to be sent."""
    invitee = _locked(invitee)
    if reason := rules.why_not_record(state=invitee.survey.state):
        raise Refused(reason)
    outcome = rules.outcome_after(invitee.outcome, Outcome.OPTED_OUT)
    withdraw_letters(invitee)
    return _write(invitee, outcome, on=on)


@action("slip.recorded")
def record_slip(
    invitee: Invitee, *, on: datetime.date, by: Actor, heard: Outcome | None = None, wish: str = ""
) -> Before:
    """Record what a slip, a returned envelope or a call told us; return how it was before.

    heard: the outcome it stands for, or None where it only asks for something; wish: what it asks for.
    """
    invitee = _locked(invitee)
    if reason := rules.why_not_record(state=invitee.survey.state):
        raise Refused(reason)
    before = Before(invitee.outcome, invitee.outcome_on, invitee.wish)
    outcome = invitee.outcome if heard is None else rules.outcome_after(invitee.outcome, heard)
    if outcome != Outcome.NOT_RETURNED or wish:
        withdraw_letters(invitee)
    _write(invitee, outcome, on=on, wish=wish if outcome == Outcome.NOT_RETURNED else "")
    return before


@action("slip.taken_back")
def take_back_slip(invitee: Invitee, *, before: Before, recorded_on: datetime.date, by: Actor) -> Invitee:
    """Put somebody back to how they stood before a slip of today was recorded by mistake."""
    invitee = _locked(invitee)
    state = invitee.survey.state
    if reason := rules.why_not_undo(state=state, recorded_on=recorded_on, today=clock.today()):
        raise Refused(reason)
    invitee.outcome, invitee.outcome_on, invitee.wish = before.outcome, before.outcome_on, before.wish
    invitee.save(update_fields=["outcome", "outcome_on", "wish"])
    return invitee


@action("wish.met")
def meet_wish(invitee: Invitee, *, by: Actor) -> Invitee:
    """Note that we have done what this person asked for: phoned them, or sent another format."""
    invitee = _locked(invitee)
    return _write(invitee, invitee.outcome, on=invitee.outcome_on, wish="")


@action("invitee.died")
def person_died(person: Person, *, by: Actor) -> int:
    """Close every open invitation of somebody who died; return how many there were."""
    open_ones = Invitee.objects.filter(person=person, survey__state=SurveyState.OPEN).select_related("survey")
    open_ones = open_ones.filter(outcome__in=[Outcome.NOT_RETURNED, Outcome.UNDELIVERED])
    for invitee in open_ones.select_for_update(of=("self",)):
        withdraw_letters(invitee)
        _write(invitee, rules.outcome_of_the_dead(mailed=_was_mailed(invitee)), on=clock.today())
    return len(open_ones)


def withdraw_letters(invitee: Invitee) -> None:
    """Hold every letter of this survey to this person that has not left yet."""
    waiting = Message.objects.filter(
        kind__in=letters.KIND_NAMES.values(),
        recipient_key=invitee.person_id,
        occasion__startswith=f"survey {invitee.survey_id},",
        state=State.QUEUED,
    )
    for occasion in waiting.values_list("occasion", flat=True):
        withdraw(recipient=letters.recipient(invitee.person), occasion=occasion, reason=letters.NOT_AGAIN)


def _locked(invitee: Invitee) -> Invitee:
    return Invitee.objects.select_for_update(of=("self",)).select_related("survey", "person").get(pk=invitee.pk)


def _write(invitee: Invitee, outcome: int, *, on: datetime.date | None, wish: str = "") -> Invitee:
    """Write outcome, day and wish; an outcome that stays keeps its day."""
    if outcome != invitee.outcome:
        invitee.outcome_on = None if outcome == Outcome.NOT_RETURNED else on
    invitee.outcome, invitee.wish = outcome, wish
    invitee.save(update_fields=["outcome", "outcome_on", "wish"])
    return invitee


def _was_mailed(invitee: Invitee) -> bool:
    """Tell whether the invitation left us; for a letter that is when the printed run was marked as posted."""
    return Message.objects.filter(
        kind=letters.KIND_NAMES[MailingKind.INVITATION],
        recipient_key=invitee.person_id,
        occasion__startswith=f"survey {invitee.survey_id},",
        state__in=[State.SENDING, State.SENT, State.UNSURE],
    ).exists()
