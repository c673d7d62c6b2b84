"""What the page of a closed survey says of its list of names: kept until a day, then destroyed, with its certificate."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.rights.keeping import actions as keeping
from surveys.answers.models import Response
from surveys.mailing import kept
from surveys.mailing.models import Call, Invitee
from tests.surveys.mailing.factories import InviteeFactory, MailingFactory, OpenSurveyFactory

pytestmark = pytest.mark.django_db
CLOSED_ON = datetime.date(2026, 12, 7)


@pytest.fixture
def closed(group):
    survey = OpenSurveyFactory(group=group)
    MailingFactory(survey=survey, state="sent", sent_on=survey.opened_on)
    invitee = InviteeFactory(survey=survey)
    Call.objects.create(invitee=invitee, reason="question", on=CLOSED_ON)
    Response.objects.create(survey=survey, content={"1": "a"})
    counts = {"asked": 1, "opened": 1, "outcomes": {"1": 1}, "by_week": [1], "by_mailing": [1]}
    type(survey).objects.filter(pk=survey.pk).update(state="closed", closed_on=CLOSED_ON, final_counts=counts)
    survey.refresh_from_db()
    return survey


def page(signed_in, survey, user, day):
    with clock.moved_to(clock.at(day, 9)):
        return signed_in(user).get(survey.get_absolute_url()).content.decode()


def test_names_are_kept_for_the_groups_period_then_destroyed_with_a_certificate_and_answers_stay(
    signed_in, closed, nurse, pals
):
    assert kept.becomes_of(closed)["coming"].on == datetime.date(2027, 3, 7)
    told = page(signed_in, closed, nurse, CLOSED_ON)
    assert "is kept until 7 March 2027" in told

    with clock.moved_to(clock.at(datetime.date(2027, 3, 8), 9)):
        done = keeping.destroy(kept.FILES, group=closed.group, keys=[str(closed.pk)], by=SignedIn(nurse))
    assert not Invitee.objects.filter(survey=closed).exists()
    assert not Call.objects.exists()
    assert Response.objects.filter(survey=closed).count() == 1

    told = page(signed_in, closed, nurse, datetime.date(2027, 3, 9))
    assert "The names were destroyed on 8 March 2027." in told
    assert f"/records/destroyed/{done.pk}/" in told
    assert "/records/destroyed/" not in page(signed_in, closed, pals, datetime.date(2027, 3, 9))


def test_nothing_is_said_of_an_open_survey(group):
    assert kept.becomes_of(OpenSurveyFactory(group=group)) is None
