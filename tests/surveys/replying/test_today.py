import datetime

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.longwork.actions import run_waiting
from surveys.keying.models import Keyed
from surveys.mailing.choices import Outcome
from surveys.questionnaire.models import Survey
from surveys.replying import actions, today
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db


def test_nothing_waits_while_a_survey_runs_as_it_should(nurse, pals, pals_entry, survey):
    for user in (nurse, pals, pals_entry):
        assert lines_of_room(today, user, survey.group, survey.closes_on) == []


@pytest.mark.parametrize("state", ["open", "closing"])
def test_a_survey_past_its_last_day_is_urgent_for_the_nurse(nurse, pals, survey, state):
    Survey.objects.filter(pk=survey.pk).update(state=state)
    day = survey.closes_on + datetime.timedelta(days=1)

    (line,) = lines_of_room(today, nurse, survey.group, day)

    assert line.urgent
    assert line.url == reverse("close_survey", args=[survey.group.slug, survey.pk])
    assert line.due == survey.closes_on
    assert lines_of_room(today, pals, survey.group, day) == []


def test_a_close_that_failed_is_urgent_at_once(nurse, survey, keys):
    for number in range(10):
        keyed(survey, number + 1)
    for key in keys.iterdir():
        key.unlink()
    actions.start_closing(survey, by=BY)
    run_waiting()

    (line,) = lines_of_room(today, nurse, survey.group, clock.today())

    assert line.urgent
    assert line.reason == "The last try to close it did not end. No answer was lost."


def test_slips_and_forms_far_apart_are_told_to_those_with_a_duty(nurse, pals, pals_entry, survey):
    InviteeFactory.create_batch(7, survey=survey, outcome=Outcome.RETURNED, outcome_on=clock.today())
    Keyed.objects.create(survey=survey, forms=1)

    for user in (pals, pals_entry):
        (line,) = lines_of_room(today, user, survey.group, clock.today())
        assert line.reason == "7 slips came back and 1 form was keyed in."
    assert lines_of_room(today, nurse, survey.group, clock.today()) == []


def test_who_keys_in_forms_is_led_to_them_when_more_slips_came_than_forms(nurse, pals, pals_entry, survey):
    InviteeFactory.create_batch(3, survey=survey, outcome=Outcome.RETURNED, outcome_on=clock.today())
    Keyed.objects.create(survey=survey, forms=1)

    (line,) = lines_of_room(today, pals_entry, survey.group, clock.today())

    assert line.url == reverse("forms", args=[survey.group.slug, survey.pk])
    assert line.reason == "2 more slips came back than forms are keyed in."
    assert [lines_of_room(today, user, survey.group, clock.today()) for user in (pals, nurse)] == [[], []]


def test_another_groups_surveys_wait_for_nobody_here(nurse, survey, other_group):
    assert lines_of_room(today, nurse, other_group, survey.closes_on + datetime.timedelta(days=9)) == []
