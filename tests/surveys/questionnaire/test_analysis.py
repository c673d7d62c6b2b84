"""What will be worked out is said before a survey opens, and stands from then on."""

from itertools import product

import pytest
from django.urls import reverse

from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, analysis, versions
from surveys.questionnaire.models import Survey, Version
from tests.surveys.questionnaire.factories import BY, QuestionFactory, SurveyFactory

HELPS, WHERE, LONG, KNOW = 1, 2, 3, 4
BLANK = {"help": "", "why": "", "details": {}}


def asked(number, kind="single", options="abc", **more):
    coded = [{"code": code, "text": code.upper(), "go_to": None, "alone": False} for code in options]
    return {"number": number, "kind": kind, "text": f"Q{number}", "options": coded, **BLANK, **more}


ROWS = {number: asked(number) for number in (HELPS, WHERE, LONG, KNOW)} | {
    7: asked(7, "grid", details={"statements": "Staff listened\nI felt safe"}),
    8: asked(8, "tick_all"), 9: asked(9, "free_text", options=""), 10: asked(10, options="abcdefghi"),
}  # fmt: skip


def why_not(question, across, *declared):
    return analysis.why_not_break_down(question, across, ROWS, declared=declared)


@pytest.mark.parametrize(("question", "across"), [(8, 1), (9, 1), (99, 1), (1, 8), (1, 7), (1, 10), (1, 1)])
def test_only_single_answers_are_counted_in_a_few_groups_of_single_answers(question, across):
    assert why_not(question, across)


def test_breakdowns_that_would_close_a_circle_are_refused():
    star = [(HELPS, WHERE), (HELPS, LONG), (KNOW, WHERE)]

    assert why_not(KNOW, analysis.EDITION, *star) is None
    assert "give away" in why_not(KNOW, LONG, *star)
    assert "there already" in why_not(WHERE, HELPS, *star)
    assert why_not(7, WHERE, *star) is None
    assert "give away" in why_not(7, LONG, (7, WHERE))


def test_without_a_circle_whatever_fits_each_table_fits_all_together():
    """What the rule stands on, tried out: any table of helps by where goes with any table of helps by how long.

    Four people in all their ways; with the third table, of where by how long, some no longer go together.
    """
    everybody = list(product("01", repeat=3))
    worlds = {tuple(sorted(people)) for people in product(everybody, repeat=4)}

    def table(world, one, other):
        return tuple(sum((p[one], p[other]) == cell for p in world) for cell in product("01", repeat=2))

    two = {(table(world, 0, 1), table(world, 0, 2)) for world in worlds}
    three = {(table(world, 0, 1), table(world, 0, 2), table(world, 1, 2)) for world in worlds}
    fits = {
        (first, second)
        for first, second in product({one for one, _ in two}, {other for _, other in two})
        if first[0] + first[1] == second[0] + second[1]
    }
    closed = {
        (first, second, third)
        for (first, second), third in product(two, {last for *_, last in three})
        if first[0] + first[2] == third[0] + third[1] and second[0] + second[2] == third[0] + third[2]
    }

    assert two == fits
    assert three < closed


@pytest.fixture
def draft(group, db):
    """Three questions with the answers yes and no."""
    survey = SurveyFactory(group=group)
    for _ in range(3):
        QuestionFactory(survey=survey)
    return survey


def keys_of(survey):
    return list(survey.questions.order_by("position").values_list("pk", flat=True))


@pytest.fixture
def declared(draft):
    first, _, third = keys_of(draft)
    actions.add_breakdown(draft, question=third, across=first, by=BY)
    actions.declare_decision(draft, question=third, yes=["a"], at_least=60, by=BY)
    return draft


def test_what_was_declared_moves_with_its_questions_and_is_kept_by_their_numbers(declared):
    third = declared.questions.get(position=3)
    actions.place_question(third, after=0, opens=False, by=BY)
    survey = Survey.objects.get(pk=declared.pk)

    assert analysis.as_declared(survey.analysis, actions.analysis.rows_of(survey)) == {
        "analysis": {
            "breakdowns": [{"question": 1, "across": 2}],
            "decision": {"question": 1, "yes": ["a"], "at_least": 60},
        }
    }


def test_a_question_that_is_gone_or_changed_must_be_declared_anew(declared):
    actions.remove_question(declared.questions.get(position=3), by=BY)
    survey = Survey.objects.get(pk=declared.pk)

    assert len(analysis.problems(survey.analysis, actions.analysis.rows_of(survey))) == 2


def test_an_open_survey_can_declare_nothing(declared):
    first, second, third = keys_of(declared)
    Survey.objects.filter(pk=declared.pk).update(state="opening")

    for refused in (
        lambda: actions.add_breakdown(declared, question=second, across=first, by=BY),
        lambda: actions.remove_breakdown(declared, question=third, across=first, by=BY),
        lambda: actions.declare_decision(declared, question=third, yes=["b"], at_least=1, by=BY),
        lambda: actions.remove_decision(declared, by=BY),
    ):
        with pytest.raises(Refused, match="survey is open"):
            refused()


def test_the_next_version_declares_the_same(declared):
    rows = actions.analysis.rows_of(declared)
    Version.objects.create(
        survey=declared,
        content={"questions": list(rows.values()), "analysis": {"breakdowns": [{"question": 2, "across": 1}]}},
    )
    Survey.objects.filter(pk=declared.pk).update(state="closing")
    following = versions.start_next_version(Survey.objects.get(pk=declared.pk), by=BY)

    first, second = keys_of(following)[:2]
    assert following.analysis == {"breakdowns": [[second, first]]}


def test_a_nurse_declares_on_two_pages_and_pals_reads_them(signed_in, nurse, pals, draft):
    client, address = signed_in(nurse), reverse("survey_analysis", args=["immunology", draft.pk])
    first, _, third = keys_of(draft)

    assert "Choose what makes the groups" in client.post(address, {"question": third}).text
    client.post(address, {"question": third, "across": first})
    decides = reverse("declare_decision", args=["immunology", draft.pk, third])
    assert "Leave at least one answer" in client.post(decides, {"yes": ["a", "b"], "at_least": 60}).text
    client.post(decides, {"yes": ["a"], "at_least": 60})

    page = signed_in(pals).get(address).text
    assert "Go ahead if at least 60% of those who answer say “Yes”." in page
    assert "Take it back" not in page
    assert (
        "A rule for the decision, 1 breakdown"
        in signed_in(pals).get(f"/immunology/surveys/{draft.pk}/questionnaire/").text
    )
    client = signed_in(nurse)
    client.post(reverse("remove_breakdown", args=["immunology", draft.pk, third, first]))
    client.post(reverse("remove_decision", args=["immunology", draft.pk]))
    assert Survey.objects.get(pk=draft.pk).analysis == {}
