import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.keying import comparing, rules
from surveys.keying.policy import KEYED_TWICE
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.readymade import QUESTIONS
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_a_blank_form_is_not_a_reply():
    assert "nothing to keep" in rules.why_not_key_in(state=SurveyState.OPEN, answers={})
    assert rules.why_not_key_in(state=SurveyState.OPEN, answers={"1": "*"}) is None
    assert "not open" in rules.why_not_key_in(state=SurveyState.CLOSING, answers={"1": "a"})


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), (" 48 ", 48), ("007", 7), ("99999", 99_999), ("100000", None), ("0", None), ("", None), ("²", None)],
)
def test_a_number_is_what_can_be_written_on_a_form(typed, number):
    assert rules.read_number(typed) == number


def test_the_next_number_is_after_the_highest():
    assert rules.next_free([]) == 1
    assert rules.next_free([3, 9]) == 10


def test_one_form_in_ten_is_drawn_where_a_group_says_nothing_else():
    assert KEYED_TWICE.default == 10


def test_chance_draws_as_many_as_the_rule_says():
    for percent in (0, 10, 100):
        assert sum(rules.is_drawn(roll, percent=percent) for roll in range(100)) == percent


def test_nobody_keys_their_own_form_a_second_time():
    assert "Somebody else keys it" in rules.why_not_key_again(state="open", is_own=True, is_done=False)
    assert rules.why_not_key_again(state="open", is_own=False, is_done=False) is None
    assert "already" in rules.why_not_key_again(state="open", is_own=False, is_done=True)
    assert "not open" in rules.why_not_key_again(state="closing", is_own=False, is_done=False)


def test_only_what_differs_is_settled_and_once():
    assert rules.why_not_settle(state="open", differs=["3"], is_done=False) is None
    assert "nothing to settle" in rules.why_not_settle(state="open", differs=None, is_done=False)
    assert "settled already" in rules.why_not_settle(state="open", differs=["3"], is_done=True)
    assert "not open" in rules.why_not_settle(state="closed", differs=["3"], is_done=False)


def test_how_often_two_keyings_differ_is_said_as_a_share_of_all_answers():
    assert rules.agreement(compared=0, differing={}, lines=20) == "No form has been keyed twice yet."
    assert rules.agreement(compared=1, differing={}, lines=20) == "1 form was keyed twice, and every answer agreed."
    said = rules.agreement(compared=5, differing={"3": 2, "13": 1}, lines=20)
    assert said == "5 forms were keyed twice. 3 of 100 answers differed (3.0%)."


def test_a_blank_and_each_missing_code_differ_from_one_another_and_from_an_answer():
    keyings = [{}, {"3": "*"}, {"3": "?"}, {"3": "a"}]
    for first in keyings:
        for second in keyings:
            assert comparing.differing(first, second, READYMADE) == ([] if first == second else ["3"])


def test_words_are_compared_by_whether_there_are_any():
    first = {"18": "b", "18w": "They ring back.", "19": "Parking"}

    assert comparing.differing(first, first | {"18w": "They  rang back", "19": "parking!"}, READYMADE) == []
    assert comparing.differing(first, {"18": "b", "19": "Parking"}, READYMADE) == ["18"]


def test_what_was_settled_replaces_its_own_lines_alone():
    first = {"1": "a", "3": "b", "18": "b", "18w": "They ring back."}

    assert comparing.settled(first, {"3": "c"}, ["3", "18"], READYMADE) == {"1": "a", "3": "c"}
    assert comparing.settled(first, {"1": "e", "3": "c"}, ["3"], READYMADE) == first | {"3": "c"}


@given(st.data())
def test_a_third_reading_leaves_no_difference_to_itself(data):
    questions = data.draw(questionnaires(most=4))
    first, paper = data.draw(answers_to(questions)), data.draw(answers_to(questions))
    differs = comparing.differing(first, paper, questions)

    assert comparing.differing(comparing.settled(first, paper, differs, questions), paper, questions) == []
