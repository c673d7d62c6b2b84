"""Two of everything at the same moment, each on a connection of its own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions, lanes, presence, printing
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Decision, Message
from tests.outbox import kinds_of_tests
from tests.outbox.factories import MessageFactory, letter_to

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; return what each gave, or the refusal it met."""
    ready, found = threading.Barrier(len(calls)), []

    def run(call):
        ready.wait()
        try:
            found.append(call())
        except Refused as refused:
            found.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_four_workers_never_send_one_message_twice(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(200)])

    tallies = at_once(*[actions.deliver] * 4)

    assert sum(tallies, Counter()) == {State.SENT: 200}
    assert Counter(mail.mail_id for mail in sink.mails) == {
        str(mail_id): 1 for mail_id in Message.objects.values_list("mail_id", flat=True)
    }


def test_the_same_letters_queued_twice_at_once_are_queued_once(group, people_with_email):
    letters = [letter_to(person) for person in people_with_email(20)]

    added = at_once(*[lambda: actions.queue(letters)] * 4)

    assert sum(added) == Message.objects.count() == 20


def test_pressing_send_again_twice_sends_once_more(sink, group, nurse):
    message = MessageFactory(group=group, state=State.UNSURE, needs_someone=True)

    found = at_once(
        *[lambda: actions.send_again(message, reason="They did not get it.", was=State.UNSURE, by=SignedIn(nurse))] * 2
    )

    assert sorted(type(each).__name__ for each in found) == ["Message", "Refused"]
    assert Decision.objects.count() == 1
    assert actions.deliver() == {State.SENT: 1}


def test_only_one_run_at_a_time_is_in_a_lane(sink, group, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(3)])
    with presence.place_in_lane(urgent=False) as alone:
        assert alone
        assert at_once(lambda: lanes.sweep_lane(urgent=False)) == [False]
        assert sink.mails == []

    assert at_once(lambda: lanes.sweep_lane(urgent=False)) == [False]
    assert len(sink.mails) == 3


def test_a_living_workers_messages_are_left_alone(sink, group):
    with presence.present() as worker:
        message = MessageFactory(group=group, state=State.SENDING, taken_by=worker)
        at_once(actions.deliver)
        message.refresh_from_db()
        assert message.state == State.SENDING

    at_once(actions.deliver)
    message.refresh_from_db()
    assert message.state == State.UNSURE


def test_a_lane_has_no_more_runs_than_places(group):
    def asked(*, urgent=False, then=lambda: None):
        with presence.place_in_lane(urgent=urgent, places=1 if urgent else 2) as has_place:
            return [has_place, then()]

    def third():
        return at_once(asked) + at_once(lambda: asked(urgent=True))

    first = asked(then=lambda: at_once(lambda: asked(then=third)))

    assert first == [True, [[True, [[False, None], [True, None]]]]]
    assert asked() == [True, None]


def test_while_a_print_run_is_set_a_letter_can_still_be_taken_back(group, nurse):
    mine, other = (MessageFactory(group=group, channel="letter", kind="tests.slow") for _ in range(2))

    def take_back(_messages):
        """Somebody replies while the PDF is made: their row must not be held. It waits for half a second at most."""
        with ThreadPoolExecutor() as elsewhere:
            elsewhere.submit(_take_back, mine.pk).result()

    kinds_of_tests.MEANWHILE.append(take_back)
    try:
        run = printing.make_print_run(
            group=group, kind="tests.slow", occasion=mine.occasion, seen_by=mine.seen_by, by=SignedIn(nurse)
        )
    finally:
        kinds_of_tests.MEANWHILE.clear()

    assert list(run.messages.all()) == [other]
    mine.refresh_from_db()
    assert mine.state == State.CANCELLED


def _take_back(pk):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            Message.objects.filter(pk=pk).update(state=State.CANCELLED)
    finally:
        connection.close()
