"""Three days before a reminder: its list is made for the deceased check, and the nurses are told."""

import contextlib

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import queue
from surveys.mailing import due_letter, rules
from surveys.mailing.calendar import OPENS, check_day
from surveys.mailing.checking import anybody_unchecked
from surveys.mailing.lists import left_out, to_be_written_to
from surveys.mailing.models import Mailing
from surveys.questionnaire.models import Survey

from .checking import make_check_list


@action("mailing.prepared")
def prepare_wave(mailing: Mailing, *, by: Actor) -> Mailing:
    """Make the list of a reminder ahead and tell the nurses that the deceased check is due.

    Who is in the list of a check that is out already, or has come back, is not disturbed. The list is made again when
    the reminder goes. Where a check will still count on that day, nobody is told.
    """
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=mailing.survey_id)
    mailing = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    today = clock.today()
    reason = rules.why_not_prepare(
        survey_state=survey.state, state=mailing.state, listed=mailing.listed_on is not None,
        due=check_day(survey.group, mailing.planned_on), today=today,
    )  # fmt: skip
    if reason:
        raise Refused(reason)
    found = to_be_written_to(survey)
    mailing.listed_on, mailing.left_out = today, left_out(survey, found)
    mailing.emails, mailing.letters = len(found.emails), len(found.letters)
    mailing.texts, mailing.calls = len(found.texts), len(found.calls)
    mailing.save(update_fields=["listed_on", "left_out", "emails", "letters", "texts", "calls"])
    goes_at = clock.at(mailing.planned_on, OPENS)
    if found.asked and any(anybody_unchecked(survey.group, [(survey.pk, goes_at)])):
        with contextlib.suppress(Refused):
            make_check_list(survey, sees_names=True, by=by)
        queue(due_letter.of_mailing(mailing, survey.group))
    return mailing
