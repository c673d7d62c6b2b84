"""Saying, before a survey opens, what will be worked out: breakdowns, and the rule of the decision."""

from collections.abc import Sequence
from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire import analysis
from surveys.questionnaire.models import Question, Survey

from .draft import draft


@action("survey.breakdown_declared")
def add_breakdown(survey: Survey, *, question: int, across: int, by: Actor) -> None:
    """Declare that the answers to a question will be counted in the groups of another (keys; across 0: editions)."""
    survey = draft(survey)
    rows = rows_of(survey)
    declared = analysis.breakdowns_in(survey.analysis, rows)
    if reason := analysis.why_not_break_down(question, across, rows, declared=declared):
        raise Refused(reason)
    _keep(survey, breakdowns=[*map(list, declared), [question, across]])


@action("survey.breakdown_removed")
def remove_breakdown(survey: Survey, *, question: int, across: int, by: Actor) -> None:
    """Take a breakdown back. One that is not there is no matter."""
    survey = draft(survey)
    declared = analysis.breakdowns_in(survey.analysis, rows_of(survey))
    _keep(survey, breakdowns=[list(pair) for pair in declared if pair != (question, across)])


@action("survey.decision_declared")
def declare_decision(survey: Survey, *, question: int, yes: Sequence[str], at_least: int, by: Actor) -> None:
    """Write down by which rule a question will decide: which answers count as yes, and what share is enough."""
    survey = draft(survey)
    rows = rows_of(survey)
    if question not in rows:
        raise Refused("This question is no longer there.")
    if reason := analysis.why_not_decide(rows[question], yes=yes):
        raise Refused(reason)
    _keep(survey, decision={"question": question, "yes": sorted(yes), "at_least": at_least})


@action("survey.decision_removed")
def remove_decision(survey: Survey, *, by: Actor) -> None:
    """Take the rule of the decision back."""
    _keep(draft(survey), decision=None)


def rows_of(survey: Survey) -> dict[int, dict[str, Any]]:
    """Return the questions of a draft by their keys, in order."""
    questions: list[Question] = list(survey.questions.order_by("position"))
    return {question.pk: question.as_asked(number) for number, question in enumerate(questions, start=1)}


def _keep(survey: Survey, **changed: Any) -> None:
    survey.analysis = {key: kept for key, kept in {**survey.analysis, **changed}.items() if kept}
    survey.save(update_fields=["analysis"])
