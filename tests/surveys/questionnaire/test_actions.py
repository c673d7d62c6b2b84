import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.longwork.models import LongWork
from surveys.questionnaire import actions
from surveys.questionnaire.models import Question, Survey, SurveyDuty, Version
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from tests import factories
from tests.surveys.questionnaire.factories import BY, QuestionFactory, SurveyFactory

IN_13_WEEKS = datetime.date(2026, 12, 7)
CONTENT = {"kind": "single", "text": "New?", "help": "", "options": coded("Yes", "No"), "why": ""}


def texts(survey):
    return [question.text for question in survey.questions.all()]


def routes(survey):
    """Say, in words, where options lead: {(question, option): question}."""
    asked = list(survey.questions.all())
    return {
        (question.text, option["text"]): asked[option["go_to"] - 1].text
        for question in asked
        for option in question.options
        if option["go_to"]
    }


@pytest.fixture
def three(group):
    """A draft with questions A, B, C; the No of A leads to C."""
    survey = SurveyFactory(group=group)
    QuestionFactory(survey=survey, text="A", options=coded("Yes", "No", go_to={"No": 3}))
    QuestionFactory(survey=survey, text="B")
    QuestionFactory(survey=survey, text="C")
    return survey


@pytest.mark.django_db
def test_a_survey_starts_as_a_draft_with_the_ready_made_questions(group, nurse, at_noon):
    survey = actions.start_survey(group, title="T", about="A", minutes=12, ready=True, by=SignedIn(nurse))

    assert (survey.state, survey.started_on) == ("draft", datetime.date(2026, 9, 7))
    assert texts(survey) == [question["text"] for question in QUESTIONS]
    assert survey.questions.get(position=18).why == "Please can you tell us why you gave your answer?"


@pytest.mark.django_db
def test_a_survey_may_start_empty(group):
    assert texts(actions.start_survey(group, title="T", about="A", minutes=5, by=BY)) == []


@pytest.mark.django_db
def test_what_the_trail_keeps_of_a_change_says_who_and_what(three, nurse):
    question = three.questions.get(position=2)

    actions.edit_question(question, content=CONTENT, by=SignedIn(nurse))

    event = question.events.latest("pgh_id")
    assert (event.text, event.pgh_context["action"], event.pgh_context["actor_name"]) == (
        "New?", "question.edited", "Grace Adeyemi",
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "order"), [(1, "NABC"), (2, "ANBC"), (4, "ABCN"), (99, "ABCN"), (0, "NABC")])
def test_a_question_is_added_at_its_place_and_routes_hold(three, number, order):
    actions.add_question(three, number=number, content={**CONTENT, "text": "N"}, by=BY)

    assert "".join(texts(three)) == order
    assert routes(three) == {("A", "No"): "C"}


@pytest.mark.django_db
def test_a_question_moves_one_place_and_routes_hold(three):
    actions.move_question(three.questions.get(text="B"), down=True, by=BY)

    assert texts(three) == ["A", "C", "B"]
    assert routes(three) == {("A", "No"): "C"}


@pytest.mark.django_db
def test_at_the_ends_of_the_list_moving_does_nothing(three):
    actions.move_question(three.questions.get(text="A"), down=False, by=BY)
    actions.move_question(three.questions.get(text="C"), down=True, by=BY)

    assert texts(three) == ["A", "B", "C"]


@pytest.mark.django_db
def test_removing_the_target_of_a_route_leads_to_the_question_after_it(three):
    QuestionFactory(survey=three, text="D")

    actions.remove_question(three.questions.get(text="C"), by=BY)

    assert routes(three) == {("A", "No"): "D"}


@pytest.mark.django_db
def test_editing_a_question_keeps_where_its_answers_lead(three):
    content = {**CONTENT, "options": coded("Yes", "Not sure", "No")}

    actions.edit_question(three.questions.get(text="A"), content=content, by=BY)

    assert routes(three) == {("New?", "No"): "C"}


@pytest.mark.django_db
def test_a_question_that_takes_several_answers_leads_nowhere(three):
    actions.edit_question(three.questions.get(text="A"), content={**CONTENT, "kind": "tick_all"}, by=BY)

    assert routes(three) == {}


@pytest.mark.django_db
def test_routes_are_set_and_taken_away(three):
    question = three.questions.get(text="A")

    actions.set_routes(question, routes={"a": 3, "b": None}, by=BY)

    assert routes(three) == {("A", "Yes"): "C"}


@pytest.mark.django_db
@pytest.mark.parametrize("to", [1, 2, 4, -1])
def test_an_answer_leads_to_no_question_before_it_nor_to_none(three, to):
    with pytest.raises(Refused, match="Choose a question that comes later"):
        actions.set_routes(three.questions.get(text="B"), routes={"a": to, "b": None}, by=BY)
    assert routes(three) == {("A", "No"): "C"}


@pytest.mark.django_db
def test_a_question_that_somebody_else_removed_meanwhile_is_said_to_be_gone(three):
    stale = three.questions.get(text="B")
    actions.remove_question(three.questions.get(text="B"), by=BY)

    for change in (
        lambda: actions.edit_question(stale, content=CONTENT, by=BY),
        lambda: actions.move_question(stale, down=True, by=BY),
        lambda: actions.set_routes(stale, routes={}, by=BY),
        lambda: actions.remove_question(stale, by=BY),
    ):
        with pytest.raises(Refused, match="has been removed already"):
            change()
    assert texts(three) == ["A", "C"]


@pytest.mark.django_db
def test_there_is_an_end_to_the_questions_of_a_survey(group):
    survey = SurveyFactory(group=group)
    for position in range(1, 61):
        QuestionFactory(survey=survey, position=position)

    with pytest.raises(Refused, match="60 questions at most"):
        actions.add_question(survey, number=1, content=CONTENT, by=BY)


@pytest.mark.django_db
def test_nothing_of_an_open_survey_can_be_changed(opened):
    question = opened.questions.first()

    for change in (
        lambda: actions.edit_survey(opened, title="T", about="A", minutes=1, by=BY),
        lambda: actions.add_question(opened, number=1, content=CONTENT, by=BY),
        lambda: actions.edit_question(question, content=CONTENT, by=BY),
        lambda: actions.set_routes(question, routes={}, by=BY),
        lambda: actions.move_question(question, down=True, by=BY),
        lambda: actions.remove_question(question, by=BY),
        lambda: actions.place_question(question, after=3, opens=False, by=BY),
        lambda: actions.undo(opened, step=1, by=BY),
        lambda: actions.redo(opened, step=1, by=BY),
    ):
        with pytest.raises(Refused, match="This survey is open"):
            change()
    assert texts(opened) == [question["text"] for question in QUESTIONS]


@pytest.mark.django_db
def test_opening_freezes_the_questions_and_asks_a_worker_for_the_key(draft, nurse, at_noon):
    actions.open_survey(draft, closes_on=IN_13_WEEKS, by=SignedIn(nurse))

    draft.refresh_from_db()
    assert (draft.state, draft.closes_on, draft.public_key) == ("opening", IN_13_WEEKS, None)
    assert draft.version.content["questions"] == [
        {"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)
    ]
    work = LongWork.objects.get()
    assert (work.kind, work.subject) == ("surveys.open", draft.pk)


@pytest.mark.django_db
def test_a_second_press_on_open_opens_nothing_more(draft, at_noon):
    stale = Survey.objects.get(pk=draft.pk)

    actions.open_survey(draft, closes_on=IN_13_WEEKS, by=BY)
    actions.open_survey(stale, closes_on=datetime.date(2026, 12, 8), by=BY)

    draft.refresh_from_db()
    assert draft.closes_on == IN_13_WEEKS
    assert (Version.objects.count(), LongWork.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_survey_with_something_to_mend_does_not_open(draft, at_noon):
    actions.edit_question(draft.questions.get(position=3), content={**CONTENT, "options": coded("Yes")}, by=BY)

    with pytest.raises(Refused, match="Question 3 needs at least 2 answers"):
        actions.open_survey(draft, closes_on=IN_13_WEEKS, by=BY)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not LongWork.objects.exists()


@pytest.mark.django_db
def test_a_survey_whose_officer_has_left_the_group_does_not_open(draft, pals_entry, at_noon):
    pals_entry.holdings.update(ends_on=clock.today() - datetime.timedelta(days=1))

    with pytest.raises(Refused, match="Nobody is named to key in the paper forms"):
        actions.open_survey(draft, closes_on=IN_13_WEEKS, by=BY)


@pytest.mark.django_db
def test_what_people_answer_stays_as_it_was_when_it_opened(opened):
    Question.objects.filter(survey=opened).update(text="Changed behind our back")

    assert opened.version.content["questions"][0]["text"] == QUESTIONS[0]["text"]


def duties(survey):
    return {duty.user.name: duty.duty for duty in SurveyDuty.objects.filter(survey=survey).select_related("user")}


@pytest.mark.django_db
def test_duties_change_hands_while_the_survey_is_a_draft(draft, pals, pals_entry):
    actions.name_duties(draft, mailing={pals_entry.pk}, entry={pals.pk}, by=BY)

    assert duties(draft) == {"Owen Price": "mailing", "Ruth Bell": "entry"}


@pytest.mark.django_db
def test_nobody_is_given_both_duties(draft, pals):
    with pytest.raises(Refused, match="Nobody can have both duties"):
        actions.name_duties(draft, mailing={pals.pk}, entry={pals.pk}, by=BY)
    assert duties(draft) == {"Ruth Bell": "mailing", "Owen Price": "entry"}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nurse", "officer_of_another_group", "officer_who_left", "officer_who_is_shut_out"])
def test_only_pals_officers_of_this_group_today_are_given_a_duty(draft, group, other_group, pals_entry, nurse, who):
    left = factories.HoldingFactory(group=group, role=Role.PALS, ends_on=datetime.date(2020, 1, 2)).user
    shut_out = factories.user_with_role(Role.PALS, group, is_active=False)
    people = {
        "nurse": nurse,
        "officer_of_another_group": factories.user_with_role(Role.PALS, other_group),
        "officer_who_left": left,
        "officer_who_is_shut_out": shut_out,
    }

    with pytest.raises(Refused, match="Only PALS officers of this group"):
        actions.name_duties(draft, mailing={people[who].pk}, entry={pals_entry.pk}, by=BY)


@pytest.mark.django_db
def test_once_open_a_stand_in_is_added_and_nobody_changes_sides(opened, group, pals, pals_entry):
    stand_in = factories.user_with_role(Role.PALS, group, name="Mina Rao")

    actions.name_duties(opened, mailing={pals.pk, stand_in.pk}, entry={pals_entry.pk}, by=BY)
    with pytest.raises(Refused, match="not take a duty away"):
        actions.name_duties(opened, mailing={stand_in.pk}, entry={pals_entry.pk, pals.pk}, by=BY)

    assert duties(opened) == {"Ruth Bell": "mailing", "Mina Rao": "mailing", "Owen Price": "entry"}
