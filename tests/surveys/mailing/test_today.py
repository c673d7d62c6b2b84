"""What Today says of mailings, and to whom."""

import pytest

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.outbox.models import Message
from surveys.mailing import actions, today
from surveys.mailing.choices import Wish
from surveys.mailing.tasks import start_due_waves
from tests.surveys.mailing.conftest import REMINDER_ON, SENT_ON, check_on, on
from tests.waiting import lines_of_room


@pytest.fixture
def gone(sent):
    Message.objects.update(state="sent")
    return sent


def said(user, survey, day, hour=9):
    with on(day, hour):
        return [line.text for line in lines_of_room(today, user, survey.group, clock.today())]


def test_a_held_reminder_is_urgent_and_says_how_many_wait(gone, nurse, pals):
    with on(REMINDER_ON):
        start_due_waves()
        (line,) = lines_of_room(today, nurse, gone.group, REMINDER_ON)
    assert (line.text, line.urgent) == ("Record the deceased check: 3 emails and 2 letters wait", True)
    assert line.reason == (
        "Your treatment and support: the reminder is held. The deceased check is more than 72 hours old."
    )
    assert said(pals, gone, REMINDER_ON) == [line.text]


def test_once_a_check_is_recorded_the_line_is_gone(gone, nurse):
    with on(REMINDER_ON):
        start_due_waves()
    check_on(gone.group, REMINDER_ON)
    assert said(nurse, gone, REMINDER_ON) == []


def test_three_days_before_a_reminder_the_check_is_asked_for(gone, nurse):
    assert said(nurse, gone, REMINDER_ON.replace(day=24)) == []
    with on(REMINDER_ON.replace(day=25)):
        (line,) = lines_of_room(today, nurse, gone.group, REMINDER_ON.replace(day=25))
    assert (line.text, line.due, line.consequence, line.urgent) == (
        "Record the deceased check",
        REMINDER_ON,
        "or the reminder is held",
        False,
    )


def test_a_check_that_will_still_count_on_the_day_is_enough(gone, nurse):
    check_on(gone.group, REMINDER_ON.replace(day=26))
    assert said(nurse, gone, REMINDER_ON.replace(day=26)) == []


def test_an_open_survey_that_nobody_was_asked_in_waits(survey, nurse, committee):
    assert said(nurse, survey, SENT_ON) == ["Choose whom to ask"]
    actions.choose(survey, filters={}, by=CLOCK)
    assert said(nurse, survey, SENT_ON) == ["Check and send the invitations"]
    assert said(committee, survey, SENT_ON) == []


def test_wishes_wait_for_the_mailing_duty_only(gone, nurse, pals, pals_entry):
    gone.invitees.filter(pk__in=gone.invitees.values("pk")[:2]).update(wish=Wish.CALL)
    assert said(pals, gone, SENT_ON) == ["Phone or write to 2 people who asked for it"]
    assert said(nurse, gone, SENT_ON) == []
    assert said(pals_entry, gone, SENT_ON) == []


def test_nothing_of_another_group_is_said(gone, other_group, nurse):
    with on(REMINDER_ON):
        start_due_waves()
        assert lines_of_room(today, nurse, other_group, REMINDER_ON) == []
