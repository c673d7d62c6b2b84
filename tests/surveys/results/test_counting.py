import pytest

from surveys.results.counting import count_answers, words_of
from tests.surveys.results.conftest import QUESTIONS

pytestmark = pytest.mark.django_db


def test_ticks_are_counted_for_each_option_and_answers_for_each_question(close_with):
    survey = close_with([{"1": "a", "4": ["a", "c"]}, {"1": "b", "4": ["a"]}, {}])

    counts = count_answers(survey, QUESTIONS)

    assert counts.replies == 3
    assert counts.ticks == {("1", "a"): 1, ("1", "b"): 1, ("4", "a"): 2, ("4", "c"): 1}
    assert counts.given == {"1": 2, "4": 2}


def test_another_surveys_answers_are_not_counted(close_with):
    survey = close_with([{"1": "a"}])
    close_with([{"1": "a"}, {"1": "b"}])

    assert count_answers(survey, QUESTIONS).ticks == {("1", "a"): 1}


def test_words_are_never_counted_as_ticks(close_with):
    survey = close_with([{"5": "Parking", "3": "a", "18w": "because"}])

    assert count_answers(survey, QUESTIONS).ticks == {("3", "a"): 1}


def test_ten_thousand_answers_take_as_many_queries_as_three(close_with, django_assert_num_queries):
    few, many = close_with([{"1": "a"}] * 3), close_with([{"1": "a", "4": ["a", "b"]}] * 300)

    for survey in (few, many):
        with django_assert_num_queries(2):
            count_answers(survey, QUESTIONS)


def test_the_words_of_one_person_stand_in_a_different_place_for_each_question(close_with):
    survey = close_with([{"3w": f"why {n}", "5": f"change {n}"} for n in range(60)])

    reasons = [text.split()[1] for text in words_of(survey, "3w")]
    changes = [text.split()[1] for text in words_of(survey, "5")]

    assert sorted(reasons) == sorted(changes)
    assert sum(a == b for a, b in zip(reasons, changes, strict=True)) < 10
