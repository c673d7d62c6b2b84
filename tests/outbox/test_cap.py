import threading
import time

import pytest
from django.db import connection

from supportgroup.longwork import nudge
from supportgroup.outbox import actions, cap, delivery, lanes, presence
from supportgroup.outbox.choices import Lane, State
from supportgroup.outbox.models import Message
from tests.outbox.factories import letter_to
from tests.outbox.processes import SinkProcess, wait_until, worker

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
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()

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


@pytest.mark.django_db(transaction=True)
def test_two_worker_processes_keep_to_one_cap_together(group, people_with_email, tmp_path):
    """Two real Celery workers of two processes each; the sink writes down when each mail came."""
    sink, most = SinkProcess(tmp_path), 300
    actions.queue(
        letter_to(person, lane=Lane.URGENT if person.pk % 2 else Lane.BULK) for person in people_with_email(12)
    )
    workers = [worker(mail_port=sink.port, OUTBOX_EMAILS_A_MINUTE=str(most)) for _ in range(2)]
    try:

        def all_sent():
            nudge.now(actions.SWEEP)
            nudge.now(actions.SWEEP_URGENT)
            return Message.objects.in_state(State.SENT).count() == 12

        wait_until(all_sent, seconds=60, every=0.2)
    finally:
        for process in (*workers, sink):
            process.kill()

    moments = sorted(float(at) for _, _, at in sink.lines())
    assert len(moments) == 12
    # Each had to wait for its turn: from the first to the last there are eleven turns of 60/300 s.
    assert moments[-1] - moments[0] >= 0.9 * 11 * 60 / most


@pytest.mark.django_db(transaction=True)
def test_with_one_connection_the_urgent_lane_waits_for_the_other_to_close_its_own(
    sink, group, people_with_email, settings
):
    settings.OUTBOX_EMAIL_CONNECTIONS = 1
    actions.queue([letter_to(person, lane=Lane.URGENT) for person in people_with_email(1)])

    def sweep():
        lanes.sweep_lane(urgent=True)
        connection.close()

    urgent = threading.Thread(target=sweep)
    with presence.in_turn_for_the_mail_server():
        urgent.start()
        wait_until(_somebody_waits, seconds=20)
        assert sink.mails == []
    urgent.join()

    assert len(sink.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_with_two_connections_it_does_not_wait(sink, group, people_with_email, settings):
    settings.OUTBOX_EMAIL_CONNECTIONS = 2
    actions.queue([letter_to(person, lane=Lane.URGENT) for person in people_with_email(1)])

    with presence.in_turn_for_the_mail_server():
        lanes.sweep_lane(urgent=True)

    assert len(sink.mails) == 1


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0]
