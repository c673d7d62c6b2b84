"""The staff's side: keying in, slips against forms, closing."""

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.longwork.actions import run_waiting
from surveys.answers import sealing
from surveys.answers.models import SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import Survey, SurveyDuty
from surveys.replying import actions
from surveys.replying.models import Tally
from tests import factories
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY
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


def test_the_form_has_every_question_in_the_papers_order_and_nothing_chosen(owen, survey):
    page = words(owen.get(address("key_form", survey)))

    places = [page.index(f"<legend>{number}. ") for number in range(1, 21)]
    assert places == sorted(places)
    assert "checked" not in page
    assert page.count("More than one cross") == 16 + 1, "each question with one answer, and the words beside the form"


def test_no_person_no_slip_and_no_date_stands_on_the_form(owen, survey):
    invitee = InviteeFactory(survey=survey)
    page = words(owen.get(address("key_form", survey)))
    form = page[page.index("<main") : page.index("</main>")]

    for said in (invitee.record_number, invitee.person.first_name, invitee.person.last_name, str(clock.today().year)):
        assert said not in form


def test_a_kept_form_is_sealed_and_counted_and_the_next_empty_one_opens(owen, survey):
    page = owen.post(address("key_form", survey), FORM | {"form": new_form(owen, survey)}, follow=True)

    assert page.redirect_chain == [(address("key_form", survey), 302)]
    assert "Form kept. Take the next one." in words(page)
    assert "Form 2 of this survey." in words(page)
    assert "checked" not in page.content.decode()
    assert opened(survey) == {
        "1": "a", "3": "*", "13": ["b", "f"], "18": "b", "18w": "They ring back.", "19": "Parking.",
    }  # fmt: skip
    assert Tally.objects.get(survey=survey).forms == 1


def test_a_form_sent_twice_is_kept_once(owen, survey):
    form = FORM | {"form": new_form(owen, survey)}
    owen.post(address("key_form", survey), form)

    page = owen.post(address("key_form", survey), form, follow=True)

    assert "This form was kept already. Take the next one." in words(page)
    assert SealedAnswer.objects.count() == 1
    assert Tally.objects.get(survey=survey).forms == 1


def test_two_forms_with_the_same_crosses_are_two_forms(owen, survey):
    for _ in range(2):
        owen.post(address("key_form", survey), FORM | {"form": new_form(owen, survey)})

    assert SealedAnswer.objects.count() == 2


def test_a_blank_form_is_not_kept_and_says_where_it_goes(owen, survey):
    page = owen.post(address("key_form", survey), {"form": new_form(owen, survey)})

    assert "Put it with the blank forms" in words(page)
    assert not SealedAnswer.objects.exists()


def test_crosses_that_do_not_go_together_are_kept_as_more_than_one(owen, survey):
    owen.post(address("key_form", survey), {"q17": ["a", "j"], "form": new_form(owen, survey)})

    assert opened(survey) == {"17": "*"}


def test_a_code_that_is_none_is_refused_and_what_was_keyed_stays(owen, survey):
    page = owen.post(address("key_form", survey), FORM | {"q15": "zz", "form": new_form(owen, survey)})

    assert "Question 15: choose one of its answers." in words(page)
    assert 'name="q1" value="a" data-key="1" checked' in words(page)
    assert "They ring back." in words(page)
    assert not SealedAnswer.objects.exists()


def test_keying_one_form_costs_as_many_queries_after_50_forms_as_before(owen, survey, django_assert_num_queries):
    owen.get(address("key_form", survey))
    with django_assert_num_queries(7) as asked:
        owen.get(address("key_form", survey))
    for number in range(50):
        Tally.objects.update_or_create(survey=survey, defaults={"forms": number})
    with django_assert_num_queries(len(asked)):
        owen.get(address("key_form", survey))


def test_the_officer_who_sees_names_keys_no_form(signed_in, pals, survey):
    client = signed_in(pals)

    assert client.get(address("key_form", survey)).status_code == 404
    assert client.post(address("key_form", survey), FORM).status_code == 404
    assert not SealedAnswer.objects.exists()


def test_a_nurse_keys_no_form(signed_in, nurse, survey):
    client = signed_in(nurse)

    assert client.get(address("key_form", survey)).status_code == 403
    assert client.post(address("key_form", survey), FORM).status_code == 403
    assert not SealedAnswer.objects.exists()


def test_the_entry_duty_of_another_survey_opens_nothing_here(signed_in, survey, group):
    elsewhere = factories.user_with_role(Role.PALS, group)
    other = Survey.objects.create(group=group, title="Another", about="x", started_on="2026-09-01")
    SurveyDuty.objects.create(survey=other, user=elsewhere, duty=Duty.ENTRY)

    assert signed_in(elsewhere).get(address("key_form", survey)).status_code == 404


def test_an_officer_who_has_lost_the_role_keys_no_form(signed_in, pals_entry, survey):
    pals_entry.holdings.update(ends_on=clock.today() - datetime.timedelta(days=1))

    assert signed_in(pals_entry).get(address("key_form", survey)).status_code == 404


def test_a_survey_that_closes_takes_no_more_forms(owen, survey):
    word = new_form(owen, survey)
    Survey.objects.filter(pk=survey.pk).update(state="closing")

    assert "forms can no longer be keyed in" in words(owen.get(address("key_form", survey)))
    assert "forms can no longer be kept" in words(owen.post(address("key_form", survey), FORM | {"form": word}))


def test_a_session_that_ends_while_keying_hands_the_form_back_and_it_is_kept_once(owen, pals_entry, survey):
    form = FORM | {"form": new_form(owen, survey)}
    owen.logout()

    page = owen.post(address("key_form", survey), form)
    assert page.status_code == 401
    assert "They ring back." in words(page)
    assert not SealedAnswer.objects.exists()

    owen.force_login(pals_entry)
    owen.post(address("key_form", survey), form)
    assert opened(survey)["18w"] == "They ring back."
    assert Tally.objects.get(survey=survey).forms == 1


def test_slips_and_forms_are_compared_in_numbers_and_words(owen, survey):
    a_reply(InviteeFactory(survey=survey))
    InviteeFactory.create_batch(3, survey=survey, outcome=Outcome.RETURNED, outcome_on=clock.today())
    Tally.objects.filter(survey=survey).update(forms=1)

    page = owen.get(address("forms", survey))

    assert [figure["number"] for figure in page.context["figures"]] == [3, 1, 1]
    assert "2 more slips than forms" in words(page)
    assert "Key in a form" in words(page)


def test_who_has_not_the_entry_duty_sees_the_counts_and_no_way_to_key(signed_in, nurse, pals, survey):
    for user in (nurse, pals):
        page = signed_in(user).get(address("forms", survey))
        assert page.status_code == 200
        assert "Key in a form" not in words(page)


def keyed(survey, how_many):
    for _ in range(how_many):
        actions.key_in(survey, given={"1": "a"}, form=uuid4().hex, by=BY)


def test_the_close_is_confirmed_in_numbers_and_by_a_second_press(signed_in, nurse, survey):
    a_reply(InviteeFactory(survey=survey))
    keyed(survey, 8)
    client = signed_in(nurse)

    page = words(client.get(address("close_survey", survey)))
    assert (
        "Only 9 answers have come: 1 from the website and 8 from paper. Fewer than 10 answers are never opened" in page
    )
    keyed(survey, 1)
    page = words(client.get(address("close_survey", survey)))
    assert "10 sealed answers are opened together, without names: 1 from the website and 9 from paper." in page
    assert "After that it closes by itself." in page

    assert "Tick the box" in words(client.post(address("close_survey", survey), {}))
    survey.refresh_from_db()
    assert survey.state == "open"


def test_closing_shows_how_far_it_is_and_then_that_it_is_done(
    signed_in, nurse, survey, django_capture_on_commit_callbacks
):
    keyed(survey, 10)
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
    keyed(survey, 9)
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
    keyed(survey, 10)
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
