"""Whose a record number is: it stands on the reply slip, so it tells who has replied, and only one officer learns it."""

import pytest

from supportgroup.people import finders
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests.surveys.mailing.factories import OpenSurveyFactory

pytestmark = pytest.mark.django_db


def _found(text, user, group):
    return finders.keys_of(text, user=user, group=group)


def test_the_officer_with_the_mailing_duty_finds_the_person_however_the_number_is_typed(sent, pals):
    one, other = sent.invitees.order_by("pk")[:2]
    prefix, _, rest = one.record_number.partition("-")

    for text in (one.record_number, one.record_number.lower(), f" {prefix} {rest} "):
        assert _found(text, pals, sent.group) == [one.person_id]
    assert _found(other.record_number, pals, sent.group) == [other.person_id]


def test_nobody_else_finds_anybody_by_a_record_number(sent, nurse, pals_entry, administrator):
    number = sent.invitees.first().record_number

    assert [_found(number, user, sent.group) for user in (nurse, pals_entry, administrator)] == [[], [], []]


def test_the_duty_of_another_survey_or_group_finds_nobody(sent, pals, other_group):
    number = sent.invitees.first().record_number
    SurveyDuty.objects.filter(user=pals).delete()
    SurveyDuty.objects.create(survey=OpenSurveyFactory(group=sent.group), user=pals, duty=Duty.MAILING)

    assert _found(number, pals, sent.group) == []
    assert _found(number, pals, other_group) == []


@pytest.mark.parametrize("text", ["", "\x00", "Okoro", "QVT", "9990000018", "🙂", "1" * 5000])
def test_what_is_no_record_number_finds_nobody(sent, pals, text):
    assert _found(text, pals, sent.group) == []
