import re

import pytest

from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Decision
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db


def _told(answer):
    found = re.search(r'class="sg-messages.*?</div>\s*</div>', answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


@pytest.fixture
def press(nurse, signed_in):
    client = signed_in(nurse)
    typed = {"reason": "They never got it.", "was": State.UNSURE}
    return lambda message, what: client.post(f"{message.get_absolute_url()}{what}/", typed, follow=True)


@pytest.mark.parametrize(
    ("state", "what", "after", "told"),
    [
        (State.FAILED, "try-again", State.QUEUED, "The message waits to go."),
        (State.HELD, "try-again", State.QUEUED, "The message waits to go."),
        (State.QUEUED, "hold", State.HELD, "The message is held."),
        (State.FAILED, "leave", State.FAILED, "The message stays as it is"),
        (State.UNSURE, "arrived", State.SENT, "The message counts as sent."),
        (State.UNSURE, "send-again", State.QUEUED, "The message waits to go once more."),
        (State.HELD, "cancel", State.CANCELLED, "The message is cancelled."),
    ],
)
def test_a_press_does_it_once_and_a_second_press_is_told_why_not(group, press, state, what, after, told):
    message = MessageFactory(group=group, state=state, needs_someone=state != State.QUEUED)

    first, second = press(message, what), press(message, what)

    message.refresh_from_db()
    assert message.state == after
    assert told in _told(first)
    assert told not in _told(second)
    assert Decision.objects.count() == 1


def test_sending_again_asks_first_and_changes_nothing_by_asking(group, nurse, signed_in):
    message = MessageFactory(group=group, state=State.UNSURE, needs_someone=True)

    answer = signed_in(nurse).get(f"{message.get_absolute_url()}send-again/")

    assert b"the person gets it twice" in answer.content
    message.refresh_from_db()
    assert message.state == State.UNSURE


def test_asking_to_send_again_what_has_not_gone_goes_back_to_the_message(group, nurse, signed_in):
    message = MessageFactory(group=group, state=State.HELD)

    assert signed_in(nurse).get(f"{message.get_absolute_url()}send-again/").url == message.get_absolute_url()


def test_what_was_decided_stands_in_the_history_with_the_name(group, nurse, press):
    message = MessageFactory(group=group, state=State.FAILED, needs_someone=True)

    answer = press(message, "try-again")

    words = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert "Grace Adeyemi Queued it again" in words
