"""Calls on the helpline and calls of ours: a day and a reason, and what it means for the invitation."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.mailing import rules
from surveys.mailing.choices import CallReason, Outcome, Wish
from surveys.mailing.models import Call, Invitee

from .outcomes import Recorded, Stand, record_slip

MEANS: dict[str, tuple[Outcome | None, str]] = {
    CallReason.OPT_OUT: (Outcome.OPTED_OUT, ""),
    CallReason.TOO_ILL: (Outcome.OPTED_OUT, ""),
    CallReason.SAID_NO: (Outcome.OPTED_OUT, ""),
    CallReason.REPLIED: (Outcome.RETURNED, ""),
    CallReason.FILLED_IN: (Outcome.RETURNED, ""),
    CallReason.MOVED: (Outcome.UNDELIVERED, ""),
    CallReason.NOT_ELIGIBLE: (Outcome.NOT_ELIGIBLE, ""),
    CallReason.FILL_IN: (None, Wish.CALL),
    CallReason.LARGE_PRINT: (None, Wish.LARGE_PRINT),
    CallReason.EASY_READ: (None, Wish.EASY_READ),
    CallReason.AUDIO: (None, Wish.AUDIO),
    CallReason.LANGUAGE: (None, Wish.LANGUAGE),
}
"""Reason -> the outcome it stands for, or the wish; other reasons change nothing."""


@action("call.logged")
def log_call(invitee: Invitee, *, reason: CallReason, on: datetime.date, by: Actor) -> tuple[Call, Recorded]:
    """Log a call of a day about an invitation, and record what it means; return the call and what changed.

    A call is logged also where it changes nothing, as for somebody who has replied.
    """
    if why_not := rules.why_not_record(state=invitee.survey.state):
        raise Refused(why_not)
    if reason in MEANS:
        heard, wish = MEANS[reason]
        recorded = record_slip(invitee, on=on, heard=heard, wish=wish, by=by)
    else:
        stand = Stand(invitee.outcome, invitee.outcome_on, invitee.wish)
        recorded = Recorded(stand, stand, on)
    call = Call.objects.create(invitee=invitee, reason=reason, on=on, taken_by=by.user)
    return call, recorded


@action("call.taken_back")
def take_back_call(invitee: Invitee, *, key: int, by: Actor) -> None:
    """Take a call of today out of the log that was logged by mistake."""
    if not invitee.calls.filter(pk=key, on=clock.today()).delete()[0]:
        raise Refused("This call is not in the log of today any more.")
