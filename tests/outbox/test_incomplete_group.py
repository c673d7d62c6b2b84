"""Nothing leaves in the name of a group that has not said all it has to say, but for what opens its doors."""

import pytest

from supportgroup.access.actor import System
from supportgroup.groups.actions import change
from supportgroup.groups.rules import INCOMPLETE
from supportgroup.outbox import actions
from supportgroup.outbox.choices import Channel, Lane, State
from supportgroup.outbox.models import Message
from supportgroup.outbox.printing import make_print_run
from tests.outbox.factories import MessageFactory, letter_to

pytestmark = pytest.mark.django_db
BY = System("a test")


@pytest.fixture
def without_helpline(group):
    return change(group, values={"helpline": ""}, by=BY)


def test_a_message_of_an_incomplete_group_is_held_with_the_reason(sink, without_helpline, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(2)])

    assert actions.deliver() == {State.HELD: 2}
    assert sink.mails == []
    assert set(Message.objects.values_list("reason", "needs_someone")) == {(INCOMPLETE, True)}


def test_what_opens_the_door_goes_all_the_same(sink, without_helpline, people_with_email):
    actions.queue([letter_to(person, lane=Lane.URGENT) for person in people_with_email(1)])

    assert actions.deliver() == {State.SENT: 1}


def test_no_letter_of_an_incomplete_group_is_printed(without_helpline):
    letter = MessageFactory(group=without_helpline, channel=Channel.LETTER)

    run = make_print_run(
        group=without_helpline, kind=letter.kind, occasion=letter.occasion, seen_by=letter.seen_by, by=BY
    )

    letter.refresh_from_db()
    assert (run, letter.state, letter.reason) == (None, State.HELD, INCOMPLETE)


def test_what_was_held_for_it_goes_once_it_is_released_and_nothing_else(sink, without_helpline, people_with_email):
    actions.queue([letter_to(person) for person in people_with_email(3)])
    actions.deliver()
    Message.objects.filter(pk=Message.objects.first().pk).update(reason="Somebody here decided that it should not go.")
    change(without_helpline, values={"helpline": "0808 157 0123"}, by=BY)

    assert actions.release(without_helpline, reason=INCOMPLETE, by=BY) == 2
    assert actions.deliver() == {State.SENT: 2}
    assert actions.release(without_helpline, reason=INCOMPLETE, by=BY) == 0
