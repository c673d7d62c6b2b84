from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.readymade import QUESTIONS
from surveys.questionnaire.routing import next_number, on_route, path, why_key
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_somebody_who_no_longer_has_treatment_goes_from_question_1_to_question_12():
    assert next_number(READYMADE, 1, "e") == 12
    assert path(READYMADE, {"1": "e"}) == [1, *range(12, 21)]


def test_somebody_who_has_treatment_is_asked_everything():
    assert path(READYMADE, {"1": "a"}) == list(range(1, 21))


def test_a_skipped_question_leads_to_the_next():
    assert next_number(READYMADE, 1, None) == 2
    assert next_number(READYMADE, 1, "*") == 2


def test_after_the_last_question_there_is_none():
    assert next_number(READYMADE, 20, "a") is None


def test_no_questions_have_no_path():
    assert path([], {}) == []


def test_answers_to_questions_that_the_route_leaves_out_go():
    answers = {"1": "e", "2": "a", "11": "b", "12": "c", "18": "a", "18w": "Kind staff"}

    assert on_route(READYMADE, answers) == {"1": "e", "12": "c", "18": "a", "18w": "Kind staff"}


def test_words_about_an_answer_that_the_route_leaves_out_go_with_it():
    questions = [{**question, "why": "Why?"} for question in READYMADE]

    assert on_route(questions, {"1": "e", "2w": "At home"}) == {"1": "e"}


def test_an_option_that_leads_to_a_question_that_is_gone_leads_to_the_one_after_it():
    questions = [question for question in READYMADE if question["number"] != 12]

    assert next_number(questions, 1, "e") == 13


def test_words_about_an_answer_have_a_key_of_their_own():
    assert why_key(18) == "18w"


@given(st.data())
def test_every_walk_goes_forward_and_ends(data):
    questions = data.draw(questionnaires())
    answers = data.draw(answers_to(questions))

    walked = path(questions, answers)

    assert walked[0] == 1
    assert walked == sorted(set(walked))
    assert set(walked) <= {question["number"] for question in questions}


@given(st.data())
def test_each_step_of_a_walk_is_the_next_number_of_the_one_before(data):
    questions = data.draw(questionnaires())
    answers = data.draw(answers_to(questions))

    walked = path(questions, answers)

    steps = [next_number(questions, number, answers.get(str(number))) for number in walked]
    assert steps == [*walked[1:], None]


@given(st.data())
def test_what_is_on_the_route_leads_the_same_way(data):
    questions = data.draw(questionnaires())
    answers = data.draw(answers_to(questions))

    kept = on_route(questions, answers)

    assert path(questions, kept) == path(questions, answers)
    assert on_route(questions, kept) == kept
