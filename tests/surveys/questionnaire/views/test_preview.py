import pytest
from django.urls import reverse

from surveys.answers.models import SealedAnswer
from surveys.questionnaire.readymade import QUESTIONS


def whole(survey):
    return reverse("preview_survey", args=["immunology", survey.pk])


def page_of(survey, number):
    return reverse("preview_question", args=["immunology", survey.pk, number])


@pytest.mark.django_db
def test_all_questions_stand_on_one_page_in_order(signed_in, pals, draft):
    page = signed_in(pals).get(whole(draft)).text

    places = [page.index(question["text"]) for question in QUESTIONS]
    assert places == sorted(places)


@pytest.mark.django_db
def test_a_question_looks_as_on_a_patients_phone(signed_in, nurse, draft):
    page = signed_in(nurse).get(page_of(draft, 17)).text

    assert "Question 17 of 20" in page
    assert "Nothing is kept." in page
    assert "Patient survey" in page
    assert "0808 157 0123" in page
    assert "Immunology" not in page.split("<body", 1)[1]


@pytest.mark.django_db
def test_an_answer_leads_where_it_would_lead_a_patient(signed_in, nurse, draft):
    client = signed_in(nurse)

    assert client.post(page_of(draft, 1), {"answer": "e"}).url == page_of(draft, 12) + "?from=1"
    assert client.post(page_of(draft, 1), {"answer": "a"}).url == page_of(draft, 2) + "?from=1"
    assert f'href="{page_of(draft, 1)}"' in client.get(page_of(draft, 12) + "?from=1").text
    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db
def test_after_the_last_question_the_preview_ends(signed_in, nurse, draft):
    assert signed_in(nurse).post(page_of(draft, 20), {"answer": "b"}).url == whole(draft)


@pytest.mark.django_db
def test_an_answer_that_excludes_the_others_is_refused_as_for_a_patient(signed_in, nurse, draft):
    page = signed_in(nurse).post(page_of(draft, 17), {"answer": ["a", "j"]}).text

    assert "Tick either “Nothing”, or the other answers" in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 21, 999999])
def test_a_question_that_is_not_there_is_not_found(signed_in, nurse, draft, number):
    assert signed_in(nurse).get(page_of(draft, number)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("came_from", ["x", "-1", "17", "99", "²", ""])
def test_a_way_back_that_makes_no_sense_leads_to_the_whole(signed_in, nurse, draft, came_from):
    page = signed_in(nurse).get(page_of(draft, 17), {"from": came_from}).text

    assert f'nhsuk-back-link sg-back" href="{whole(draft)}"' in page
