"""Another day for a reminder that has not gone."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.mailing import rules
from surveys.mailing.calendar import workday_of
from surveys.mailing.choices import MailingState
from surveys.mailing.models import Mailing
from surveys.questionnaire.models import Survey


@action("mailing.moved")
def move_wave(mailing: Mailing, *, day: datetime.date, by: Actor) -> Mailing:
    """Plan a reminder for another day. One that is held waits for the new day; it is checked anew when that comes."""
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=mailing.survey_id)
    mailing = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if reason := why_not_move(mailing, survey, day=day):
        raise Refused(reason)
    mailing.planned_on, mailing.state, mailing.held_because = day, MailingState.PLANNED, ""
    mailing.listed_on = None
    mailing.save(update_fields=["planned_on", "state", "held_because", "listed_on"])
    return mailing


def why_not_move(mailing: Mailing, survey: Survey, *, day: datetime.date) -> str | None:
    """Return why this reminder cannot be planned for that day, or None if it can."""
    others = dict(survey.mailings.exclude(state=MailingState.CANCELLED).values_list("number", "planned_on"))
    later = [planned for number, planned in others.items() if number > mailing.number]
    return rules.why_not_move(
        state=mailing.state,
        day=day,
        today=clock.today(),
        before=max(planned for number, planned in others.items() if number < mailing.number),
        after=min(later, default=None),
        closes_on=survey.closes_on or datetime.date.max,
        is_workday=workday_of(survey.group)(day) == day,
    )
