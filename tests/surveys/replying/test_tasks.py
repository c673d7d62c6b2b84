import datetime

import pytest

from supportgroup import clock
from supportgroup.longwork.models import LongWork
from surveys.questionnaire.models import Survey
from surveys.replying import closing, tasks
from surveys.replying.models import Draft
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.replying.conftest import Phone

pytestmark = pytest.mark.django_db


def on(day, hour=0, minute=5):
    return clock.moved_to(clock.at(day, hour, minute))


def test_a_survey_closes_by_itself_after_its_last_day_and_not_on_it(survey):
    with on(survey.closes_on, 23, 55):
        tasks.close_due_surveys()
    assert Survey.objects.get(pk=survey.pk).state == "open"

    with on(survey.closes_on + datetime.timedelta(days=1)):
        tasks.close_due_surveys()
    assert Survey.objects.get(pk=survey.pk).state == "closing"


def test_the_clock_starts_a_close_only_once(survey):
    with on(survey.closes_on + datetime.timedelta(days=1)):
        tasks.close_due_surveys()
        tasks.close_due_surveys()

    assert LongWork.objects.about(closing.CLOSING, survey.pk).count() == 1


def test_old_drafts_are_forgotten_after_their_last_day_and_others_stay(survey, at_noon):
    phones = [Phone(), Phone()]
    for phone, shared in zip(phones, (False, True), strict=True):
        phone.by_link(InviteeFactory(survey=survey))
        phone.start(shared=shared)

    with on(at_noon.date() + datetime.timedelta(days=1)):
        tasks.forget_old_drafts()
        assert [draft.keep_until for draft in Draft.objects.all()] == [datetime.date(2026, 9, 14)]
    with on(at_noon.date() + datetime.timedelta(days=8)):
        tasks.forget_old_drafts()
    assert not Draft.objects.exists()
