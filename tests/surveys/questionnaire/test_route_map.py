"""The picture of the routes, and the same in words."""

import re

import pytest
from django.urls import reverse
from hypothesis import given

from supportgroup.ui.charts import on_page
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from surveys.questionnaire.route_map import RouteMap, blocks, leaps
from surveys.questionnaire.routing import unreached
from tests.surveys.questionnaire.drawn import questionnaires
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory, with_duties

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]
DEAD_END = [
    {"number": 1, "text": "First?", "options": coded("Yes", "No", go_to={"Yes": 3, "No": 3})},
    {"number": 2, "text": "Second?", "options": []},
    {"number": 3, "text": "Third?", "options": []},
]


def test_what_is_gone_through_in_a_row_is_one_block():
    assert [block.name for block in blocks(READYMADE)] == ["Question 1", "Questions 2 to 11", "Questions 12 to 20"]


def test_a_leap_says_its_answer_where_it_leads_and_what_it_leaves_out():
    (leap,) = leaps(READYMADE)

    assert (leap.said, leap.left_out) == ("“I no longer have it” → go to question 12", "leaves out questions 2 to 11")


def test_answers_that_lead_to_one_place_are_said_together():
    (leap,) = leaps(DEAD_END)

    assert leap.said == "“Yes” or “No” → go to question 3"


def test_nobody_gets_to_a_block_that_all_answers_lead_past():
    assert [(block.first, block.is_reached, block.goes_on) for block in blocks(DEAD_END)] == [
        (1, True, False), (2, False, True), (3, True, False),
    ]  # fmt: skip
    assert "Nobody is asked question 2." in RouteMap(DEAD_END).description


def test_without_leaps_all_is_one_block_and_said_to_be():
    plain = [{"number": number, "text": "Text", "options": []} for number in (1, 2, 3)]

    assert [block.name for block in blocks(plain)] == ["Questions 1 to 3"]
    assert RouteMap(plain).description == "Everybody is asked all questions, one after another."
    assert on_page(RouteMap(plain)).count("<svg") == 3


@given(questionnaires())
def test_blocks_hold_every_question_once_and_every_leap_is_in_picture_table_and_words(questions):
    routes = RouteMap(questions)

    assert [n for block in routes.blocks for n in range(block.first, block.last + 1)] == [
        q["number"] for q in questions
    ]
    assert len(routes.table()["rows"]) == len(routes.leaps)
    assert all(leap.said in routes.description for leap in routes.leaps)
    assert {block.first for block in routes.blocks if not block.is_reached} == set(unreached(questions))
    for room in (256, 520, 820):
        drawn = str(routes.drawing(room).svg())
        places = [float(place) for place in re.findall(r' (?:x|x1|x2)="([0-9.-]+)%"', drawn)]
        assert all(0 <= place <= 100 for place in places)


@pytest.fixture
def survey(group, pals, pals_entry):
    """A draft in which nobody reaches question 2."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="First?", options=coded("Yes", "No", go_to={"Yes": 3, "No": 3}))
    QuestionFactory(survey=survey, text="Second?")
    QuestionFactory(survey=survey, text="Third?")
    return with_duties(survey, mailing=pals, entry=pals_entry)


def url(name, survey):
    return reverse(name, args=[survey.group.slug, survey.pk])


@pytest.mark.django_db
def test_the_page_shows_the_picture_the_words_and_what_nobody_reaches(signed_in, pals, survey):
    page = signed_in(pals).get(url("survey_routes", survey)).text

    assert "Question 2, “Second?”, is asked of nobody: every answer before it leads past it." in page
    assert "“Yes” or “No” → go to question 3" in page
    assert page.count('class="sg-chart ') == 3


@pytest.mark.django_db
def test_a_survey_with_a_question_that_nobody_reaches_cannot_open_until_it_is_mended(signed_in, nurse, survey):
    client = signed_in(nurse)
    never = "Question 2, “Second?”, is asked of nobody"
    assert never in client.get(url("open_survey", survey)).text
    client.post(url("open_survey", survey), {"closes_on_0": "1", "closes_on_1": "1", "closes_on_2": "2099"})
    survey.refresh_from_db()
    assert survey.state == "draft"

    survey.questions.filter(position=1).update(options=coded("Yes", "No", go_to={"Yes": 3}))

    assert never not in client.get(url("open_survey", survey)).text


@pytest.mark.django_db
def test_a_circle_of_routes_is_named_and_cannot_open(signed_in, nurse, survey):
    survey.questions.filter(position=3).update(options=coded("Yes", "No", go_to={"No": 1}))

    page = signed_in(nurse).get(url("open_survey", survey)).text

    assert "Question 3 sends people back to question 1, so they would go round in a circle." in page


@pytest.mark.django_db
def test_a_survey_without_questions_has_a_page_of_routes_too(signed_in, nurse, group):
    assert "no questions yet" in signed_in(nurse).get(url("survey_routes", SurveyFactory(group=group))).text
