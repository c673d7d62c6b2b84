"""Emails through GOV.UK Notify, against a small service of our own that speaks its protocol."""

import pytest

from supportgroup.outbox import actions, receipts
from supportgroup.outbox.choices import Receipt, State
from supportgroup.outbox.models import Message, ReturnedAddress
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.notify import KEY, TEMPLATE, NotifyService

pytestmark = pytest.mark.django_db


@pytest.fixture
def notify(settings):
    """The email service on a socket of its own, and settings that name it."""
    service = NotifyService()
    settings.EMAILS, settings.NOTIFY_URL = "notify", service.url
    settings.NOTIFY_API_KEY, settings.NOTIFY_EMAIL_TEMPLATE = KEY, TEMPLATE
    yield service
    service.stop()


def queued(group, address="mary0@mail.example"):
    person = PersonFactory(group=group, email=address)
    actions.queue([letter_to(person)])
    return Message.objects.get(recipient_key=person.pk)


def test_an_email_goes_once_with_our_reference_its_subject_and_its_words(notify, group):
    message = queued(group)

    assert actions.deliver() == {State.SENT: 1}
    assert actions.deliver() == {}

    taken = notify.taken[str(message.mail_id)]
    assert (taken["email_address"], taken["template_id"]) == ("mary0@mail.example", TEMPLATE)
    assert taken["personalisation"]["subject"] == "Your views on our service"
    assert "Tell us how it went: https://" in taken["personalisation"]["text"]


@pytest.mark.parametrize(
    ("way", "state"), [("4", State.QUEUED), ("5", State.FAILED), ("6", State.SENT), ("7", State.QUEUED)]
)
def test_each_answer_is_understood(notify, group, way, state):
    message = queued(group, f"mary{way}@mail.example")

    actions.deliver()

    message.refresh_from_db()
    assert message.state == state


@pytest.mark.parametrize(
    ("status", "state", "marked"),
    [
        ("delivered", State.SENT, None),
        ("sending", State.SENT, None),
        ("permanent-failure", State.FAILED, True),
        ("temporary-failure", State.FAILED, False),
        ("technical-failure", State.FAILED, None),
    ],
)
def test_what_became_of_an_email_is_asked_for_and_marks_its_address(notify, group, status, state, marked):
    message = queued(group)
    actions.deliver()
    notify.status = status

    receipts.fetch()

    message.refresh_from_db()
    assert message.state == state
    assert message.receipt == (Receipt.ARRIVED if status == "delivered" else "")
    assert list(ReturnedAddress.objects.values_list("hard", flat=True)) == ([] if marked is None else [marked])
