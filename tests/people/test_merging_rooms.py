"""What the rooms do when two entries become one person: nothing is lost, and the numbers tell no secret."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.consent import actions as consent
from supportgroup.consent import versions
from supportgroup.consent.choices import How, Sheet
from supportgroup.people import duplicates, merging
from surveys.mailing.choices import Outcome
from tests.factories import PersonFactory
from tests.house.planted import contact_entry, helper
from tests.outbox.factories import MessageFactory
from tests.rights.factories import HoldFactory
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 20)


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def twice(group):
    return PersonFactory(group=group, email="ada@mail.example"), PersonFactory(group=group)


def merge(kept, gone, by):
    return merging.merge(kept, gone, chosen={}, marks=duplicates.pair_of(kept, gone).marks, by=by)


def record(person, *ticked, by):
    version = versions.in_use(person.group, Sheet.MEMBERSHIP)
    consent.record(person, version=version, ticked=ticked, given_on=clock.today(), how=How.PAPER, by=by)


@pytest.mark.parametrize(("outcome", "on"), [(Outcome.NOT_RETURNED, None), (Outcome.RETURNED, DAY)])
def test_a_nurse_does_not_learn_from_the_numbers_who_replied(twice, group, by, outcome, on):
    kept, gone = twice
    survey = OpenSurveyFactory(group=group)
    InviteeFactory(survey=survey, person=kept)
    InviteeFactory(survey=survey, person=gone, outcome=outcome, outcome_on=on)

    assert merging.rehearse(kept, gone, chosen={}, by=by) == []
    merge(kept, gone, by)

    stays = survey.invitees.get()
    assert (stays.person_id, stays.outcome) == (kept.pk, outcome)


def test_nor_who_was_reminded(twice, group, by):
    kept, gone = twice
    reminder = MessageFactory(group=group, person=gone, occasion="survey 1, mailing 2", seen_by="see_who_replied")
    MessageFactory(group=group, person=gone)

    assert merging.rehearse(kept, gone, chosen={}, by=by) == ["1 message"]
    merge(kept, gone, by)

    reminder.refresh_from_db()
    assert reminder.recipient_key == kept.pk


def test_consent_notes_and_helpers_are_counted_before(twice, by):
    kept, gone = twice
    record(gone, "member", by=by)
    contact_entry(gone)
    helper(gone)

    moves = merging.rehearse(kept, gone, chosen={}, by=by)

    assert sorted(moves) == ["1 helper", "1 note in the contact log", "8 consent answers"]


def test_what_one_entry_took_back_holds_a_letter_that_is_printed_for_the_other(twice, group, by):
    kept, gone = twice
    record(kept, "member", "by_email", by=by)
    message = MessageFactory(group=group, person=kept, consent="member", state="taken")
    record(gone, by=by)

    merge(kept, gone, by)

    message.refresh_from_db()
    assert message.state == "held"


def test_a_hold_on_the_entry_that_goes_is_not_lost(twice, group, by):
    kept, gone = twice
    hold = HoldFactory(group=group, kept="people.left", item=str(gone.pk))
    for person in twice:
        HoldFactory(group=group, kept="contactlog.left", item=str(person.pk))

    merge(kept, gone, by)

    hold.refresh_from_db()
    assert (hold.item, hold.lifted_at) == (str(kept.pk), None)
    in_force = type(hold).objects.of(group).in_force(on=clock.today()).values_list("kept", "item")
    assert sorted(in_force) == [("contactlog.left", str(kept.pk)), ("people.left", str(kept.pk))]
