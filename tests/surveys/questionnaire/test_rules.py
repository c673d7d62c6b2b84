import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire import options, rules
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from surveys.questionnaire.routing import unreached
from tests.surveys.questionnaire.drawn import questionnaires

TODAY = datetime.date(2026, 9, 7)
IN_13_WEEKS = TODAY + datetime.timedelta(days=91)
READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]
BOTH = {"mailing", "entry"}


def question(number=1, kind="single", options=None, **more):
    options = coded("Yes", "No") if options is None else options
    return {"number": number, "kind": kind, "text": "?", "help": "", "options": options, "why": "", **more}


def opening(**changed):
    values = {"state": "draft", "questions": READYMADE, "duties": BOTH, "closes_on": IN_13_WEEKS, "today": TODAY}
    return rules.why_not_open(**{**values, **changed})


def test_a_draft_may_be_edited():
    assert rules.why_not_edit("draft") is None


@pytest.mark.parametrize("state", ["opening", "open", "closing", "closed"])
def test_nothing_but_a_draft_may_be_edited(state):
    assert "no longer change" in rules.why_not_edit(state)


def test_a_whole_draft_with_both_duties_named_may_open():
    assert opening() is None


@pytest.mark.parametrize("state", ["opening", "open", "closing", "closed"])
def test_what_is_no_draft_cannot_open(state):
    assert opening(state=state) == "This survey has been opened already."


def test_a_survey_without_questions_cannot_open():
    assert opening(questions=[]) == "There are no questions yet."


def test_a_survey_cannot_open_before_both_duties_are_named():
    assert opening(duties={"entry"}) == "Nobody is named to send the survey and record who has replied."
    assert opening(duties={"mailing"}) == "Nobody is named to key in the paper forms."


def test_the_last_day_is_after_today_and_within_a_year():
    assert opening(closes_on=TODAY) == "The last day must be after today"
    assert opening(closes_on=TODAY + datetime.timedelta(days=1)) is None
    assert opening(closes_on=TODAY + datetime.timedelta(days=367)) == "The last day must be within a year from today"


def test_all_problems_are_listed_at_once():
    problems = rules.opening_problems([question(options=coded("Yes"))], duties=set())

    assert problems == [
        "Question 1 needs at least 2 answers to choose from.",
        "Nobody is named to send the survey and record who has replied.",
        "Nobody is named to key in the paper forms.",
    ]


def test_a_question_in_their_own_words_needs_no_answers_to_choose_from():
    assert rules.question_problems([question(kind="free_text", options=[])]) == []


def test_the_same_answer_twice_is_a_problem():
    assert rules.question_problems([question(options=coded("Yes", "yes"))]) == [
        (1, "Question 1 has the same answer twice.")
    ]


def test_a_way_back_is_a_problem():
    back = question(2, options=coded("Yes", "No", go_to={"No": 1}))

    assert rules.question_problems([question(1), back]) == [
        (
            2,
            "Question 2 sends people back to question 1, so they would go round in a circle. Choose a question that comes later.",
        )
    ]


def test_a_way_to_itself_is_a_problem():
    assert rules.question_problems([question(1, options=coded("Yes", "No", go_to={"No": 1}))])


def test_a_way_to_a_question_that_is_not_there_is_a_problem():
    assert rules.question_problems([question(1, options=coded("Yes", "No", go_to={"No": 5}))]) == [
        (1, "Question 1 sends people to question 5, which is not there.")
    ]


@given(questionnaires(forward=True))
def test_ways_that_lead_forward_to_questions_that_are_there_are_never_a_problem(questions):
    assert [number for number, _ in rules.question_problems(questions)] == unreached(questions)


@pytest.mark.parametrize(
    ("kind", "to", "refused"),
    [
        ("single", None, False),
        ("single", 4, False),
        ("agreement", 20, False),
        ("single", 3, True),
        ("single", 2, True),
        ("single", 21, True),
        ("tick_all", 4, True),
        ("free_text", 4, True),
    ],
)
def test_an_answer_leads_only_to_a_later_question_and_only_where_one_is_given(kind, to, refused):
    assert (rules.why_not_lead(kind=kind, number=3, to=to, last=20) is not None) is refused


def test_answers_to_choose_from_are_at_least_two():
    assert options.why_not_options(["Yes"]) == "Enter at least 2 answers, each on its own line"


def test_answers_to_choose_from_are_at_most_20():
    assert options.why_not_options([str(number) for number in range(21)]) == "Enter 20 answers at most. You entered 21"


def test_an_answer_to_choose_is_not_a_paragraph():
    assert options.why_not_options(["Yes", "N" * 81]).endswith("must be 80 characters or less")


def test_an_answer_typed_twice_is_named():
    assert options.why_not_options(["Yes", "No", "yes"]) == "“Yes” is there twice. Take one of them out"


def test_a_survey_has_an_end_to_its_questions():
    assert rules.why_not_add(59) is None
    assert rules.why_not_add(60) == "A survey can have 60 questions at most. Remove one first."


def naming(**changed):
    values = {"mailing": {1}, "entry": {2}, "officers": {1, 2, 3}, "named": {}, "state": "draft"}
    return rules.why_not_name(**{**values, **changed})


def test_two_officers_may_be_named():
    assert naming() is None


def test_nobody_has_both_duties():
    assert naming(entry={1, 2}) == "Nobody can have both duties in one survey. Choose different people"


def test_only_pals_officers_of_the_group_have_duties():
    assert naming(mailing={9}) == "Only PALS officers of this group can have these duties"


def test_somebody_who_is_no_officer_any_more_cannot_stay_named_in_a_draft():
    assert naming(officers={2, 3}, named={1: "mailing"}) is not None


def test_while_a_survey_is_a_draft_duties_may_change_hands():
    assert naming(mailing={2}, entry={1}, named={1: "mailing", 2: "entry"}) is None


def test_once_open_nobody_gets_the_other_duty():
    swapped = naming(mailing={2}, entry={1}, named={1: "mailing", 2: "entry"}, state="open")

    assert swapped == "This survey is open. You can add a stand-in, but not take a duty away"


def test_once_open_a_stand_in_may_be_added():
    assert naming(mailing={1, 3}, named={1: "mailing", 2: "entry"}, state="open") is None


def test_once_open_an_officer_who_has_left_does_not_stand_in_the_way_of_a_stand_in():
    assert naming(mailing={1, 3}, officers={2, 3}, named={1: "mailing", 2: "entry"}, state="open") is None


def test_a_closed_survey_keeps_its_duties():
    assert naming(named={}, state="closed") == "This survey has closed, so its duties can no longer change"


@given(
    st.sets(st.integers(1, 6)),
    st.sets(st.integers(1, 6)),
    st.dictionaries(st.integers(1, 6), st.sampled_from(sorted(BOTH))),
)
def test_in_no_state_does_anybody_end_with_both_duties(mailing, entry, named):
    for state in ("draft", "opening", "open", "closing"):
        if naming(mailing=mailing, entry=entry, named=named, officers=range(1, 7), state=state) is None:
            assert not mailing & entry
            if state != "draft":
                assert {user for user, duty in named.items() if duty == "entry"}.isdisjoint(mailing)
