"""Somebody was asked twice in one survey and is one person since: what stands on both letters leads to them."""

import pytest

from supportgroup.access.actor import SignedIn
from supportgroup.people import duplicates, merging
from surveys.mailing import actions, codes
from surveys.mailing.choices import Outcome
from surveys.mailing.models import FormerNumber, Invitee
from tests.factories import PersonFactory
from tests.surveys.mailing.factories import InviteeFactory, OpenSurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def asked_twice(group):
    survey = OpenSurveyFactory(group=group)
    return [InviteeFactory(survey=survey, person=PersonFactory(group=group)) for _ in range(2)]


def merge(stays, goes, by):
    kept, gone = stays.person, goes.person
    merging.merge(kept, gone, chosen={}, marks=duplicates.pair_of(kept, gone).marks, by=by)


def test_slip_code_and_link_of_the_entry_that_went_lead_to_the_one_that_stays(asked_twice, by):
    stays, goes = asked_twice
    code, link, number = codes.typed_code(goes), codes.link_token(goes), goes.record_number

    merge(stays, goes, by)

    assert Invitee.objects.get() == stays
    assert codes.invitee_of_code(code) == codes.invitee_of_link(link) == stays
    assert stays.survey.invitees.numbered(number).get() == stays
    assert stays.survey.invitees.named_like(number).get() == stays
    assert stays.survey.invitees.numbered(stays.record_number).get() == stays


def test_so_does_what_is_printed_where_the_other_row_had_replied(asked_twice, by):
    first, second = asked_twice
    Invitee.objects.filter(pk=second.pk).update(outcome=Outcome.RETURNED, outcome_on="2026-09-20")
    code = codes.typed_code(first)

    merge(first, second, by)

    assert codes.invitee_of_code(code) == Invitee.objects.get(pk=second.pk)


def test_three_entries_become_one_and_every_letter_is_still_known(asked_twice, group, by):
    stays, goes = asked_twice
    third = InviteeFactory(survey=stays.survey, person=PersonFactory(group=group))
    numbers = [goes.record_number, third.record_number]

    merge(third, goes, by)
    third.person.refresh_from_db()
    merge(stays, third, by)

    assert [stays.survey.invitees.numbered(number).get() for number in numbers] == [stays, stays]


def test_a_new_code_ends_the_old_ones_of_both_letters_but_the_slips_are_still_known(asked_twice, by):
    stays, goes = asked_twice
    code, link, number = codes.typed_code(goes), codes.link_token(goes), goes.record_number
    merge(stays, goes, by)

    actions.withdraw_key(Invitee.objects.get(), by=by)

    assert codes.invitee_of_code(code) is None
    assert codes.invitee_of_link(link) is None
    assert stays.survey.invitees.numbered(number).get() == stays


def test_no_new_code_is_one_that_stands_on_a_letter_of_an_entry_that_went(asked_twice, by):
    stays, goes = asked_twice
    mark = bytes(goes.code_mark)
    merge(stays, goes, by)

    assert codes.taken([mark]) == {mark}


def test_whoever_is_erased_leaves_none_of_it(asked_twice, by):
    stays, goes = asked_twice
    merge(stays, goes, by)

    Invitee.objects.all().delete()

    assert not FormerNumber.objects.exists()
