"""Decisions about who is written to, and the two response rates."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from surveys.questionnaire.choices import SurveyState

from .choices import MailingKind, MailingState, Outcome

IN_ADJUSTED_RATE = frozenset({Outcome.RETURNED, Outcome.OPTED_OUT, Outcome.NOT_RETURNED})
"""Those who could have replied: the denominator of the NHS Patient Survey Programme."""


CHECK_DAYS_BEFORE = 3
"""How many days before a mailing its list is made and the deceased check is due."""

BEING_MENDED = {
    "waiting": "Its list is at the Demographics Batch Service. Load the result.",
    "loaded": "The result of the deceased check is being looked at, so the list may still change. Confirm it.",
    "import": "The register is being changed by a spreadsheet at this moment, so the list may still change.",
}
"""Why a mailing that is due waits while the list of its people is being mended."""


def asked(counts: Mapping[int, int]) -> int:
    """Return how many people were asked: all but those who died or withdrew before the first mailing."""
    return sum(number for outcome, number in counts.items() if outcome != Outcome.NEVER_MAILED)


def could_reply(counts: Mapping[int, int]) -> int:
    """Return how many could have replied: n1 + n4 + n6."""
    return sum(counts.get(outcome, 0) for outcome in IN_ADJUSTED_RATE)


def raw_rate(counts: Mapping[int, int]) -> Decimal | None:
    """Return n1 of all who were asked, in per cent; None where nobody was."""
    return _per_cent(counts.get(Outcome.RETURNED, 0), asked(counts))


def adjusted_rate(counts: Mapping[int, int]) -> Decimal | None:
    """Return n1 / (n1 + n4 + n6) in per cent, as the NHS Patient Survey Programme counts; None where that is 0."""
    return _per_cent(counts.get(Outcome.RETURNED, 0), could_reply(counts))


def _per_cent(part: int, whole: int) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def is_check_in_date(*, checked_at: datetime.datetime | None, now: datetime.datetime, hours: int) -> bool:
    """Tell whether the newest deceased check still counts: at most that many hours old."""
    return checked_at is not None and now - checked_at <= datetime.timedelta(hours=hours)


def why_not_record_check(*, checked_at: datetime.datetime, now: datetime.datetime, hours: int) -> str | None:
    """Return why a deceased check cannot be recorded with this moment, or None if it can."""
    if checked_at > now:
        return "The check cannot be in the future. Enter when it was done."
    if not is_check_in_date(checked_at=checked_at, now=now, hours=hours):
        return f"This check is more than {hours} hours old. Do the check again, then record the new one."
    return None


def why_not_list(*, state: str, chosen: bool, clinical: bool, may_see: bool) -> str | None:
    """Return why no list for the deceased check can be made of a survey's people, or None if it can.

    clinical: whether they were chosen by their treatment. may_see: whether whoever asks may know who they are.
    """
    if state != SurveyState.OPEN:
        return "The survey is not open, so nobody is written to."
    if not chosen:
        return "Choose whom to ask first: the list holds exactly those people."
    if clinical and not may_see:
        return "These people were chosen by their treatment, so a nurse has to make the list."
    return None


def why_held(*, unchecked: int, people: int, recorded: bool, hours: int, in_hand: str = "") -> str:
    """Return why a mailing to so many people waits for a deceased check.

    recorded: whether any was, ever. in_hand: the state of the list that is on its way to be the next one, if any.
    """
    if in_hand:
        return BEING_MENDED[in_hand]
    if unchecked < people:
        return f"{_people_are(unchecked)} in no deceased check that counts."
    return f"The deceased check is more than {hours} hours old." if recorded else "No deceased check has been recorded."


def _people_are(number: int) -> str:
    return "1 person of this mailing is" if number == 1 else f"{number:,} people of this mailing are"


def why_not_choose(*, state: str, sent: bool, clinical: bool, may_see_clinical: bool) -> str | None:
    """Return why the people to ask cannot be chosen now, or None if they can.

    clinical: whether the choice that is kept so far uses words of the clinical outline: it is not overwritten unseen.
    """
    if clinical and not may_see_clinical and not sent:
        return "A nurse chose these people by their treatment, so a nurse has to change the choice."
    if sent:
        return "The invitations have gone, so the choice stands."
    if state in (SurveyState.CLOSING, SurveyState.CLOSED):
        return "This survey has closed."
    return None


def why_not_send(
    *, state: str, sent: bool, unchecked: int, clinical: bool, may_see_clinical: bool, people: int
) -> str | None:
    """Return why the invitations cannot go now, or None if they can.

    clinical: whether the choice uses words of the clinical outline. people: how many would be asked; unchecked: how
    many of them are in no deceased check that counts.
    """
    if sent:
        return "These invitations have been sent already. Nothing was sent twice."
    if state != SurveyState.OPEN:
        return "The survey is not open. Open it first, then send."
    if clinical and not may_see_clinical:
        return "These people were chosen by their treatment, so a nurse has to send the invitations."
    if not people:
        return "This choice has nobody who can be asked. Choose again."
    return why_not_checked(unchecked=unchecked, people=people)


def why_not_checked(*, unchecked: int, people: int) -> str | None:
    """Return why so many people cannot be written to before a deceased check, or None if they can."""
    if 0 < unchecked < people:
        return f"{_people_are(unchecked)} in no deceased check that counts. Check them too, then send."
    return "The deceased check is missing or out of date. Record a new one, then send." if unchecked else None


def check_day(
    *,
    planned_on: datetime.date,
    hours: int,
    workday: Callable[[datetime.date], datetime.date],
    last_before: Callable[[datetime.date], datetime.date],
) -> datetime.date:
    """Return the day on which the deceased check before a mailing is due: three days before, or what still counts.

    hours: how old a check may be. On a day on which nobody works it is the next working day, and where none is left
    before the mailing, the last one before it.
    """
    days = min(CHECK_DAYS_BEFORE, max(hours // 24, 1))
    day = workday(planned_on - datetime.timedelta(days=days))
    return day if day < planned_on else last_before(planned_on)


def can_count(*, last: datetime.date, planned_on: datetime.date, hours: int) -> bool:
    """Tell whether a check of the last working day before a mailing counts when it goes; hours: how old it may be."""
    return (planned_on - last).days * 24 <= max(hours, 24)


def why_not_prepare(
    *, survey_state: str, state: str, listed: bool, due: datetime.date, today: datetime.date
) -> str | None:
    """Return why the list before a reminder is not made now, or None if it is. due: the day of the check."""
    if survey_state != SurveyState.OPEN or state != MailingState.PLANNED:
        return "This mailing is not planned any more."
    if listed:
        return "Its list has been made already."
    return "Its day has not come." if today < due else None


def why_not_start(
    *,
    survey_state: str,
    state: str,
    planned_on: datetime.date,
    today: datetime.date,
    closes_on: datetime.date,
    is_workday: bool,
) -> str | None:
    """Return why a reminder does not go now, or None if it does. The deceased check is asked apart."""
    if survey_state != SurveyState.OPEN or today > closes_on:
        return "The survey is not open."
    if state not in (MailingState.PLANNED, MailingState.HELD):
        return "This mailing has gone already."
    if planned_on > today:
        return "Its day has not come."
    return None if is_workday else "Nobody works today, so it goes on the next working day."


def why_not_move(
    *,
    state: str,
    day: datetime.date,
    today: datetime.date,
    before: datetime.date,
    after: datetime.date | None,
    closes_on: datetime.date,
    is_workday: bool,
) -> str | None:
    """Return why a reminder cannot be planned for this day, or None if it can.

    before, after: the days of the mailings next to it; after is None where it is the last.
    """
    if state not in (MailingState.PLANNED, MailingState.HELD):
        return "This mailing is not planned any more, so its day cannot change"
    if day <= today:
        return "The day must be after today"
    if day <= before:
        return "The day must be after that of the mailing before it"
    if after and day >= after:
        return "The day must be before that of the mailing after it. Change that one first"
    if day >= closes_on:
        return "The day must be before the survey closes"
    return None if is_workday else "Nobody works on that day. Choose a working day"


def kind_of_mailing(number: int, *, of: int) -> MailingKind:
    """Return what the mailing with this number (from 1) is, of so many."""
    if number == 1:
        return MailingKind.INVITATION
    return MailingKind.FINAL if number == of and of > 2 else MailingKind.REMINDER  # noqa: PLR2004


def planned_mailings(
    *,
    sent_on: datetime.date,
    days: Sequence[int],
    closes_on: datetime.date,
    workday: Callable[[datetime.date], datetime.date],
) -> list[tuple[int, MailingKind, datetime.date]]:
    """Return number, kind and day of every mailing; those that would go on or after the last day are left out.

    workday: moves a day on which nobody works to the next one. All days are counted from the first as it goes.
    """
    first = workday(sent_on)
    dated = [
        (number, kind_of_mailing(number, of=len(days)), workday(first + datetime.timedelta(days=after - days[0])))
        for number, after in enumerate(days, start=1)
    ]
    return [mailing for mailing in dated if mailing[0] == 1 or mailing[2] < closes_on]


def reply_by(
    *, today: datetime.date, next_mailing: datetime.date | None, closes_on: datetime.date
) -> datetime.date | None:
    """Return the day a letter asks to hear by: 3 days before the next mailing, or the last day; None if past."""
    wanted = min(next_mailing - datetime.timedelta(days=3), closes_on) if next_mailing else closes_on
    return wanted if wanted > today else None


def outcome_after(now: int, heard: int) -> int:
    """Return the outcome of somebody who is at `now` when `heard` is recorded.

    A reply is never undone by a later slip, and nobody who died comes back by one.
    """
    if now == Outcome.RETURNED and heard != Outcome.RETURNED:
        return now
    return now if now in (Outcome.DIED, Outcome.NEVER_MAILED) else heard


def outcome_of_the_dead(*, mailed: bool) -> Outcome:
    """Return the code for somebody who died: after the first mailing, or before it reached the post."""
    return Outcome.DIED if mailed else Outcome.NEVER_MAILED


def outcome_of_the_withdrawn(*, moved: bool, mailed: bool) -> Outcome:
    """Return the code for somebody who moved to another hospital, or asked not to be contacted."""
    if not mailed:
        return Outcome.NEVER_MAILED
    return Outcome.UNDELIVERED if moved else Outcome.OPTED_OUT


def why_not_record(*, state: str) -> str | None:
    """Return why a slip or a refusal cannot be recorded now, or None if it can."""
    return None if state == SurveyState.OPEN else "This survey is not open, so nothing can be recorded for it."


def why_not_new_code(*, state: str, outcome: int) -> str | None:
    """Return why this person cannot be sent a new code, or None if they can."""
    if state != SurveyState.OPEN:
        return "The survey is not open."
    if outcome in (Outcome.NOT_RETURNED, Outcome.UNDELIVERED):
        return None
    return "This person is not written to again in this survey."


def why_not_undo(*, state: str, recorded_on: datetime.date, today: datetime.date, changed_since: bool) -> str | None:
    """Return why a recorded slip cannot be taken back, or None if it can.

    changed_since: whether the person stands otherwise than the slip left them, because something else came after it.
    """
    if state != SurveyState.OPEN:
        return "The survey is not open, so nothing can be taken back."
    if recorded_on != today:
        return "A slip can be taken back only on the day it was recorded."
    return "Something has changed since this slip was recorded, so it stays as it is." if changed_since else None
