"""A letter to somebody who cannot use a standard letter waits until somebody says in which format it reaches them."""

import pytest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.outbox import recipients
from supportgroup.outbox.choices import Channel, State
from supportgroup.people import contact
from supportgroup.people.choices import Need
from supportgroup.people.models import FormatMade
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(group):
    """A letter to somebody who needs braille."""
    person = PersonFactory(group=group, needs=[Need.BRAILLE])
    return MessageFactory(
        group=group, person=person, channel=Channel.LETTER, state=State.HELD, needs_someone=True,
        reason="This person needs braille, and a standard letter is in print.", seen_by=Power.SEE_MESSAGES,
    )  # fmt: skip


def choose(client, message, for_all):
    page = reverse("choose_format", args=["immunology", message.pk])
    return client.post(page, {"words": "In braille, by the transcription service", "for_all": for_all}, follow=True)


def test_the_block_lifts_for_one_letter_and_stays_for_the_next(held, group, signed_in, pals):
    officers = signed_in(pals)
    assert "Choose the format" in officers.get(held.get_absolute_url()).content.decode()

    choose(officers, held, "no")

    held.refresh_from_db()
    person = held.addressee
    assert held.state == State.QUEUED
    assert contact.why_not_write(person, channel="letter", letter=recipients.letter_of(held)) is None
    assert "braille" in contact.why_not_write(person, channel="letter", letter="another")
    made = FormatMade.objects.get()
    assert (made.words, made.made_by) == ("In braille, by the transcription service", pals)


def test_the_block_lifts_for_all_letters(held, signed_in, nurse):
    choose(signed_in(nurse), held, "yes")

    held.refresh_from_db()
    assert contact.why_not_write(held.addressee, channel="letter", letter="another") is None


def test_nothing_is_recorded_without_words(held, signed_in, nurse):
    page = reverse("choose_format", args=["immunology", held.pk])

    answer = signed_in(nurse).post(page, {"words": " ", "for_all": "no"})

    assert "Say in which format it reaches them" in answer.content.decode()
    assert not FormatMade.objects.exists()
