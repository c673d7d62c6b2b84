"""The last changes of a draft are undone one after another, and done again."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from supportgroup.access.actor import SignedIn, System
from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions
from surveys.questionnaire.models import Question
from surveys.questionnaire.options import coded
from tests.surveys.questionnaire.factories import QuestionFactory, SurveyFactory

pytestmark = pytest.mark.django_db
BY = System("a test")
HEADING = {"heading": "About you", "words": ""}


def content(text):
    empty = {"help": "", "details": {}, "why": ""}
    return {**empty, "kind": "single", "text": text, "options": coded("Yes", "No")}


def state(survey):
    return list(survey.questions.order_by("position").values())


def undo(survey):
    return actions.undo(survey, step=survey.steps.undoable().first().pk, by=BY)


def redo(survey):
    return actions.redo(survey, step=survey.steps.redoable().first().pk, by=BY)


@pytest.fixture
def survey(group):
    """A draft with questions A, B, C, the No of A leads to C, a heading above B."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="A", options=coded("Yes", "No", go_to={"No": 3}))
    QuestionFactory(survey=survey, text="B", section=HEADING)
    QuestionFactory(survey=survey, text="C")
    return survey


CHANGES = {
    "adding question 2": lambda s: actions.add_question(s, number=2, content=content("N"), by=BY),
    "copying question 1": lambda s: actions.copy_question(s.questions.get(text="A"), by=BY),
    "editing question 1": lambda s: actions.edit_question(s.questions.get(text="A"), content=content("A2"), by=BY),
    "changing where question 1 leads": lambda s: actions.set_routes(s.questions.get(text="A"), routes={"a": 2}, by=BY),
    "moving question 1 down": lambda s: actions.move_question(s.questions.get(text="A"), down=True, by=BY),
    "moving question 1": lambda s: actions.place_question(s.questions.get(text="A"), after=3, opens=False, by=BY),
    "removing question 3": lambda s: actions.remove_question(s.questions.get(text="C"), by=BY),
    "changing the heading above question 2": lambda s: actions.write_heading(s.questions.get(text="B"), section={}, by=BY),
    "moving the heading above question 2": lambda s: actions.move_heading(s.questions.get(text="B"), down=True, by=BY),
}  # fmt: skip


@pytest.mark.parametrize("words", CHANGES)
def test_each_change_is_undone_and_done_again_as_it_is_called(survey, words):
    before = state(survey)
    CHANGES[words](survey)
    after = state(survey)
    assert after != before

    assert undo(survey).words == words
    assert state(survey) == before

    assert redo(survey).words == words
    assert state(survey) == after


@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_row_of_changes_is_undone_to_the_beginning_and_done_again_to_the_end(group, data):
    survey = SurveyFactory(group=group)
    for text in "ABCD":
        QuestionFactory(survey=survey, text=text, section=HEADING if text == "C" else {})
    states = [state(survey)]
    for _ in range(data.draw(st.integers(1, 6))):
        question = data.draw(st.sampled_from(list(survey.questions.all())))
        change(data, survey, question)
        if state(survey) != states[-1]:
            states.append(state(survey))

    for expected in reversed(states[:-1]):
        undo(survey)
        assert state(survey) == expected
    assert survey.steps.undoable().first() is None
    for expected in states[1:]:
        redo(survey)
        assert state(survey) == expected


def change(data, survey, question):
    number = data.draw(st.integers(0, survey.questions.count()))
    match data.draw(st.sampled_from(["add", "copy", "edit", "move", "place", "heading", "remove"])):
        case "add":
            actions.add_question(survey, number=number, content=content("New"), by=BY)
        case "copy":
            actions.copy_question(question, by=BY)
        case "edit":
            actions.edit_question(question, content=content(f"Edited {number}"), by=BY)
        case "move":
            actions.move_question(question, down=bool(number % 2), by=BY)
        case "place":
            actions.place_question(question, after=number, opens=bool(number % 2), by=BY)
        case "heading":
            actions.write_heading(question, section=HEADING if number % 2 else {}, by=BY)
        case "remove" if survey.questions.count() > 1:
            actions.remove_question(question, by=BY)


def test_a_new_change_after_undoing_drops_what_could_be_done_again(survey):
    actions.remove_question(survey.questions.get(text="C"), by=BY)
    undo(survey)

    actions.move_question(survey.questions.get(text="A"), down=True, by=BY)

    assert survey.steps.redoable().first() is None
    assert [step.words for step in survey.steps.undoable()] == ["moving question 1 down"]


def test_a_second_press_undoes_nothing_more(survey):
    actions.move_question(survey.questions.get(text="A"), down=True, by=BY)
    actions.remove_question(survey.questions.get(text="C"), by=BY)
    last = survey.steps.undoable().first().pk

    actions.undo(survey, step=last, by=BY)
    with pytest.raises(Refused, match="Something has changed since"):
        actions.undo(survey, step=last, by=BY)

    assert [row["text"] for row in state(survey)] == ["B", "A", "C"]


def test_the_change_of_another_nurse_in_between_is_not_undone_unseen(survey, nurse):
    actions.move_question(survey.questions.get(text="A"), down=True, by=BY)
    seen = survey.steps.undoable().first().pk
    actions.edit_question(survey.questions.get(text="B"), content=content("Hers"), by=SignedIn(nurse))

    with pytest.raises(Refused, match="Something has changed since"):
        actions.undo(survey, step=seen, by=BY)

    assert survey.questions.filter(text="Hers").exists()


def test_what_changed_past_the_editor_is_not_overwritten(survey):
    actions.edit_question(survey.questions.get(text="A"), content=content("A2"), by=BY)
    Question.objects.filter(text="A2").update(text="Other")

    with pytest.raises(Refused, match="can no longer be undone"):
        undo(survey)

    assert survey.questions.get(position=1).text == "Other"


def test_a_change_that_was_refused_leaves_nothing_to_undo(survey):
    with pytest.raises(Refused):
        actions.set_routes(survey.questions.get(text="B"), routes={"a": 1}, by=BY)

    assert survey.steps.count() == 0


def test_only_so_many_changes_are_kept(survey):
    question = survey.questions.get(text="A")
    for number in range(103):
        actions.edit_question(question, content=content(f"A{number}"), by=BY)

    assert survey.steps.count() == 100


def test_the_trail_says_that_something_was_undone_and_by_whom(survey, nurse):
    actions.edit_question(survey.questions.get(text="A"), content=content("A2"), by=BY)
    actions.undo(survey, step=survey.steps.get().pk, by=SignedIn(nurse))

    event = survey.questions.get(text="A").events.latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor_name"]) == ("question.undone", nurse.name)
