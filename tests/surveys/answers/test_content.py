import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers.content import NotAnAnswerError, clean, largest_size
from surveys.answers.sealing import size_for
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_answers_come_back_in_the_questions_order_without_blanks():
    given_answers = {"19": "Parking", "13": ["d", "b", "b"], "1": "a", "2": "", "16": [], "3": None, "18w": "  "}

    cleaned = clean(given_answers, READYMADE)

    assert list(cleaned.items()) == [("1", "a"), ("13", ["b", "d"]), ("19", "Parking")]


def test_the_words_about_an_answer_are_kept_beside_it():
    assert clean({"18w": "Kind staff", "18": "a"}, READYMADE) == {"18": "a", "18w": "Kind staff"}


def test_more_than_one_cross_on_paper_is_kept_as_such():
    assert clean({"1": "*", "4": "*", "17": "*"}, READYMADE) == {"1": "*", "4": "*", "17": "*"}


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ({"1": "f"}, 1),
        ({"1": "A"}, 1),
        ({"1": "I no longer have it"}, 1),
        ({"1": ["a"]}, 1),
        ({"1": 1}, 1),
        ({"1": True}, 1),
        ({"1": {"code": "a"}}, 1),
        ({"13": "a"}, 13),
        ({"13": ["a", "z"]}, 13),
        ({"13": ["a", ["b"]]}, 13),
        ({"13": ["*"]}, 13),
        ({"17": ["a", "j"]}, 17),
        ({"19": ["words"]}, 19),
        ({"19": 12}, 19),
        ({"18w": {"a": "b"}}, 18),
        ({"19": "x" * 1001}, 19),
        ({"18w": "x" * 1001}, 18),
    ],
)
def test_what_is_no_answer_to_its_question_is_refused_with_its_number(content, number):
    with pytest.raises(NotAnAnswerError, match=f"^Question {number}: ") as refused:
        clean(content, READYMADE)

    assert refused.value.number == number


@pytest.mark.parametrize("key", ["0", "21", "17w", "name", "", "1 ", "١"])
def test_answers_to_questions_that_are_not_there_are_refused(key):
    with pytest.raises(NotAnAnswerError, match="There is no question"):
        clean({key: "a"}, READYMADE)


def test_a_new_line_counts_as_one_character_however_it_was_sent():
    assert clean({"19": "a\r\n" * 499 + "ab"}, READYMADE)["19"] == "a\n" * 499 + "ab"
    assert len(clean({"19": "🙂" * 1000}, READYMADE)["19"]) == 1000


def test_words_lose_what_no_database_text_can_hold():
    hostile = "Park\x00ing\x1b[31m \ud800and\x85 caf\u00e9\tx"

    words = clean({"19": hostile}, READYMADE)["19"]

    assert words == "Parking[31m and café\tx"
    assert json.loads(json.dumps(words)) == words
    words.encode()


@given(st.data())
def test_the_same_answers_leave_no_mark_of_the_order_in_which_they_were_given(data):
    questions = data.draw(questionnaires())
    answers = data.draw(answers_to(questions))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))

    assert json.dumps(clean(shuffled, questions)) == json.dumps(clean(answers, questions))


@given(st.data())
def test_cleaning_twice_changes_nothing(data):
    questions = data.draw(questionnaires())
    cleaned = clean(data.draw(answers_to(questions)), questions)

    assert clean(cleaned, questions) == cleaned


@given(st.data())
def test_no_reply_is_larger_than_the_largest(data):
    questions = data.draw(questionnaires())
    answers = data.draw(answers_to(questions))
    for question in questions:
        if question["kind"] == "free_text":
            answers[str(question["number"])] = data.draw(st.sampled_from(["\\", '"', "\n", "é", "🙂", "\u2028"])) * 1000
    answers = {key: answer if answer != "\n" * 1000 else "a" + "\n" * 998 + "b" for key, answer in answers.items()}

    assert size_for(clean(answers, questions)) <= largest_size(questions)


def test_the_largest_reply_to_the_ready_made_questionnaire_just_fits():
    everything = {str(q["number"]): [o["code"] for o in q["options"]] for q in READYMADE if q["kind"] == "tick_all"}
    everything["17"] = everything["17"][:-1]
    everything["16"] = everything["16"][:-1]
    everything |= {str(q["number"]): "a" for q in READYMADE if q["kind"] in ("single", "agreement", "yes_no")}
    everything |= {"19": "🙂" * 1000, "18w": "🙂" * 1000, "13o": "🙂" * 200}

    room = largest_size(READYMADE) - size_for(clean(everything, READYMADE))

    assert 0 <= room < 500


def test_answers_that_exclude_the_others_may_be_given_alone():
    assert clean({"17": ["j"]}, READYMADE) == {"17": ["j"]}


def test_on_a_scale_an_answer_outside_it_is_an_answer():
    question = {"number": 1, "kind": "agreement", "options": coded("Yes", "No", alone="Does not apply"), "why": ""}

    assert clean({"1": "c"}, [question]) == {"1": "c"}
