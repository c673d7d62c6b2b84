"""Calls on the helpline and calls of ours, about a survey: a day and a reason, never what was said."""

import datetime
from collections.abc import Iterable

from supportgroup import clock
from surveys.mailing import actions as mailing
from surveys.mailing.choices import CallReason, Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey

from .cast import Cast

Told = tuple[int, CallReason]
"""On which day after the opening somebody phoned or was phoned, and why."""

QUIET: tuple[Told, ...] = (
    (1, CallReason.QUESTION), (3, CallReason.LOST), (6, CallReason.UPSET), (24, CallReason.NO_ANSWER),
    (25, CallReason.WILL_REPLY), (52, CallReason.NO_ANSWER),
)  # fmt: skip
"""Calls that change nothing of an invitation."""
LIVELY: tuple[Told, ...] = (
    (2, CallReason.QUESTION), (4, CallReason.LOST), (7, CallReason.LARGE_PRINT), (9, CallReason.FILL_IN),
    (11, CallReason.TOO_ILL), (16, CallReason.NO_ANSWER), (17, CallReason.WILL_REPLY),
)  # fmt: skip


def log(survey: Survey, told: Iterable[Told], cast: Cast, *, opened_on: datetime.date) -> None:
    """Log these calls, each about another of those who have not replied in the end."""
    silent = Invitee.objects.filter(survey=survey, outcome=Outcome.NOT_RETURNED, wish="").order_by("-record_number")
    for (number, reason), invitee in zip(told, silent.select_related("survey"), strict=False):
        day = opened_on + datetime.timedelta(days=number)
        with clock.moved_to(clock.at(day, 11)):
            mailing.log_call(invitee, reason=reason, on=day, by=cast["pals"])
