"""The pages of results for every kind of question."""

import pytest

from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import SCALES, coded
from surveys.results.counting import count_answers
from surveys.results.figures import Limits, results_of
from tests.surveys.results.conftest import question

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {**question(1, "rating", "How likely?", steps()), "details": {"low": "Not", "high": "Very"}},
    {**question(2, "number", "How far?"), "details": {"least": "0", "most": "200", "unit": "miles", "places": 0}},
    {**question(3, "date", "Since when?"), "details": {"exact": "month"}},
    question(4, "short_text", "What do you call it?"),
    question(5, "tick_all", "Which?", coded("Cost", "Travel", other="Other, please say")),
    {
        **question(6, "grid", "How much do you agree?", SCALES["how_much_agreed"].options()),
        "details": {"statements": "Staff listened\nI felt safe"},
    },
    question(7, "yes_no", "Do you know whom to phone?", coded("Yes", "No", "Not sure")),
]


@pytest.fixture
def survey(close_with):
    """Twelve replies; one lives far away, and only nine say whether they felt safe."""
    replies = [
        {
            "1": str(number % 3 + 8), "2": "93" if number == 11 else str(number), "3": f"{2000 + number // 2}-05",
            "4": f"Name {number}", "5": ["a", "c"], "5o": f"Secret {number}", "6a": "a", "7": "b",
            **({"6b": "b"} if number < 9 else {}),
        }
        for number in range(12)
    ]  # fmt: skip
    return close_with(replies, questions=QUESTIONS)


def pages(client, survey):
    address = f"/immunology/surveys/{survey.pk}/results/"
    keys = ("", "1/", "2/", "3/", "4/", "5/", "6a/", "6b/", "7/")
    return {key: client.get(address + key).text for key in keys}


def test_each_kind_says_its_finding(signed_in, nurse, survey):
    found = pages(signed_in(nurse), survey)

    assert "The average is 9.0 out of 10: 12 people answered." in found[""]
    assert "The average is 12.3 miles: 12 people answered." in found[""]
    assert "12 people of 12 wrote something." in found["4/"]
    assert "Question 6a of 7. How much do you agree? Staff listened" in found["6a/"]
    assert "Strongly agree" in found["6a/"]
    assert "100% said “No”" in found["7/"]


def test_nobody_stands_alone_in_bands_and_no_single_number_is_shown(signed_in, nurse, survey):
    found = pages(signed_in(nurse), survey)

    assert "93" not in found["2/"].split("<main")[1].split("<footer")[0].replace("surveys/93/", "")
    assert "0 to 99 miles" in found["2/"]
    assert "2000 to 2002" in found["3/"]


def test_a_statement_too_few_answered_is_hidden_also_beside_the_others(signed_in, nurse, survey):
    found = pages(signed_in(nurse), survey)

    assert "Too few answers to show" in found["6b/"]
    assert "Hidden: too few answers." in found["6a/"]
    table = found["6a/"].split("All statements as a table")[1].split("</table>")[0]
    assert "12 (100%)" in table
    assert table.count("sg-hidden") == 5 + 1, "a cell for each answer, and the base"
    assert "who answered." not in found["6b/"].split("All statements")[0]


def test_only_ratings_and_numbers_have_an_average(survey):
    questions = survey.version.content["questions"]
    found = results_of(questions, count_answers(survey, questions), Limits(least_base=10, careful_below=30))

    assert [one.number for one in found if one.figures.mean is not None] == [1, 2]


def test_words_of_every_kind_are_read_by_nurses_too_but_not_by_the_committee(signed_in, nurse, pals, committee, survey):
    address = f"/immunology/surveys/{survey.pk}/results/words/"

    for key, words in (("4", "Name 3"), ("5o", "Secret 3")):
        for user in (nurse, pals):
            assert words in signed_in(user).get(f"{address}{key}/").text
        assert signed_in(committee).get(f"{address}{key}/").status_code == 403
    assert not any("Secret" in page or "Name 3" in page for page in pages(signed_in(nurse), survey).values())


@pytest.mark.parametrize("key", ["6", "6c", "9", "5o", "x"])
def test_there_is_no_result_of_what_was_not_asked(signed_in, nurse, survey, key):
    assert signed_in(nurse).get(f"/immunology/surveys/{survey.pk}/results/{key}/").status_code == 404
