"""What the tests of the mailing start from: an open survey on Monday 7 September 2026, a check of that morning."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.people.choices import Route
from surveys.mailing import actions
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests.factories import OutlineFactory, PersonFactory
from tests.outbox.conftest import sink
from tests.surveys.mailing.factories import DeceasedCheckFactory, OpenSurveyFactory

__all__ = ["sink"]
SENT_ON = datetime.date(2026, 9, 7)
REMINDER_ON = datetime.date(2026, 9, 28)
FINAL_ON = datetime.date(2026, 10, 26)


def on(day, hour=9):
    """Stop the clock at an hour of a day."""
    return clock.moved_to(clock.at(day, hour))


def check_on(group, day, hour=8):
    """Record that the deceased check was done then."""
    return DeceasedCheckFactory(group=group, checked_at=clock.at(day, hour))


def by_email(group, number=1, **values):
    """Return that many people who prefer email."""
    return [
        PersonFactory(group=group, preferred_route=Route.EMAIL, email=f"p{place}-{number}@mail.example", **values)
        for place in range(number)
    ]


def by_letter(group, number=1, **values):
    """Return that many people who prefer letters."""
    return PersonFactory.create_batch(number, group=group, preferred_route=Route.LETTER, **values)


@pytest.fixture
def survey(group, pals, pals_entry):
    """An open survey of the group, with both duties given."""
    survey = OpenSurveyFactory(group=group)
    SurveyDuty.objects.create(survey=survey, user=pals, duty=Duty.MAILING)
    SurveyDuty.objects.create(survey=survey, user=pals_entry, duty=Duty.ENTRY)
    return survey


@pytest.fixture
def sent(survey, nurse):
    """The survey, sent on 7 September to 3 people by email and 2 by letter."""
    by_email(survey.group, 3)
    by_letter(survey.group, 2)
    return send(survey, nurse)


def send(survey, user, on_day=SENT_ON):
    """Choose everybody, check, and send the invitations on 7 September or another day."""
    with on(on_day):
        check_on(survey.group, on_day)
        actions.choose(survey, filters={}, by=SignedIn(user))
        actions.send_invitations(survey, by=SignedIn(user))
    survey.refresh_from_db()
    return survey


def with_outline(person, **values):
    """Give a person a clinical outline and return the person."""
    OutlineFactory(person=person, **values)
    return person
