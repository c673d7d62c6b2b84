import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportgroup.documents.pdf import compile_pdf
from surveys.questionnaire.kinds import on_paper
from surveys.questionnaire.paper import TEMPLATE, form_of
from surveys.questionnaire.readymade import QUESTIONS
from surveys.questionnaire.routing import leads_on, next_number, on_route, path, unreached, why_key
from tests.documents.paper import texts
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


def test_a_question_that_every_answer_leads_past_is_reached_by_nobody():
    questions = [
        {"number": 1, "options": [{"code": "a", "go_to": 3}, {"code": "b", "go_to": 3}]},
        {"number": 2, "options": []},
        {"number": 3, "options": []},
    ]

    assert unreached(questions) == [2]
    assert not leads_on(questions, 1)


def test_a_question_that_one_answer_does_not_lead_past_is_reached():
    questions = [
        {"number": 1, "options": [{"code": "a", "go_to": 3}, {"code": "b", "go_to": None}]},
        {"number": 2, "options": []},
        {"number": 3, "options": []},
    ]

    assert unreached(questions) == []


@given(st.data())
def test_whoever_answers_every_question_is_asked_none_that_nobody_reaches(data):
    questions = data.draw(questionnaires())
    answers = {
        str(question["number"]): data.draw(st.sampled_from([option["code"] for option in question["options"]]))
        for question in questions
        if question["options"]
    }

    walked = path(questions, answers)

    assert not set(walked) & set(unreached(questions))


@given(questionnaires(most=6))
def test_every_question_that_is_reached_has_answers_that_lead_to_it(questions):
    chosen = [[option["code"] for option in question["options"]] or [None] for question in questions]
    walked = set()
    for number in range(200):  # many walks, each by another choice of answers
        answers = {
            str(question["number"]): codes[(number * (place + 3) + number // (place + 1)) % len(codes)]
            for place, (question, codes) in enumerate(zip(questions, chosen, strict=True))
        }
        walked |= set(path(questions, answers))

    assert walked <= {question["number"] for question in questions} - set(unreached(questions))


def as_printed(paper, answers):
    """Walk as the form says: a crossed box with "go to question N" leads there, everything else to the next question."""
    walked, place = [], 0
    while place < len(paper):
        question = paper[place]
        walked.append(question["number"])
        crossed = answers.get(str(question["number"]))
        to = next((o["go_to"] for o in question["options"] if o["code"] == crossed), None)
        place = [other["number"] for other in paper].index(to) if to else place + 1
    return walked


@given(st.data())
def test_the_way_on_the_screen_is_the_way_that_the_form_says(data):
    questions = data.draw(questionnaires(forward=True))
    answers = data.draw(answers_to(questions))

    assert as_printed(on_paper(questions), answers) == path(questions, answers)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions=questionnaires(most=8, forward=True), size=st.sampled_from([12, 18]))
def test_the_printed_form_says_go_to_question_wherever_the_screen_goes_there(questions, size):
    data = {"sender": {"hospital": "Hospital"}, "text_size": size, "questionnaire": form_of("Title", 1, questions)}

    words = " ".join(texts(compile_pdf(TEMPLATE, data, title="The form")))

    printed = [(answer, int(to)) for answer, to in re.findall(r"(\S+) → go to question (\d+)", words)]
    assert printed == [
        (option["text"].split()[-1], option["go_to"]) for q in questions for option in q["options"] if option["go_to"]
    ]
