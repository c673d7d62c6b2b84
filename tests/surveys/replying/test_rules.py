import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.mailing.choices import Outcome
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.readymade import QUESTIONS
from surveys.questionnaire.routing import path
from surveys.replying import rules
from surveys.replying.choices import Shut
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def test_somebody_who_has_not_replied_may_answer_an_open_survey():
    assert rules.why_not_take(state=SurveyState.OPEN, outcome=Outcome.NOT_RETURNED) is None


@pytest.mark.parametrize(
    ("state", "outcome", "shut"),
    [
        (SurveyState.DRAFT, Outcome.NOT_RETURNED, Shut.NOT_OPEN),
        (SurveyState.OPENING, Outcome.NOT_RETURNED, Shut.NOT_OPEN),
        (SurveyState.CLOSING, Outcome.NOT_RETURNED, Shut.CLOSED),
        (SurveyState.CLOSED, Outcome.NOT_RETURNED, Shut.CLOSED),
        (SurveyState.CLOSED, Outcome.RETURNED, Shut.CLOSED),
        (SurveyState.OPEN, Outcome.RETURNED, Shut.USED),
        (SurveyState.OPEN, Outcome.OPTED_OUT, Shut.WITHDRAWN),
        (SurveyState.OPEN, Outcome.DIED, Shut.WITHDRAWN),
        (SurveyState.OPEN, Outcome.UNDELIVERED, Shut.WITHDRAWN),
        (SurveyState.OPEN, Outcome.NOT_ELIGIBLE, Shut.WITHDRAWN),
        (SurveyState.OPEN, Outcome.NEVER_MAILED, Shut.WITHDRAWN),
    ],
)
def test_everybody_else_is_turned_away_for_one_reason(state, outcome, shut):
    assert rules.why_not_take(state=state, outcome=outcome) == shut


def test_nothing_at_all_cannot_be_sent():
    assert rules.why_not_send({}) == "You have not answered any question yet. Answer at least one, then send."
    assert rules.why_not_send({"19": "Parking"}) is None


def test_on_the_way_through_the_next_question_follows():
    after = {"1": "a"}

    assert rules.place_after(READYMADE, number=1, before={}, after=after, until=0) == (2, 0)


def test_after_the_last_question_comes_the_check_page():
    assert rules.place_after(READYMADE, number=20, before={}, after={}, until=0) == (None, 0)


def test_a_changed_answer_that_opens_nothing_leads_back_to_the_check_page():
    before = {"1": "a", "2": "b"}

    assert rules.place_after(READYMADE, number=2, before=before, after={"1": "a", "2": "c"}, until=2) == (None, 0)


def test_a_changed_answer_that_opens_questions_asks_them_and_then_leads_back():
    before, after = {"1": "e"}, {"1": "a"}

    assert rules.place_after(READYMADE, number=1, before=before, after=after, until=1) == (2, 12)
    assert rules.place_after(READYMADE, number=10, before=after, after=after, until=12) == (11, 12)
    assert rules.place_after(READYMADE, number=11, before=after, after=after, until=12) == (None, 0)


@given(st.data())
def test_a_change_always_leads_back_to_the_check_page_without_asking_a_known_question_again(data):
    questions = data.draw(questionnaires(least=2))
    before = data.draw(answers_to(questions))
    number = data.draw(st.sampled_from(path(questions, before)))
    after = {**before, **data.draw(answers_to([questions[number - 1]]))}
    known = path(questions, before)

    following, until = rules.place_after(questions, number=number, before=before, after=after, until=number)
    asked = []
    while following is not None:
        asked.append(following)
        following, until = rules.place_after(questions, number=following, before=after, after=after, until=until)

    assert not set(asked) & set(known)
    assert asked == sorted(set(asked))


def test_back_leads_along_the_way_that_was_taken():
    assert rules.place_before(READYMADE, number=12, answers={"1": "e"}) == 1
    assert rules.place_before(READYMADE, number=12, answers={"1": "a"}) == 11
    assert rules.place_before(READYMADE, number=1, answers={}) is None


def test_answers_off_the_way_do_not_count():
    given_answers = {"1": "e", "2": "b", "13": ["a"], "18": "a", "18w": "They ring back.", "19": ""}

    assert rules.answered(READYMADE, given_answers) == {"1": "e", "13": ["a"], "18": "a", "18w": "They ring back."}


@pytest.mark.parametrize(
    ("slips", "forms", "words"),
    [
        (0, 0, "Neither has come yet."),
        (3, 3, "They agree."),
        (2, 1, "1 more slip than forms."),
        (1, 4, "3 more forms than slips."),
    ],
)
def test_slips_and_forms_are_compared_in_words(slips, forms, words):
    assert rules.slips_and_forms(slips=slips, forms=forms) == words


def test_each_difference_says_what_to_do_and_none_says_nothing():
    assert "look into the tray" in rules.what_to_do(slips=2, forms=1)[0]
    assert "All forms count" in rules.what_to_do(slips=1, forms=2)[0]
    assert rules.what_to_do(slips=3, forms=3) == []


def test_slips_are_those_who_replied_and_not_online():
    assert rules.slips_came(replied=12, online=9) == 3
    assert rules.slips_came(replied=0, online=0) == 0


@pytest.mark.parametrize(("slips", "forms", "many"), [(5, 0, True), (0, 5, True), (4, 0, False)])
def test_today_is_told_only_when_they_differ_by_many(slips, forms, many):
    assert rules.differ_by_many(slips=slips, forms=forms, many=5) is many


def test_only_an_open_survey_closes_or_one_that_tried_in_vain():
    assert rules.why_not_close(state=SurveyState.OPEN) is None
    assert rules.why_not_close(state=SurveyState.CLOSING) == "This survey is being closed already."
    assert rules.why_not_close(state=SurveyState.CLOSING, tried_in_vain=True) is None
    assert rules.why_not_close(state=SurveyState.CLOSED) == "This survey has been closed already."
    assert rules.why_not_close(state=SurveyState.DRAFT) == "This survey is not open, so there is nothing to close."


def test_where_no_answer_has_come_closing_says_so_and_counts_no_ways():
    first, *_ = rules.what_closing_does(online=0, forms=0, asked=3)
    assert first == "No answer has come yet, so there will be no result."
    assert rules.what_closing_does(online=1, forms=0, asked=3)[0].startswith(
        "Only 1 answer has come: 1 from the website"
    )


def test_closing_says_in_numbers_what_it_does():
    lines = rules.what_closing_does(online=62, forms=13, asked=100)

    assert lines[0] == "75 sealed answers are opened together, without names: 62 from the website and 13 from paper."
    assert lines[1] == "100 people were asked; whoever has not answered no longer can."
