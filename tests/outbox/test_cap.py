import threading
import time

import pytest
from django.db import connection

from supportgroup.outbox import actions, cap, delivery
from supportgroup.outbox.choices import Lane, State
from supportgroup.outbox.models import Message
from tests.outbox.factories import letter_to

AT_600_A_MINUTE = 0.1


def _never_before_its_turn(sink, started):
    return all(mail.at >= started + turn * AT_600_A_MINUTE for turn, mail in enumerate(sink.mails))


@pytest.mark.django_db
def test_emails_leave_evenly_spaced_under_a_cap(sink, group, people_with_email, settings):
    settings.OUTBOX_EMAILS_A_MINUTE = 600
    actions.queue([letter_to(person) for person in people_with_email(5)])

    started = time.monotonic()
    delivery.send_due(capped=True)

    assert len(sink.mails) == 5
    assert _never_before_its_turn(sink, started)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_one_count(sink, group, people_with_email, settings):
    settings.OUTBOX_EMAILS_A_MINUTE = 600
    people = people_with_email(10)
    actions.queue(letter_to(person, lane=Lane.URGENT if person in people[:5] else Lane.BULK) for person in people)

    def work(*, urgent):
        delivery.send_due(capped=True, urgent=urgent)
        connection.close()

    workers = [threading.Thread(target=work, kwargs={"urgent": urgent}) for urgent in (True, False)]
    started = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Message.objects.in_state(State.SENT).count() == len(sink.mails) == 10
    assert len({mail.peer for mail in sink.mails}) == 2
    assert _never_before_its_turn(sink, started)


@pytest.mark.django_db
def test_the_demo_and_the_tests_deliver_without_waiting_for_turns(sink, group, people_with_email, settings):
    settings.OUTBOX_EMAILS_A_MINUTE = 1
    actions.queue([letter_to(person) for person in people_with_email(3)])

    assert actions.deliver() == {State.SENT: 3}


def test_under_a_cap_little_is_taken_at_once_so_that_what_was_asked_stays_fresh(settings):
    settings.OUTBOX_EMAILS_A_MINUTE = 30
    assert cap.most_in_hand(50) == 2
    settings.OUTBOX_EMAILS_A_MINUTE = 1
    assert cap.most_in_hand(50) == 1
    settings.OUTBOX_EMAILS_A_MINUTE = 6000
    assert cap.most_in_hand(50) == 50
    settings.OUTBOX_EMAILS_A_MINUTE = 0
    assert cap.most_in_hand(50) == 50
