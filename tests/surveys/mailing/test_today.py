"""What Today says of mailings, and to whom."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.outbox.models import Message
from supportgroup.tracing import today as tracing
from supportgroup.tracing.actions import note_download
from supportgroup.tracing.models import TraceList
from surveys.mailing import actions, today
from surveys.mailing.choices import Wish
from surveys.mailing.tasks import prepare_due_waves, start_due_waves
from surveys.questionnaire.models import Survey
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


def test_a_list_and_its_mailing_say_one_thing_in_one_line(gone, nurse):
    """However far the list is: Today has one line of the check, with the step that is next and what waits for it."""
    listed_on = REMINDER_ON.replace(day=25)
    with on(listed_on):
        prepare_due_waves()
        (line,) = [
            *lines_of_room(today, nurse, gone.group, listed_on),
            *lines_of_room(tracing, nurse, gone.group, listed_on),
        ]
    listed = TraceList.objects.get()
    assert (line.text, line.url, line.due) == (
        "Download the list for the deceased check", listed.get_absolute_url(), REMINDER_ON,
    )  # fmt: skip
    assert line.reason.endswith("it may be at most 72 hours old when the reminder goes. Its list is made.")

    with on(listed_on):
        note_download(listed, by=SignedIn(nurse))
    with on(REMINDER_ON, 10):
        start_due_waves()
        (line,) = [
            *lines_of_room(today, nurse, gone.group, REMINDER_ON),
            *lines_of_room(tracing, nurse, gone.group, REMINDER_ON),
        ]
    held = gone.mailings.get(number=2)
    assert line.text == "Load the result of the deceased check: 3 emails and 2 letters wait"
    assert line.reason.endswith(f"the reminder is held. {held.held_because}")
    assert held.held_because == "Its list is at the Demographics Batch Service. Load the result."


def test_before_a_long_holiday_nobody_is_asked_for_a_check_that_will_not_count(gone, nurse):
    """From Good Friday to Easter Monday nobody works: a check of Thursday is five days old on Tuesday."""
    thursday, tuesday = datetime.date(2027, 3, 25), datetime.date(2027, 3, 30)
    gone.mailings.filter(number=2).update(planned_on=tuesday)
    gone.mailings.filter(number=3).delete()
    Survey.objects.filter(pk=gone.pk).update(closes_on=datetime.date(2027, 5, 31))
    with on(thursday):
        (line,) = lines_of_room(today, nurse, gone.group, thursday)
    assert (line.text, line.due, line.consequence) == ("Plan the deceased check for Tuesday 30 March 2027", tuesday, "")
    assert "a check of now will be too old. Do it that morning: the reminder waits for it." in line.reason
    check_on(gone.group, thursday)
    assert said(nurse, gone, thursday) == [line.text]

    assert said(nurse, gone, tuesday, hour=8) == ["Record the deceased check"]
    with on(tuesday):
        start_due_waves()
    assert said(nurse, gone, tuesday) == ["Record the deceased check: 3 emails and 2 letters wait"]
    check_on(gone.group, tuesday)
    assert said(nurse, gone, tuesday) == []
