"""What becomes of an invitation when something happens to its person."""

import datetime

import pytest

from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.outbox.models import Message
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.reactions import Event, tell
from surveys.mailing import actions
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from tests.factories import PersonFactory
from tests.surveys.mailing.conftest import SENT_ON, on
from tests.surveys.mailing.factories import InviteeFactory

TUESDAY = SENT_ON.replace(day=8)


@pytest.fixture
def invitee(sent):
    return sent.invitees.select_related("person").first()


def outcome_of(invitee):
    invitee.refresh_from_db()
    return invitee.outcome, invitee.outcome_on


def died(person, user):
    with on(TUESDAY):
        people.change_standing(person, standing=Standing.DIED, since=TUESDAY, by=SignedIn(user))


def test_who_dies_before_their_letter_left_was_never_mailed(invitee, nurse):
    died(invitee.person, nurse)
    assert outcome_of(invitee) == (Outcome.NEVER_MAILED, TUESDAY)
    assert Message.objects.get(recipient_key=invitee.person_id).state == "held"


def test_who_dies_after_it_has_code_3(invitee, nurse):
    Message.objects.update(state="sent")
    died(invitee.person, nurse)
    assert outcome_of(invitee) == (Outcome.DIED, TUESDAY)


def test_who_replied_before_they_died_stays_a_reply(invitee, nurse):
    actions.mark_replied(invitee, on=SENT_ON, by=CLOCK)
    died(invitee.person, nurse)
    assert outcome_of(invitee) == (Outcome.RETURNED, SENT_ON)


def test_who_moved_has_code_2_and_who_wants_no_contact_code_4(sent, nurse):
    Message.objects.update(state="sent")
    moved, said_no, *_ = sent.invitees.select_related("person")
    with on(TUESDAY):
        people.change_standing(moved.person, standing=Standing.MOVED, since=TUESDAY, by=SignedIn(nurse))
        people.change(said_no.person, values={"do_not_contact": True}, by=SignedIn(nurse))
    assert outcome_of(moved) == (Outcome.UNDELIVERED, TUESDAY)
    assert outcome_of(said_no) == (Outcome.OPTED_OUT, TUESDAY)


def test_a_closed_survey_is_left_as_it_was(invitee, sent, nurse):
    sent.state, sent.closed_on, sent.final_counts = "closed", SENT_ON, {"opened": 0}
    sent.save()
    died(invitee.person, nurse)
    assert outcome_of(invitee) == (Outcome.NOT_RETURNED, None)


def test_the_death_of_somebody_never_asked_changes_nothing(sent, nurse):
    before = list(Invitee.objects.values())
    died(PersonFactory(group=sent.group), nurse)
    assert list(Invitee.objects.values()) == before


def test_an_invitation_moves_to_the_entry_that_stays(invitee, sent):
    into = PersonFactory(group=sent.group)
    tell(Event.MERGED, invitee.person, by=CLOCK, into=into)
    assert Invitee.objects.get(pk=invitee.pk).person == into


def test_of_two_invitations_the_one_that_replied_stays(sent):
    first, second, *_ = sent.invitees.select_related("person")
    actions.mark_replied(first, on=SENT_ON, by=CLOCK)
    tell(Event.MERGED, first.person, by=CLOCK, into=second.person)
    assert Invitee.objects.get(person=second.person).pk == first.pk
    assert not Invitee.objects.filter(person=first.person).exists()


@pytest.mark.django_db
def test_the_copy_of_what_we_hold_names_surveys_and_no_answers():
    invitee = InviteeFactory(outcome=Outcome.RETURNED, outcome_on=datetime.date(2026, 9, 9))
    told = [answer for answer in tell(Event.DOWNLOADED, invitee.person, by=CLOCK) if "surveys" in answer]
    assert told == [
        {
            "surveys": [
                {
                    "survey": "Your treatment and support",
                    "record_number": invitee.record_number,
                    "outcome": "Returned, completed",
                    "on": "2026-09-09",
                }
            ]
        }
    ]


@pytest.mark.django_db
def test_nothing_is_left_of_somebody_who_is_erased():
    invitee = InviteeFactory()
    tell(Event.ERASED, invitee.person, by=CLOCK)
    assert not Invitee.objects.filter(pk=invitee.pk).exists()
