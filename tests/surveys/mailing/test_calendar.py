"""Nothing of a survey goes on a weekend or a bank holiday."""

import datetime
import re

import pytest

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.models import Message
from surveys.mailing import actions, letters
from surveys.mailing.history import history
from tests.factories import every_day
from tests.surveys.mailing.conftest import by_email, by_letter, check_on, on, send

pytestmark = pytest.mark.django_db
SATURDAY, MONDAY = datetime.date(2026, 9, 5), datetime.date(2026, 9, 7)
BOXING_DAY = datetime.date(2026, 12, 28)


def _days(survey):
    return [(wave.planned_on.isoformat(), wave.state) for wave in survey.mailings.all()]


def _sent_on(day, survey, nurse):
    by_email(survey.group, 2)
    by_letter(survey.group, 1)
    check_on(survey.group, day)
    with on(day):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))


def test_invitations_sent_off_on_a_saturday_go_on_monday_morning_and_are_counted_from_there(survey, nurse, sink):
    _sent_on(SATURDAY, survey, nurse)

    assert _days(survey) == [("2026-09-07", "sent"), ("2026-09-28", "planned"), ("2026-10-26", "planned")]
    with on(SATURDAY, hour=10):
        deliver()
    assert not sink.mails
    with on(MONDAY, hour=9):
        deliver()
    assert len(sink.mails) == 2


def test_an_invitation_that_waits_over_the_weekend_does_not_go_if_the_check_is_too_old_by_then(survey, nurse, sink):
    by_email(survey.group, 1)
    check_on(survey.group, SATURDAY - datetime.timedelta(days=2))
    with on(SATURDAY, hour=7):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))

    with on(MONDAY, hour=9):
        deliver()
    assert not sink.mails
    assert Message.objects.get().state == "held"


def test_a_group_may_write_on_every_day(survey, nurse, sink):
    every_day(survey.group)
    _sent_on(SATURDAY, survey, nurse)

    with on(SATURDAY):
        deliver()
    assert len(sink.mails) == 2


def test_a_reminder_never_falls_on_a_bank_holiday_nor_starts_on_one(survey, nurse):
    survey.closes_on = datetime.date(2027, 3, 1)
    survey.save()
    by_email(survey.group, 2)
    with on(BOXING_DAY - datetime.timedelta(days=21)):
        check_on(survey.group, clock.today())
    send(survey, nurse, on_day=BOXING_DAY - datetime.timedelta(days=21))
    Message.objects.update(state="sent")

    wave = survey.mailings.get(number=2)
    assert wave.planned_on == datetime.date(2026, 12, 29)

    wave.planned_on = BOXING_DAY  # as it was planned before anybody thought of bank holidays
    wave.save()
    check_on(survey.group, BOXING_DAY)
    with on(BOXING_DAY), pytest.raises(Refused, match="next working day"):
        actions.start_wave(wave, by=CLOCK)
    with on(BOXING_DAY + datetime.timedelta(days=1)):
        assert actions.start_wave(wave, by=CLOCK).state == "sent"


def test_the_page_says_before_the_press_that_it_goes_on_monday(survey, nurse, signed_in):
    by_email(survey.group, 2)
    check_on(survey.group, SATURDAY)
    with on(SATURDAY):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        client = signed_in(nurse)
        page = client.get(f"/immunology/surveys/{survey.pk}/send/").content.decode()
        assert "Nobody works today" in page
        assert "Monday 7 September 2026" in page
        seen = re.search(r'name="seen" value="(.*?)"', page)[1]
        client.post(f"/immunology/surveys/{survey.pk}/send/", {"seen": seen})
        assert "go on Monday 7 September 2026" in client.get(f"/immunology/surveys/{survey.pk}/").content.decode()


def test_what_a_check_lets_go_on_a_sunday_waits_for_monday_and_the_page_says_so(survey, nurse, signed_in, sink):
    sunday = SATURDAY + datetime.timedelta(days=1)
    by_email(survey.group, 2)
    check_on(survey.group, SATURDAY - datetime.timedelta(days=2), hour=8)
    with on(SATURDAY - datetime.timedelta(days=1)):
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))
    Message.objects.update(state="held", reason=letters.NO_CHECK)

    with on(sunday, hour=12):
        typed = {"done_on_day": "6", "done_on_month": "9", "done_on_year": "2026", "done_at": "11:30"}
        client = signed_in(nurse)
        done = client.post(f"/immunology/surveys/{survey.pk}/deceased-check/", typed, follow=True)
        assert "What was held goes on Monday 7 September 2026." in done.content.decode()
        deliver()
    assert not sink.mails
    with on(MONDAY, hour=9):
        deliver()
    assert len(sink.mails) == 2


def test_the_history_of_a_survey_tells_that_a_reminder_was_moved(sent, nurse):
    with on(MONDAY):
        day = sent.mailings.get(number=2).planned_on + datetime.timedelta(days=1)
        actions.move_wave(sent.mailings.get(number=2), day=day, by=SignedIn(nurse))

    assert "Gave a reminder another day" in str(history(sent))
