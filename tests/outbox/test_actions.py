import datetime
from contextlib import suppress

import pytest
from django.db import connection, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox import actions
from supportgroup.outbox.choices import Channel, Lane, RecipientKind, State, Step
from supportgroup.outbox.letter import Recipient
from supportgroup.outbox.models import Decision, Message
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory, letter_to

pytestmark = pytest.mark.django_db


def _to(person):
    return Recipient(RecipientKind.PERSON, person.pk)


def test_queueing_writes_one_row_for_each_recipient(group, at_noon):
    people = PersonFactory.create_batch(3, group=group)

    assert actions.queue([letter_to(person) for person in people]) == 3
    assert list(Message.objects.order_by("recipient_key").values_list("recipient_key", "state", "not_before")) == [
        (person.pk, State.QUEUED, at_noon) for person in people
    ]


def test_queueing_the_same_occasion_again_adds_only_who_is_new(group):
    first, second = PersonFactory.create_batch(2, group=group)
    actions.queue([letter_to(first)])

    assert actions.queue([letter_to(first), letter_to(second)]) == 1
    assert Message.objects.count() == 2


def test_another_occasion_is_another_message(group):
    person = PersonFactory(group=group)
    actions.queue([letter_to(person)])

    assert actions.queue([letter_to(person, occasion="survey 1, mailing 2")]) == 1


def test_a_sent_message_is_not_queued_again(group):
    person = PersonFactory(group=group)
    MessageFactory(group=group, person=person, state=State.SENT)

    assert actions.queue([letter_to(person)]) == 0
    assert Message.objects.get().state == State.SENT


def test_queueing_2500_letters_takes_a_fixed_number_of_statements(group, django_assert_num_queries):
    person = PersonFactory(group=group)
    letters = (letter_to(person, recipient=Recipient(RecipientKind.PERSON, key)) for key in range(2500))

    with django_assert_num_queries(9):
        assert actions.queue(letters) == 2500


def test_a_transaction_that_fails_leaves_no_message(group):
    person = PersonFactory(group=group)

    with suppress(ZeroDivisionError), transaction.atomic():
        actions.queue([letter_to(person)])
        raise ZeroDivisionError

    assert not Message.objects.exists()


def test_many_calls_leave_one_nudge_without_arguments(group):
    person = PersonFactory(group=group)
    for number in range(3):
        actions.queue([letter_to(person, occasion=f"{number}")])

    assert len(connection.run_on_commit) == 1


def test_queueing_nothing_new_leaves_no_nudge(group):
    person = PersonFactory(group=group)
    MessageFactory(group=group, person=person)

    actions.queue([letter_to(person)])

    assert connection.run_on_commit == []


def test_withdrawing_holds_what_waits_for_one_recipient_and_nothing_else(group):
    person, other = PersonFactory.create_batch(2, group=group)
    waiting = MessageFactory(group=group, person=person)
    gone = MessageFactory(group=group, person=person, occasion="before", state=State.SENT)
    others = MessageFactory(group=group, person=other)

    assert actions.withdraw(recipient=_to(person), reason="They have replied.") == 1
    for message in (waiting, gone, others):
        message.refresh_from_db()
    assert (waiting.state, waiting.reason) == (State.HELD, "They have replied.")
    assert (gone.state, others.state) == (State.SENT, State.QUEUED)


def test_withdrawing_can_be_of_one_kind_or_one_occasion(group):
    person = PersonFactory(group=group)
    MessageFactory(group=group, person=person, kind="tests.note", occasion="1")
    MessageFactory(group=group, person=person, kind="tests.note", occasion="2")
    MessageFactory(group=group, person=person, kind="tests.reminder", occasion="2")

    assert actions.withdraw(recipient=_to(person), kind="tests.note", occasion="2", reason="Cancelled.") == 1
    assert list(Message.objects.in_state(State.HELD).values_list("kind", "occasion")) == [("tests.note", "2")]


def test_withdrawing_stops_a_letter_that_is_printed_and_not_posted(group):
    person = PersonFactory(group=group)
    MessageFactory(group=group, person=person, channel=Channel.LETTER, state=State.TAKEN)

    assert actions.withdraw(recipient=_to(person), reason="Cancelled.") == 1


def test_withdrawing_keeps_the_day_and_not_the_moment(group, at_noon):
    """A reminder is withdrawn when somebody replies; the moment would lead to their answer."""
    message = MessageFactory(group=group)

    with clock.moved_to(at_noon + datetime.timedelta(hours=3, minutes=7)):
        actions.withdraw(recipient=Recipient(RecipientKind.PERSON, message.recipient_key), reason="They have replied.")

    message.refresh_from_db()
    assert message.state_since == clock.at(datetime.date(2026, 9, 7), 0)


def test_a_failed_message_is_tried_again_with_all_its_tries(group, nurse, at_noon):
    message = MessageFactory(
        group=group, state=State.FAILED, needs_someone=True, reason="The mailbox is full (552).", tries=12
    )

    actions.try_again(message, by=SignedIn(nurse))

    message.refresh_from_db()
    assert (message.state, message.reason, message.tries, message.needs_someone) == (State.QUEUED, "", 0, False)
    assert message.not_before == at_noon
    assert list(message.decisions.values_list("step", "decided_by")) == [(Step.TRIED_AGAIN, nurse.pk)]


def test_trying_again_twice_is_refused_the_second_time(group, nurse):
    message = MessageFactory(group=group, state=State.FAILED, needs_someone=True)
    actions.try_again(message, by=SignedIn(nurse))

    with pytest.raises(Refused, match="on its way"):
        actions.try_again(message, by=SignedIn(nurse))
    assert Decision.objects.count() == 1


def test_a_message_sent_again_keeps_its_id(group, nurse):
    message = MessageFactory(group=group, state=State.UNSURE, needs_someone=True)
    mail_id = message.mail_id

    actions.send_again(message, reason="They did not get it.", was=State.UNSURE, by=SignedIn(nurse))

    message.refresh_from_db()
    assert (message.state, message.mail_id) == (State.QUEUED, mail_id)


def test_an_unsure_message_that_arrived_counts_as_sent(group, nurse):
    message = MessageFactory(group=group, state=State.UNSURE, needs_someone=True, reason="The worker stopped.")

    actions.say_it_arrived(message, by=SignedIn(nurse))

    message.refresh_from_db()
    assert (message.state, message.reason, message.needs_someone) == (State.SENT, "", False)
    with pytest.raises(Refused, match="already dealt with"):
        actions.send_again(message, reason="They did not get it.", was=State.UNSURE, by=SignedIn(nurse))


def test_a_waiting_message_can_be_held_by_hand(group, nurse):
    message = MessageFactory(group=group)

    actions.hold(message, by=SignedIn(nurse))

    message.refresh_from_db()
    assert (message.state, message.reason) == (State.HELD, "Somebody here decided that it should not go.")
    assert not message.needs_someone


def test_a_failed_message_can_be_left_as_it_is(group, nurse):
    message = MessageFactory(group=group, state=State.FAILED, needs_someone=True, reason="The mailbox is full (552).")

    actions.leave(message, by=SignedIn(nurse))

    message.refresh_from_db()
    assert (message.state, message.needs_someone) == (State.FAILED, False)
    assert message.reason == "The mailbox is full (552)."


def test_an_urgent_message_wakes_the_urgent_lane(group, django_capture_on_commit_callbacks):
    person = PersonFactory(group=group)

    with django_capture_on_commit_callbacks() as left:
        actions.queue([letter_to(person, lane=Lane.URGENT)])
        actions.queue([letter_to(person, occasion="2")])

    assert len(left) == 2
