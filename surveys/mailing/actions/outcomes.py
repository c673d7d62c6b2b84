"""What became of each person: a code and a day, never a moment, and never in the trail."""

import datetime
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import try_all_again
from supportgroup.outbox.choices import State
from surveys.mailing import occasions, rules
from surveys.mailing.choices import Outcome
from surveys.mailing.marking import letters_of, locked, withdraw_letters, write
from surveys.mailing.models import Invitee


@dataclass(frozen=True)
class Stand:
    """How somebody stands: outcome, its day, and what we owe them."""

    outcome: int
    outcome_on: datetime.date | None
    wish: str


@dataclass(frozen=True)
class Recorded:
    """What a slip changed and on which day, so that it can be taken back while nothing else has changed."""

    before: Stand
    after: Stand
    on: datetime.date


@action("invitee.replied")
def mark_replied(invitee: Invitee, *, on: datetime.date, by: Actor) -> Invitee:
    """Note that this person has replied, by day.

    Letters that still wait are not touched here: the moment at which one was withdrawn would be the moment of the
    answer. `letters.why_not_send` holds them when their turn comes.
    """
    invitee = locked(invitee)
    if invitee.outcome == Outcome.RETURNED:
        raise Refused("Your answers have been counted already. Each person is counted once.")
    return write(invitee, Outcome.RETURNED, on=on)


@action("invitee.opted_out")
def opt_out(invitee: Invitee, *, on: datetime.date, by: Actor) -> Invitee:
    """Note that this person does not want to take part, and withdraw what still waits to be sent."""
    invitee = locked(invitee)
    if reason := rules.why_not_record(state=invitee.survey.state):
        raise Refused(reason)
    outcome = rules.outcome_after(invitee.outcome, Outcome.OPTED_OUT)
    withdraw_letters(invitee)
    return write(invitee, outcome, on=on)


@action("slip.recorded")
def record_slip(
    invitee: Invitee, *, on: datetime.date, by: Actor, heard: Outcome | None = None, wish: str = ""
) -> Recorded:
    """Record what a slip, a returned envelope or a call told us; return what that changed.

    heard: the outcome it stands for, or None where it only asks for something; wish: what it asks for.
    """
    invitee = locked(invitee)
    if reason := rules.why_not_record(state=invitee.survey.state):
        raise Refused(reason)
    before = _stand(invitee)
    outcome = invitee.outcome if heard is None else rules.outcome_after(invitee.outcome, heard)
    if outcome != Outcome.NOT_RETURNED or wish:
        withdraw_letters(invitee)
    write(invitee, outcome, on=on, wish=wish if outcome == Outcome.NOT_RETURNED else "")
    return Recorded(before, _stand(invitee), on)


@action("slip.taken_back")
def take_back_slip(invitee: Invitee, *, recorded: Recorded, by: Actor) -> Invitee:
    """Put somebody back to how they stood before a slip of today was recorded by mistake."""
    invitee = locked(invitee)
    reason = rules.why_not_undo(
        state=invitee.survey.state,
        recorded_on=recorded.on,
        today=clock.today(),
        changed_since=_stand(invitee) != recorded.after,
    )
    if reason:
        raise Refused(reason)
    before = recorded.before
    invitee.outcome, invitee.outcome_on, invitee.wish = before.outcome, before.outcome_on, before.wish
    invitee.save(update_fields=["outcome", "outcome_on", "wish"])
    if before.outcome == Outcome.NOT_RETURNED and not before.wish:
        stopped = letters_of(invitee).filter(state=State.HELD, reason=occasions.NOT_AGAIN)
        if stopped.exists():
            try_all_again(stopped, by=by)
    return invitee


@action("wish.met")
def meet_wish(invitee: Invitee, *, by: Actor) -> Invitee:
    """Note that we have done what this person asked for: phoned them, or sent another format."""
    invitee = locked(invitee)
    return write(invitee, invitee.outcome, on=invitee.outcome_on, wish="")


def _stand(invitee: Invitee) -> Stand:
    return Stand(invitee.outcome, invitee.outcome_on, invitee.wish)
