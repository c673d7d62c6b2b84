"""Wherever somebody stands who may be written to or called, it stands first who is a child and who needs what."""

import datetime

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.people.choices import Need
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests.contactlog.factories import EntryFactory, FollowUpFactory
from tests.factories import PersonFactory
from tests.outbox.factories import MessageFactory
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory, SampleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(group):
    born = clock.today() - datetime.timedelta(days=365 * 10)
    needs = [Need.BRAILLE, Need.INTERPRETER]
    return PersonFactory(group=group, date_of_birth=born, needs=needs, language="Polish", email="")


@pytest.fixture
def addresses(group, child, pals):
    """Return the address of each page on which the child stands."""
    survey = OpenSurveyFactory(group=group)
    SurveyDuty.objects.create(survey=survey, user=pals, duty=Duty.MAILING)
    SampleFactory(survey=survey)
    invitee = InviteeFactory(survey=survey, person=child)
    entry = EntryFactory(person=child)
    FollowUpFactory(entry=entry)
    message = MessageFactory(group=group, person=child, state="held")
    of_person, of_survey = [group.slug, child.pk], [group.slug, survey.pk]
    return {
        "people": reverse("people", args=[group.slug]),
        "person": reverse("person", args=of_person),
        "consent list": reverse("consent_list", args=[group.slug]),
        "consent": reverse("person_consent", args=of_person),
        "contact log": reverse("contact_log", args=of_person),
        "a new contact": reverse("log_contact", args=of_person),
        "what comes next": reverse("follow_ups", args=[group.slug]),
        "who is left out or phoned": reverse("left_out", args=of_survey),
        "who replied": reverse("who_replied", args=of_survey),
        "one who was asked": reverse("asked", args=[*of_survey, invitee.pk]),
        "messages": f"{reverse('messages', args=[group.slug])}?state=all",
        "a message": message.get_absolute_url(),
    }


def test_it_stands_on_every_page_before_other_needs(addresses, pals, signed_in):
    officers = signed_in(pals)

    for name, address in addresses.items():
        page = officers.get(address).content.decode()
        words = ["9, under 18", "Interpreter: Polish", "Braille"]
        assert all(word in page for word in words), name
        assert sorted(words, key=page.rindex) == words, name


def test_an_administrator_who_sees_no_people_reads_none_of_it(group, child, administrator, signed_in):
    MessageFactory(group=group, person=child, seen_by="see_messages", state="held")

    page = signed_in(administrator).get(f"{reverse('messages', args=[group.slug])}?state=all").content.decode()

    assert "under 18" not in page
    assert "Interpreter" not in page
