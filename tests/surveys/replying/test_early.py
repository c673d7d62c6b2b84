"""Before its last day a survey is closed by two named people; after it by the clock, or by one."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from surveys.mailing.history import history
from surveys.replying import actions, early, rules, today
from surveys.replying.models import EarlyClose
from tests.surveys.replying.test_views import address, words
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
WHY = "Every ward has answered"


@pytest.fixture
def proposal(survey, nurse):
    return early.propose(survey, reason=WHY, by=SignedIn(nurse))


def state_of(survey):
    survey.refresh_from_db()
    return survey.state


@pytest.mark.parametrize(("days", "is_early"), [(-1, True), (0, True), (1, False)])
def test_a_survey_is_early_until_its_last_day_is_over(days, is_early):
    day = datetime.date(2026, 12, 7)
    told = {"state": "open", "closes_on": day, "today": day + datetime.timedelta(days=days)}
    assert rules.is_early(**told) is is_early


def test_one_person_alone_cannot_close_early(survey, nurse):
    with pytest.raises(Refused, match="two people close a survey"):
        actions.start_closing(survey, by=SignedIn(nurse))
    assert state_of(survey) == "open"


def test_the_clock_closes_and_after_the_last_day_so_does_one_person(survey, nurse):
    with clock.moved_to(clock.at(survey.closes_on + datetime.timedelta(days=1), 9)):
        actions.start_closing(survey, by=SignedIn(nurse))
    assert state_of(survey) == "closing"


def test_a_second_person_confirms_and_both_are_named_in_the_trail(survey, nurse, pals, proposal):
    early.confirm(proposal, by=SignedIn(pals))
    assert state_of(survey) == "closing"
    proposal.refresh_from_db()
    assert (proposal.proposed_by, proposal.confirmed_by) == (nurse, pals)
    signed = apps.get_model("replying", "EarlyCloseEvent").objects.order_by("pgh_id")
    assert [row.pgh_context["actor_name"] for row in signed] == [nurse.name, pals.name]
    told = [(entry["who"], entry["what"]) for entry in history(survey)]
    assert (nurse.name, "Proposed to close the survey early") in told
    assert (pals.name, "Confirmed that the survey closes early") in told


def test_nobody_confirms_their_own_proposal_nor_does_the_system(survey, nurse, proposal):
    for by in (SignedIn(nurse), CLOCK):
        with pytest.raises(Refused, match="Somebody else has to confirm"):
            early.confirm(proposal, by=by)
    assert state_of(survey) == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        EarlyClose.objects.update(confirmed_by=nurse, confirmed_at=clock.now())


def test_a_proposal_that_is_taken_back_confirms_nothing_and_another_can_come(survey, nurse, pals, proposal):
    early.withdraw(proposal, by=SignedIn(nurse))
    with pytest.raises(Refused, match="taken back already"):
        early.confirm(proposal, by=SignedIn(pals))
    with pytest.raises(Refused, match="taken back already"):
        early.withdraw(proposal, by=SignedIn(nurse))
    assert early.propose(survey, reason=WHY, by=SignedIn(pals)).proposed_by == pals


def test_there_is_one_proposal_at_a_time_and_one_close(survey, nurse, pals, proposal):
    with pytest.raises(Refused, match="proposed this already"):
        early.propose(survey, reason=WHY, by=SignedIn(pals))
    early.confirm(proposal, by=SignedIn(pals))
    with pytest.raises(Refused, match="confirmed already"):
        early.confirm(proposal, by=SignedIn(pals))


def test_today_asks_everybody_who_may_but_the_one_who_proposed(survey, nurse, pals, committee, proposal):
    def told(user):
        return [line.text for line in lines_of_room(today, user, survey.group, clock.today())]

    wanted = f"Confirm that “{survey.title}” closes early, or say no"
    assert wanted in told(pals)
    assert wanted not in told(nurse)
    assert wanted not in told(committee)


def test_the_pages_from_proposal_to_close(signed_in, survey, nurse, pals):
    client = signed_in(nurse)
    missing = client.post(address("close_survey", survey), {"sure": "on"})
    assert "Enter why it should close early" in words(missing)
    page = client.post(address("close_survey", survey), {"sure": "on", "reason": WHY}, follow=True)
    assert "Your proposal waits for a second person" in words(page)
    own = client.post(address("confirm_close", survey), {"sure": "on"}, follow=True)
    assert "Somebody else has to confirm it." in words(own)
    assert state_of(survey) == "open"

    other = signed_in(pals)
    shown = words(other.get(address("confirm_close", survey)))
    assert f"{nurse.name} proposed it" in shown
    assert WHY in shown
    assert "Tick the box" in words(other.post(address("confirm_close", survey), {}))
    other.post(address("confirm_close", survey), {"sure": "on"})
    assert state_of(survey) == "closing"


def test_a_second_person_says_no(signed_in, survey, pals, proposal):
    page = signed_in(pals).post(address("withdraw_close", survey), follow=True)
    assert "goes on to its last day" in words(page)
    again = signed_in(pals).post(address("withdraw_close", survey), follow=True)
    assert "There is no proposal any more." in words(again)
    assert state_of(survey) == "open"
