"""Rows of the outbox for tests."""

import factory
from factory.django import DjangoModelFactory

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.outbox.choices import Channel, Lane, RecipientKind, State
from supportgroup.outbox.letter import Letter, Recipient
from supportgroup.outbox.models import Batch, Message, PrintRun
from tests.factories import GroupFactory, PersonFactory


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message
        exclude = ("person",)

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory, group=factory.SelfAttribute("..group"), email="ada@example.org")
    kind = "tests.note"
    recipient_kind = RecipientKind.PERSON
    recipient_key = factory.LazyAttribute(lambda message: message.person.pk)
    occasion = "survey 1, mailing 1"
    channel = Channel.EMAIL
    lane = Lane.BULK
    seen_by = Power.SEE_PEOPLE
    state = State.QUEUED
    queued_at = factory.LazyFunction(clock.now)
    not_before = factory.SelfAttribute("queued_at")
    state_since = factory.SelfAttribute("queued_at")


class PrintRunFactory(DjangoModelFactory):
    class Meta:
        model = PrintRun

    group = factory.SubFactory(GroupFactory)
    kind = "tests.note"
    occasion = "survey 1, mailing 1"
    seen_by = Power.SEE_PEOPLE
    made_at = factory.LazyFunction(clock.now)


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    group = factory.SubFactory(GroupFactory)
    kind = "tests.note"
    occasion = "survey 1, mailing 1"
    seen_by = Power.SEE_PEOPLE
    asked_at = factory.LazyFunction(clock.now)


def letter_to(person, **changes) -> Letter:
    """Return a letter to this person, as a room would hand it in."""
    values = {
        "group": person.group,
        "kind": "tests.note",
        "recipient": Recipient(RecipientKind.PERSON, person.pk),
        "occasion": "survey 1, mailing 1",
        "channel": Channel.EMAIL,
        "seen_by": Power.SEE_PEOPLE,
    }
    return Letter(**values | changes)
