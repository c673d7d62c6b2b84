"""The reminder's job runs twice at once, or is killed half-way: everybody gets it once."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.outbox import actions as outbox
from supportgroup.outbox import lanes
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from surveys.mailing import actions
from surveys.mailing.models import Mailing
from surveys.mailing.tasks import start_due_waves
from tests.factories import every_day
from tests.outbox.factories import MessageFactory
from tests.outbox.processes import script, wait_until
from tests.outbox.test_two_at_once import at_once
from tests.surveys.mailing.conftest import by_email, by_letter, check_on
from tests.surveys.mailing.factories import OpenSurveyFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _reminded(survey):
    return sorted(
        Message.objects.filter(kind="surveys.reminder", occasion__startswith=f"survey {survey.pk},").values_list(
            "recipient_key", flat=True
        )
    )


def _due_today(survey, nurse):
    """Send a survey three weeks ago, so that its first reminder is due today; the check is of this morning."""
    today = clock.today()
    every_day(survey.group)
    with clock.moved_to(clock.at(today - datetime.timedelta(days=21), 9)):
        check_on(survey.group, clock.today())
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))
    Message.objects.update(state=State.SENT)
    check_on(survey.group, today, hour=0)
    return survey


def _open_survey(group):
    today = clock.today()
    return OpenSurveyFactory(
        group=group, opened_on=today - datetime.timedelta(days=21), closes_on=today + datetime.timedelta(days=70)
    )


def _twice_at_once(sink, group, nurse, rounds):
    """Let the reminder's job and the sweeps run twice at once, round after round, each with a survey of its own."""
    people = [person.pk for person in by_email(group, 3)]
    for _ in range(rounds):
        survey = _due_today(_open_survey(group), nurse)
        at_once(start_due_waves, start_due_waves, *[lambda: lanes.sweep_lane(urgent=False)] * 2)
        outbox.deliver()
        assert _reminded(survey) == people
        assert Mailing.objects.get(survey=survey, number=2).state == "sent"
    mail_ids = [mail.mail_id for mail in sink.mails]
    assert len(mail_ids) == len(set(mail_ids)) == 3 * rounds


def test_two_clocks_and_two_jobs_at_once_remind_everybody_once(sink, group, nurse, fault):
    _twice_at_once(sink, group, nurse, rounds=4)
    fault("F7", "the reminder's job and the sweep twice at once, 4 rounds", "each person 1 reminder")


@pytest.mark.everything
def test_fifty_rounds_of_two_clocks_and_two_jobs_remind_everybody_once(sink, group, nurse, fault):
    _twice_at_once(sink, group, nurse, rounds=50)
    fault("F7", "the reminder's job and the sweep twice at once, 50 rounds", "each person 1 reminder")


def test_a_reminder_killed_half_way_goes_to_everybody_the_next_day_and_to_nobody_twice(sink, group, nurse, fault):
    """A row of ours that is not committed yet stops the job in the middle of its letters; there it is killed."""
    people = by_email(group, 3) + by_letter(group, 2)
    survey = _due_today(_open_survey(group), nurse)
    in_the_way, let_go = threading.Event(), threading.Event()

    def stand_in_the_way():
        with transaction.atomic():
            MessageFactory(
                group=group, person=people[-1], kind="surveys.reminder", occasion=f"survey {survey.pk}, mailing 2"
            )
            in_the_way.set()
            let_go.wait(timeout=60)
            transaction.set_rollback(True)
        connection.close()

    somebody = threading.Thread(target=stand_in_the_way)
    somebody.start()
    in_the_way.wait(timeout=60)
    job = script("from surveys.mailing.tasks import start_due_waves; start_due_waves()")
    try:
        wait_until(_half_way, seconds=60)
    finally:
        job.kill()
        let_go.set()
        somebody.join()
    wait_until(lambda: not _half_way(), seconds=30)
    assert _reminded(survey) == []

    tomorrow = clock.today() + datetime.timedelta(days=1)
    with clock.moved_to(clock.at(tomorrow, 9)):
        check_on(group, tomorrow)
        start_due_waves()
        start_due_waves()
        outbox.deliver()

    assert _reminded(survey) == sorted(person.pk for person in people)
    assert len(sink.mails) == 3
    fault("F8", "the reminder's job killed in the middle of its letters", "the next day everybody once")


def _half_way():
    """Tell whether somebody waits for a row that is not committed: it has written some and not all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
        return bool(cursor.fetchone()[0])
