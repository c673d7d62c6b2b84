import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.outbox import actions, receipts, texting
from supportgroup.outbox.choices import Channel, Receipt, State
from supportgroup.outbox.models import Message
from supportgroup.outbox.numbers import NOT_A_MOBILE, mobile
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.notify import KEY, TEMPLATE, NotifyService

pytestmark = pytest.mark.django_db


@pytest.fixture
def notify(settings):
    """The text service on a socket of its own, and settings that name it."""
    service = NotifyService()
    settings.TEXTS, settings.NOTIFY_URL = "notify", service.url
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEXT_TEMPLATE = KEY, TEMPLATE
    yield service
    service.stop()


def _text(group, number="07700 900 120", **changes):
    person = PersonFactory(group=group, phone=number, **changes)
    actions.queue([letter_to(person, channel=Channel.TEXT)])
    return Message.objects.get(recipient_key=person.pk)


def _stands(message):
    message.refresh_from_db()
    return message.state, message.reason


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900 120", "+447700900120"),
        ("+44 (0)7700 900120", "+447700900120"),
        ("07911 123456", "+447911123456"),
        ("+353 85 123 4567", "+353851234567"),
        ("01632 960 001", None),
        ("0808 157 0123", None),
        ("07700 900", None),
        ("my daughter’s", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_only_a_mobile_is_sent_a_text(typed, number):
    assert mobile(typed) == number


def test_a_text_goes_once_with_our_reference_and_the_words_of_its_kind(notify, group):
    message = _text(group)

    assert actions.deliver() == {State.SENT: 1}
    assert actions.deliver() == {}
    taken = notify.taken[str(message.mail_id)]
    assert taken["phone_number"] == "+447700900120"
    assert taken["template_id"] == TEMPLATE
    assert taken["personalisation"] == {"text": "Tell us how it went"}
    assert "sms_sender_id" not in taken


def test_the_sender_that_people_recognise_is_named_where_one_is_set(notify, group, settings):
    settings.NOTIFY_TEXT_SENDER = "8e222534-7f05-4972-86e3-17c5d9f894e2"
    message = _text(group)
    actions.deliver()

    assert notify.taken[str(message.mail_id)]["sms_sender_id"] == settings.NOTIFY_TEXT_SENDER


def test_each_answer_of_the_service_is_understood(notify, group, at_noon):
    later, refused, taken_after_all, not_taken = (_text(group, f"07700 90012{digit}") for digit in "4567")

    actions.deliver()

    assert _stands(later) == (State.QUEUED, "The text service asked us to come later (429).")
    assert _stands(refused) == (State.FAILED, "The text service does not take this number or these words (400).")
    assert _stands(taken_after_all) == (State.SENT, "")
    assert _stands(not_taken)[0] == State.QUEUED
    with clock.moved_to(at_noon + datetime.timedelta(minutes=2)):
        assert actions.deliver() == {State.SENT: 2}
    assert all(str(message.mail_id) in notify.taken for message in (later, taken_after_all, not_taken))


def test_a_text_that_the_service_shows_late_is_not_sent_a_second_time(notify, group, at_noon):
    message = _text(group, "07700 900126")
    notify.shown_late = 1

    actions.deliver()
    assert _stands(message)[0] == State.QUEUED
    with clock.moved_to(at_noon + datetime.timedelta(minutes=2)):
        assert actions.deliver() == {State.SENT: 1}

    assert notify.asked["+447700900126"] == 1


def test_who_sends_an_unsure_text_again_sends_none_that_was_taken(notify, group, nurse):
    message = _text(group)
    actions.deliver()
    Message.objects.update(state=State.UNSURE, needs_someone=True)

    actions.send_again(message, reason="It may be lost.", was=State.UNSURE, by=SignedIn(nurse))

    assert actions.deliver() == {State.SENT: 1}
    assert notify.asked["+447700900120"] == 1


def test_a_key_that_the_service_does_not_know_lets_everything_wait(notify, group):
    message = _text(group, "07700 900123")

    assert actions.deliver() == {State.QUEUED: 1}
    assert _stands(message) == (State.QUEUED, "The text service does not know our key. Tell your IT service desk.")


def test_a_service_that_is_away_loses_nothing_and_sends_nothing_twice(notify, group):
    message = _text(group)
    notify.stop()

    actions.deliver()

    assert _stands(message)[0] in (State.QUEUED, State.UNSURE)
    actions.deliver()
    assert notify.taken == {}


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        ("delivered", State.SENT, ""),
        ("permanent-failure", State.FAILED, "This number does not exist, or it takes no text messages."),
        ("temporary-failure", State.FAILED, "The phone was off or out of reach for days."),
        ("sending", State.SENT, ""),
    ],
)
def test_what_became_of_a_text_is_fetched(notify, group, status, state, reason):
    message = _text(group)
    actions.deliver()
    notify.status = status

    receipts.fetch()

    assert _stands(message) == (state, reason)
    assert message.receipt == (Receipt.ARRIVED if status == "delivered" else "")
    assert message.needs_someone is (state == State.FAILED)
    waits = Message.objects.without_receipt(Channel.TEXT).exists()
    assert waits is (status == "sending")


@pytest.mark.parametrize(
    ("person", "reason", "needs_someone"),
    [
        ({"do_not_contact": True}, "This person asked us not to contact them.", False),
        ({"number": "01632 960 001"}, NOT_A_MOBILE, True),
    ],
)
def test_at_the_moment_of_sending_it_is_asked_again(notify, group, person, reason, needs_someone):
    message = _text(group, **person)

    actions.deliver()

    assert _stands(message) == (State.HELD, reason)
    assert message.needs_someone is needs_someone
    assert notify.taken == {}


def test_on_a_developers_machine_a_text_goes_into_the_mail_catcher(sink, group, settings):
    settings.TEXTS = "console"
    _text(group)

    assert actions.deliver() == {State.SENT: 1}
    assert [mail.recipient for mail in sink.mails] == ["+447700900120@text.invalid"]
    assert "Tell us how it went" in sink.mails[0].message.get_content()


def test_where_no_service_is_set_a_text_waits(group, settings):
    settings.TEXTS = ""
    message = _text(group)

    assert actions.deliver() == {}
    assert _stands(message) == (State.QUEUED, "")
    assert texting.sweep() is False


def test_texts_leave_evenly_spaced_under_a_cap_of_their_own(notify, group, settings):
    settings.OUTBOX_TEXTS_A_MINUTE = 6000
    for digit in range(3):
        _text(group, f"07700 90013{digit}")

    assert texting.sweep() is False
    assert len(notify.taken) == 3


def test_texts_that_never_get_an_answer_do_not_stand_before_the_others(notify, group, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_AT_ONCE", 2)
    texts = [_text(group, f"07700 90013{digit}") for digit in range(3)]
    actions.deliver()
    notify.status = "sending"
    assert receipts.fetch() == 0

    notify.status = "delivered"
    assert receipts.fetch() == 1
    texts[2].refresh_from_db()
    assert texts[2].receipt == Receipt.ARRIVED
    assert receipts.fetch() == 2
