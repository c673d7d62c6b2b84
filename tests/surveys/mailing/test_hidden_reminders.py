"""Whoever keys in forms never learns from the outbox who was reminded, and so who had not replied."""

import pytest

from supportgroup.access.choices import Power
from supportgroup.outbox.models import Message
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests.outbox.factories import MessageFactory
from tests.surveys.questionnaire.factories import SurveyFactory

pytestmark = pytest.mark.django_db


def test_reminders_are_seen_only_by_the_officer_with_the_mailing_duty_of_that_survey(group, nurse, pals, pals_entry):
    survey, other = SurveyFactory(group=group), SurveyFactory(group=group)
    SurveyDuty.objects.create(survey=survey, user=pals, duty=Duty.MAILING)
    SurveyDuty.objects.create(survey=survey, user=pals_entry, duty=Duty.ENTRY)
    SurveyDuty.objects.create(survey=other, user=pals_entry, duty=Duty.MAILING)
    SurveyDuty.objects.create(survey=other, user=pals, duty=Duty.ENTRY)
    seen = {"group": group, "kind": "surveys.reminder", "seen_by": Power.SEE_WHO_REPLIED}
    reminder = MessageFactory(occasion=f"survey {survey.pk}, mailing 2", **seen)
    reminder_of_other = MessageFactory(occasion=f"survey {other.pk}, mailing 2", **seen)
    longer_number = MessageFactory(occasion=f"survey {survey.pk}0, mailing 2", **seen)
    invitation = MessageFactory(
        group=group, kind="surveys.invitation", occasion=f"survey {survey.pk}, mailing 1", seen_by=Power.SEE_SURVEYS
    )

    def seen_by(user):
        return set(Message.objects.visible_to(user, in_group=group)) - {longer_number}

    assert seen_by(pals) == {reminder, invitation}
    assert seen_by(pals_entry) == {reminder_of_other, invitation}
    assert seen_by(nurse) == {invitation}
    assert longer_number not in Message.objects.visible_to(pals, in_group=group)
