"""The reminders: only to those who have not replied, asked again at that moment, and never without a deceased check."""

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import queue
from supportgroup.outbox.holding import hold_waiting
from supportgroup.outbox.models import Message
from surveys.mailing import letters, occasions, rules
from surveys.mailing.calendar import workday_of
from surveys.mailing.checking import hours_of, list_in_hand, unchecked
from surveys.mailing.choices import MailingState, Wish
from surveys.mailing.lists import is_being_changed, left_out, to_be_written_to
from surveys.mailing.models import DeceasedCheck, Invitee, Mailing
from surveys.mailing.sampling import Reach
from surveys.questionnaire import licences
from surveys.questionnaire.models import Survey

OVERTAKEN = "The next letter of this survey has taken its place."


@action("mailing.started")
def start_wave(mailing: Mailing, *, by: Actor) -> Mailing:
    """Queue a reminder for all who are still to be written to, or hold it until the deceased check is in date."""
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=mailing.survey_id)
    mailing = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    mailing.survey = survey
    today, workday = clock.today(), workday_of(survey.group)
    reason = rules.why_not_start(
        survey_state=survey.state,
        state=mailing.state,
        planned_on=mailing.planned_on,
        today=today,
        closes_on=survey.closes_on,
        is_workday=workday(today) == today,
    )
    if reason:
        raise Refused(reason)
    found = to_be_written_to(survey)
    why_not = left_out(survey, found)
    counts = len(found.emails), len(found.letters), len(found.texts), len(found.calls)
    if not any(counts):
        return _note(mailing, MailingState.CANCELLED, why_not)
    if is_being_changed(survey.group):
        return _note(mailing, MailingState.HELD, why_not, counts, because=rules.BEING_MENDED["import"])
    if reason := licences.why_not_use(survey.licence, on=today):
        return _note(mailing, MailingState.HELD, why_not, counts, because=reason)
    if missing := unchecked(survey.group, found.keys):
        return _note(
            mailing, MailingState.HELD, why_not, counts, because=_why_held(survey, missing, of=len(found.keys))
        )
    late = today - mailing.planned_on
    for later in survey.mailings.filter(number__gt=mailing.number, state=MailingState.PLANNED) if late else ():
        later.planned_on = workday(later.planned_on + late)
        later.state = MailingState.PLANNED if later.planned_on < survey.closes_on else MailingState.CANCELLED
        later.listed_on = None
        later.save(update_fields=["planned_on", "state", "listed_on"])
    _send(mailing, found, by=by)
    return _note(mailing, MailingState.SENT, why_not, counts)


def _send(mailing: Mailing, found: Reach, *, by: Actor) -> None:
    """Queue the letters; unsent ones of the reminder before make way."""
    before = Mailing(survey=mailing.survey, number=mailing.number - 1)
    if before.number > 1:
        written = [person.pk for people in found.written.values() for person in people]
        hold_waiting(
            Message.objects.filter(occasion=occasions.occasion(before), recipient_key__in=written), because=OVERTAKEN
        )
    Invitee.objects.filter(survey=mailing.survey, person__in=[person.pk for person, _ in found.calls], wish="").update(
        wish=Wish.CALL
    )
    queue(letters.of_mailing(mailing, found.written), asked_by=by)


def _note(
    mailing: Mailing,
    state: MailingState,
    why_not: list[list[object]],
    counts: tuple[int, int, int, int] = (0, 0, 0, 0),
    *,
    because: str = "",
) -> Mailing:
    """Write what became of the mailing, unless nothing has changed since the last sweep. why_not: who is left out."""
    before = mailing.state, mailing.emails, mailing.letters, mailing.texts, mailing.calls, mailing.held_because
    if before != (state, *counts, because) or mailing.left_out != why_not:
        mailing.state, mailing.held_because, mailing.left_out = state, because, why_not
        mailing.emails, mailing.letters, mailing.texts, mailing.calls = counts
        mailing.sent_on = clock.today() if state == MailingState.SENT else None
        mailing.save()
    return mailing


def _why_held(survey: Survey, missing: int, *, of: int) -> str:
    recorded = DeceasedCheck.objects.filter(group=survey.group).exists()
    return rules.why_held(
        unchecked=missing, people=of, recorded=recorded, hours=hours_of(survey.group), in_hand=list_in_hand(survey)
    )
