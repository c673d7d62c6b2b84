import re

import pytest
from django.urls import reverse

from surveys.answers.models import SealedAnswer
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from tests.documents.paper import texts
from tests.surveys.questionnaire.editions import in_arabic, written
from tests.surveys.questionnaire.factories import SurveyFactory


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
    client = signed_in(nurse)
    done = reverse("preview_done", args=["immunology", draft.pk])

    assert client.post(page_of(draft, 20), {"answer": "b"}).url == done
    assert "That was the last question" in client.get(done).text


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


def paper_of(survey, size, name="preview_paper"):
    return reverse(name, args=["immunology", survey.pk, size])


@pytest.mark.django_db
def test_phone_paper_and_large_print_stand_on_one_page(signed_in, pals, draft):
    page = signed_in(pals).get(whole(draft))

    assert f'<iframe class="sq-phone" src="{page_of(draft, 1)}"' in page.text
    for size in (12, 18):
        assert f'href="{paper_of(draft, size)}"' in page.text
        assert f'src="{paper_of(draft, size, "preview_paper_picture")}"' in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_question_may_stand_in_a_frame_of_ours_and_in_no_other(signed_in, nurse, draft):
    answer = signed_in(nurse).get(page_of(draft, 1))

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert signed_in(nurse).get(whole(draft))["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
@pytest.mark.parametrize("size", [12, 18])
def test_the_paper_is_the_real_form_tagged_in_the_size_of_print_asked_for(signed_in, nurse, draft, size):
    answer = signed_in(nurse).get(paper_of(draft, size))

    words = " ".join(texts(answer.content))
    assert answer["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in answer.content or b"/MarkInfo" in answer.content
    assert "go to question 12" in words
    for question in draft.questions.all()[:3]:
        assert question.text.split()[0] in words
    picture = signed_in(nurse).get(paper_of(draft, size, "preview_paper_picture"))
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.django_db
def test_large_print_takes_more_pages(signed_in, nurse, draft):
    client = signed_in(nurse)

    pages = [len(texts(client.get(paper_of(draft, size)).content)) for size in (12, 18)]

    assert pages[0] < pages[1]


@pytest.mark.django_db
def test_another_size_or_an_empty_survey_has_no_paper(signed_in, nurse, draft, group):
    empty = SurveyFactory(group=group)
    client = signed_in(nurse)

    assert client.get(paper_of(draft, 13)).status_code == 404
    assert client.get(paper_of(empty, 12)).status_code == 404
    assert "There is nothing to preview yet" in client.get(whole(empty)).text


@pytest.mark.django_db
def test_emoji_and_writing_from_the_right_stand_on_screen_and_do_not_stop_the_paper(signed_in, nurse, draft):
    text = "איך אתה מרגיש? 🙂 كيف حالك؟"
    draft.questions.filter(position=1).update(text=text, options=coded("טוב", "👍🏽 Good", "سيئ"))
    client = signed_in(nurse)

    assert text in client.get(whole(draft)).text
    page = client.get(page_of(draft, 1)).text
    assert "טוב" in page
    assert "👍🏽 Good" in page
    words = " ".join(texts(client.get(paper_of(draft, 12)).content))
    assert "Good" in words
    assert len(texts(client.get(paper_of(draft, 18)).content)) > 1


@pytest.mark.django_db
def test_every_preview_can_be_looked_at_in_each_edition(signed_in, pals, draft):
    written(draft)
    written(draft, "cmn", say=lambda text: "".join(re.findall(r"\{[a-z]+\}", text)) + "您")
    client, first = signed_in(pals), in_arabic(QUESTIONS[0]["text"])

    page = client.get(f"{whole(draft)}?edition=ar")
    assert '<a href="?edition=ar" aria-current="true">Arabic</a>' in page.text
    assert f'src="{page_of(draft, 1)}?edition=ar"' in page.text
    assert first in page.text
    phone = client.get(f"{page_of(draft, 1)}?edition=ar")
    assert '<html lang="ar" dir="rtl">' in phone.text
    assert first in phone.text
    assert in_arabic("Continue") in phone.text
    assert (
        client.post(f"{page_of(draft, 1)}?edition=ar", {"answer": "e"}).url == f"{page_of(draft, 12)}?from=1&edition=ar"
    )
    paper = reverse("preview_paper", args=["immunology", draft.pk, 12])
    assert QUESTIONS[0]["text"] not in texts(client.get(f"{paper}?edition=ar").content)[0]

    chinese = client.get(f"{whole(draft)}?edition=cmn")
    assert "our fonts cannot draw 1 character of it (您)" in chinese.text
    assert client.get(f"{paper}?edition=cmn").status_code == 404
    for wrong in ("klingon", "ar' OR 1=1", "x" * 3000):
        assert QUESTIONS[0]["text"] in client.get(whole(draft), {"edition": wrong}).text
