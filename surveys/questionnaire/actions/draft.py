"""A draft while its questions change: locked, and the change noted so that it can be undone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from surveys.questionnaire import places, rules
from surveys.questionnaire.models import Question, Step, Survey
from surveys.questionnaire.querysets import CONTENT

MOST_STEPS = 100
"""So many changes of a draft can be undone; older ones go."""

Content = dict[str, Any]
"""The fields of a question, as `querysets.CONTENT` names them."""


class Change:
    """One change in the making. `words` end the sentence "Undo …"; rows are the questions as they stand."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.words = ""
        self.question: int | None = None
        self.before = state_of(survey)

    @property
    def rows(self) -> list[places.Row]:
        """Return the questions before the change, as `places` moves them."""
        return [
            {"key": int(key), "options": fields["options"], "section": fields["section"]}
            for key, fields in self.before.items()
        ]

    def call(self, words: str, question: Question) -> None:
        """Say what the change is, and which question it is about."""
        self.words, self.question = words, question.pk


@contextmanager
def change_of(survey: Survey, *, by: Actor) -> Iterator[Change]:
    """Hold the draft, let the block change its questions, and note what has changed so that it can be undone.

    Whatever had been undone can no longer be done again. Refused where the survey is no draft.
    """
    change = Change(draft(survey))
    yield change
    after = state_of(survey)
    keys = [key for key in {**change.before, **after} if change.before.get(key) != after.get(key)]
    if not keys:
        return
    survey.steps.filter(undone=True).delete()
    Step.objects.create(
        survey=survey, words=change.words, question=change.question,
        before={key: change.before.get(key) for key in keys}, after={key: after.get(key) for key in keys},
        by_key=by.key, by_name=by.name, at=clock.now(),
    )  # fmt: skip
    kept = survey.steps.order_by("-pk").values("pk")[:MOST_STEPS]
    survey.steps.exclude(pk__in=kept).delete()


def draft(survey: Survey) -> Survey:
    """Return the survey, locked; refused where it is no draft."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if reason := rules.why_not_edit(survey.state):
        raise Refused(reason)
    return survey


def state_of(survey: Survey) -> dict[str, Content]:
    """Return the questions of a survey in order: {key: their fields}."""
    rows = survey.questions.order_by("position").values("pk", "position", *CONTENT)
    return {str(row.pop("pk")): row for row in rows}


def still_there(question: Question) -> Question:
    """Return the question as it is now; refused where somebody has removed it."""
    found: Question | None = Question.objects.filter(pk=question.pk).select_related("survey").first()
    if found is None:
        raise Refused("This question has been removed already.")
    return found


def new_question(survey: Survey, rows: Sequence[places.Row], content: Content) -> Question:
    """Create a question at the end; refused where there are too many."""
    if reason := rules.why_not_add(len(rows)):
        raise Refused(reason)
    return Question.objects.create(survey=survey, position=len(rows) + 1, **content)


def row_of(question: Question) -> places.Row:
    """Return a question as `places` moves it."""
    return {"key": question.pk, "options": question.options, "section": question.section}


def write(change: Change, rows: Sequence[places.Row]) -> None:
    """Store the places, routes and headings that have changed; a question that is new is written in any case.

    Two questions may share a place until the end of the action.
    """
    wanted = {row["key"]: (position, row["options"], row["section"]) for position, row in enumerate(rows, start=1)}
    known = {int(key): (one["position"], one["options"], one["section"]) for key, one in change.before.items()}
    questions = Question.objects.in_bulk([key for key, one in wanted.items() if one != known.get(key)])
    for key, question in questions.items():
        question.position, question.options, question.section = wanted[key]
    Question.objects.bulk_update(questions.values(), ["position", "options", "section"])
