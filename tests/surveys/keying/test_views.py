"""The page on which a paper form is keyed, once."""

import datetime

import pytest
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from surveys.answers import sealing
from surveys.answers.models import SealedAnswer
from surveys.keying.models import Keyed
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import Survey, SurveyDuty
from tests import factories
from tests.surveys.mailing.factories import InviteeFactory

pytestmark = pytest.mark.django_db
FORM = {
    "number": "7",
    "q1": "a",
    "q3": "*",
    "q13": ["b", "f"],
    "q15": "",
    "q18": "b",
    "q18w": "They ring back.",
    "q19": "Parking.",
}


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
    assert "Form 7 kept. Take the next one." in words(page)
    assert "1 form</span> keyed so far" in words(page)
    assert "checked" not in page.content.decode()
    assert opened(survey) == {
        "1": "a", "3": "*", "13": ["b", "f"], "18": "b", "18w": "They ring back.", "19": "Parking.",
    }  # fmt: skip
    assert Keyed.objects.get(survey=survey).forms == 1


def test_a_form_sent_twice_is_kept_once(owen, survey):
    form = FORM | {"form": new_form(owen, survey)}
    owen.post(address("key_form", survey), form)

    page = owen.post(address("key_form", survey), form, follow=True)

    assert "Form 7 was kept already. Take the next one." in words(page)
    assert SealedAnswer.objects.count() == 1
    assert Keyed.objects.get(survey=survey).forms == 1


def test_two_forms_with_the_same_crosses_are_two_forms(owen, survey):
    for number in ("1", "2"):
        owen.post(address("key_form", survey), FORM | {"number": number, "form": new_form(owen, survey)})

    assert SealedAnswer.objects.count() == 2


def test_a_blank_form_is_not_kept_and_says_where_it_goes(owen, survey):
    page = owen.post(address("key_form", survey), {"number": "7", "form": new_form(owen, survey)})

    assert "Put it with the blank forms" in words(page)
    assert not SealedAnswer.objects.exists()


def test_crosses_that_do_not_go_together_are_kept_as_more_than_one(owen, survey):
    owen.post(address("key_form", survey), {"number": "7", "q17": ["a", "j"], "form": new_form(owen, survey)})

    assert opened(survey) == {"17": "*"}


def test_a_code_that_is_none_is_refused_and_what_was_keyed_stays(owen, survey):
    page = owen.post(address("key_form", survey), FORM | {"q15": "zz", "form": new_form(owen, survey)})

    assert "Question 15: choose one of its answers." in words(page)
    assert 'name="q1" value="a" data-key="1" checked' in words(page)
    assert "They ring back." in words(page)
    assert not SealedAnswer.objects.exists()


def test_keying_one_form_costs_as_many_queries_after_50_forms_as_before(owen, survey, django_assert_num_queries):
    owen.get(address("key_form", survey))
    with django_assert_num_queries(6) as asked:
        owen.get(address("key_form", survey))
    for number in range(50):
        Keyed.objects.update_or_create(survey=survey, defaults={"forms": number, "numbers": list(range(number))})
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

    assert "forms can no longer be kept" in words(owen.get(address("key_form", survey)))
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
    assert Keyed.objects.get(survey=survey).forms == 1


def as_json(client, survey, **typed):
    """Send a form as the page's own script does, and return status and what it is told."""
    page = client.post(address("key_form", survey), typed, headers={"accept": "application/json"})
    return page.status_code, page.json()


def test_the_pages_script_is_told_all_that_the_next_form_needs(owen, survey):
    status, told = as_json(owen, survey, **FORM, form="a word")

    assert (status, told["said"], told["drawn"], told["keyed"], told["taken"]) == (200, "Form 7 kept.", False, 1, [7])
    assert told["word"] != "a word"
    again = as_json(owen, survey, **FORM, form="a word")[1]
    assert (again["said"], again["keyed"]) == ("Form 7 was kept already.", 1)


@pytest.mark.parametrize("typed", ["", "twelve", "0", "-3", "4.5", "999999", "①", "७"])
def test_a_number_that_is_none_is_asked_for_again_and_nothing_is_lost(owen, survey, typed):
    page = owen.post(address("key_form", survey), FORM | {"number": typed, "form": "a word"})

    assert page.status_code == 422
    assert "Enter the number that is written on the form" in words(page)
    assert "They ring back." in words(page)
    assert as_json(owen, survey, **FORM | {"number": typed})[1]["number"] is True
    assert not SealedAnswer.objects.exists()


def test_a_number_keyed_twice_is_caught_and_the_form_in_hand_can_get_the_next(owen, survey):
    owen.post(address("key_form", survey), FORM | {"form": "one word"})

    page = owen.post(address("key_form", survey), FORM | {"form": "another word"})
    assert "A form with the number 7 has been keyed in already." in words(page)
    assert 'name="instead" value="8"' in words(page)
    assert SealedAnswer.objects.count() == 1
    told = as_json(owen, survey, **FORM | {"form": "another word"})
    assert told == (
        422,
        {"problem": "A form with the number 7 has been keyed in already.", "wrong": None, "free": 8, "number": True},
    )

    page = owen.post(address("key_form", survey), FORM | {"form": "another word", "instead": "8"}, follow=True)
    assert "Form 8 kept. Take the next one." in words(page)
    assert Keyed.objects.get().numbers == [7, 8]
    assert SealedAnswer.objects.count() == 2


def test_two_keyers_who_type_the_same_number_keep_one_form_and_the_second_hears_it(owen, signed_in, group, survey):
    joan = factories.user_with_role(Role.PALS, group)
    SurveyDuty.objects.create(survey=survey, user=joan, duty=Duty.ENTRY)
    others = signed_in(joan)
    words_of_pages = [new_form(owen, survey), new_form(others, survey)]

    assert as_json(owen, survey, **FORM, form=words_of_pages[0])[0] == 200
    assert as_json(others, survey, **FORM, form=words_of_pages[1])[0] == 422
    assert SealedAnswer.objects.count() == 1
