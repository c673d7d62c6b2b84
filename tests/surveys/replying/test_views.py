"""The staff's side: slips against forms, closing."""

import datetime

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.longwork.actions import run_waiting
from surveys.answers import sealing
from surveys.answers.models import SealedAnswer
from surveys.keying.models import Keyed
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from tests import factories
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.replying.conftest import a_reply

pytestmark = pytest.mark.django_db
FORM = {"q1": "a", "q3": "*", "q13": ["b", "f"], "q15": "", "q18": "b", "q18w": "They ring back.", "q19": "Parking."}


def address(name, survey):
    return reverse(name, args=[survey.group.slug, survey.pk])


def words(page):
    return " ".join(page.content.decode().split())


def opened(survey):
    """Return what the one sealed answer of this survey holds."""
    sealed = SealedAnswer.objects.get(survey=survey)
    return sealing.open_sealed(
        bytes(sealed.sealed), private_key=sealing.private_key_of(survey.pk), survey_key=survey.pk
    )


@pytest.fixture
def owen(signed_in, pals_entry):
    return signed_in(pals_entry)


def new_form(client, survey):
    return client.get(address("key_form", survey)).context["form_word"]


def test_slips_and_forms_are_compared_in_numbers_and_words(owen, survey):
    a_reply(InviteeFactory(survey=survey))
    InviteeFactory.create_batch(3, survey=survey, outcome=Outcome.RETURNED, outcome_on=clock.today())
    Keyed.objects.create(survey=survey, forms=1)

    page = owen.get(address("forms", survey))

    assert [figure["number"] for figure in page.context["figures"]] == [3, 1, 1]
    assert "2 more slips than forms" in words(page)
    assert "Key in a form" in words(page)


def test_who_has_not_the_entry_duty_sees_the_counts_and_no_way_to_key(signed_in, nurse, pals, survey):
    for user in (nurse, pals):
        page = signed_in(user).get(address("forms", survey))
        assert page.status_code == 200
        assert "Key in a form" not in words(page)


def test_the_close_is_confirmed_in_numbers_and_by_a_second_press(signed_in, nurse, survey):
    a_reply(InviteeFactory(survey=survey))
    for number in range(1, 9):
        keyed(survey, number)
    client = signed_in(nurse)

    page = words(client.get(address("close_survey", survey)))
    assert (
        "Only 9 answers have come: 1 from the website and 8 from paper. Fewer than 10 answers are never opened" in page
    )
    keyed(survey, 9)
    page = words(client.get(address("close_survey", survey)))
    assert "10 sealed answers are opened together, without names: 1 from the website and 9 from paper." in page
    assert "After that it closes by itself." in page

    assert "Tick the box" in words(client.post(address("close_survey", survey), {}))
    survey.refresh_from_db()
    assert survey.state == "open"


def test_closing_shows_how_far_it_is_and_then_that_it_is_done(
    signed_in, nurse, survey, django_capture_on_commit_callbacks
):
    for number in range(10):
        keyed(survey, number + 1)
    Survey.objects.filter(pk=survey.pk).update(closes_on=clock.today() - datetime.timedelta(days=1))
    client = signed_in(nurse)

    page = client.post(address("close_survey", survey), {"sure": "on"}, follow=True)
    assert "The answers are being opened" in words(page)

    run_waiting()
    page = words(client.get(address("close_survey", survey)))
    assert "The survey is closed" in page
    assert "10 answers were opened" in page
    assert reverse("results", args=[survey.group.slug, survey.pk]) in page


def test_a_close_with_too_few_says_that_none_was_opened_and_what_to_do(signed_in, nurse, survey):
    for number in range(9):
        keyed(survey, number + 1)
    Survey.objects.filter(pk=survey.pk).update(closes_on=clock.today() - datetime.timedelta(days=1))
    client = signed_in(nurse)
    client.post(address("close_survey", survey), {"sure": "on"})
    run_waiting()

    page = words(client.get(address("close_survey", survey)))

    assert "9 answers came. Fewer than 10 answers are never opened" in page
    assert "start the next version of the questionnaire" in page
    assert "See the results" not in page


def test_a_close_that_ended_badly_says_why_and_can_be_pressed_again(signed_in, nurse, survey, keys):
    Survey.objects.filter(pk=survey.pk).update(closes_on=clock.today() - datetime.timedelta(days=1))
    client = signed_in(nurse)
    for number in range(10):
        keyed(survey, number + 1)
    for key in keys.iterdir():
        key.unlink()
    client.post(address("close_survey", survey), {"sure": "on"})
    run_waiting()

    page = words(client.get(address("close_survey", survey)))

    assert "The last try did not end." in page
    assert "The key of this survey is not on this worker." in page
    assert "Close the survey for good" in page


def test_only_a_nurse_closes(signed_in, pals, pals_entry, committee, survey):
    for user in (pals, pals_entry, committee):
        assert signed_in(user).post(address("close_survey", survey), {"sure": "on"}).status_code == 403
    assert Survey.objects.get(pk=survey.pk).state == "open"


def test_a_survey_of_another_group_is_not_there(signed_in, other_group, survey):
    stranger = factories.user_with_role(Role.NURSE, other_group)
    elsewhere = reverse("close_survey", args=[other_group.slug, survey.pk])

    assert signed_in(stranger).get(elsewhere).status_code == 404
    assert signed_in(stranger).get(address("close_survey", survey)).status_code == 404


def test_nothing_on_these_pages_says_who_has_replied(signed_in, nurse, pals_entry, survey):
    replied = InviteeFactory(survey=survey)
    a_reply(replied)
    assert Invitee.objects.get(pk=replied.pk).outcome == Outcome.RETURNED

    pages = [signed_in(nurse).get(address(name, survey)) for name in ("forms", "close_survey")]
    pages += [signed_in(pals_entry).get(address(name, survey)) for name in ("forms", "key_form")]
    for page in pages:
        assert page.status_code == 200
        assert replied.record_number not in page.content.decode()
        assert replied.person.last_name not in page.content.decode()
