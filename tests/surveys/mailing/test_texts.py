"""Who prefers texts and has a mobile gets one, in neutral words with another way than the link."""

import pytest

from supportgroup.access.actor import SignedIn
from supportgroup.outbox import previews
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.lengths import length_of
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Route
from surveys.mailing import actions, codes, letters, overview
from surveys.mailing.models import Invitee, Mailing
from surveys.mailing.sampling import reach
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, check_on, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(group, settings):
    settings.TEXTS = "console"
    return PersonFactory(group=group, preferred_route=Route.TEXT, phone="07700 900 120", email="ben@mail.example")


@pytest.fixture
def texted(survey, ben, nurse):
    with on(SENT_ON):
        check_on(survey.group, SENT_ON)
        actions.choose(survey, filters={}, by=SignedIn(nurse))
        actions.send_invitations(survey, by=SignedIn(nurse))
    return Message.objects.get()


def test_who_prefers_texts_gets_one_only_where_it_can_go(group, ben, settings):
    phoned = PersonFactory(group=group, preferred_route=Route.PHONE, phone="07700 900 121", email="")
    landline = PersonFactory(group=group, preferred_route=Route.TEXT, phone="01632 960 001", email="c@mail.example")
    silent = PersonFactory(group=group, preferred_route=Route.TEXT, phone="07700 900 122", do_not_contact=True)

    found = reach([ben, phoned, landline, silent])
    assert (found.texts, found.emails, found.letters) == ([ben], [landline], [phoned])
    assert [person for person, _ in found.left_out] == [silent]
    assert overview.in_numbers(found) == "sends 1 letter, 1 email and 1 text message"
    settings.TEXTS = ""
    assert reach([ben]).emails == [ben]


def test_the_text_is_neutral_short_and_offers_another_way_than_the_link(sink, texted, ben):
    with on(SENT_ON):
        deliver()

    words = sink.mails[0].message.get_content().strip()
    link = codes.link_token(Invitee.objects.get())
    assert link in words
    assert ben.group.helpline in words
    assert words.startswith("Patient survey, Eastbrook Hospitals: ")
    length = length_of(words)
    assert length.plain
    assert length.parts <= 2
    assert not any(word in words.lower() for word in ("immun", "ill", "patient support group", "treatment"))
    assert ben.first_name not in words
    assert (Mailing.objects.get(number=1).texts, Mailing.objects.get(number=1).people) == (1, 1)


@pytest.mark.parametrize("kind", ["invitation", "reminder", "final"])
def test_every_letter_of_a_survey_has_its_words_for_a_text(texted, kind):
    texted.kind = f"surveys.{kind}"
    with on(SENT_ON):
        letters.prepare([texted])
        words = letters.text(texted)

    assert length_of(words).parts <= 2
    assert "\n" not in words


def test_the_preview_shows_the_text_without_its_key_and_how_long_it_is(texted):
    with on(SENT_ON):
        shown = previews.preview_of(texted)

    assert texted.channel == Channel.TEXT
    assert codes.link_token(Invitee.objects.get()) not in shown.text
    assert "[their own link]" in shown.text
    assert "sent as 2 text messages joined" in shown.length
    assert texted.state == State.QUEUED
