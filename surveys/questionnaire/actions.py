"""Writing a survey and opening it. Its questions change only while it is a draft."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork.actions import start

from . import options, places, readymade, rules
from .choices import Duty, SurveyState
from .kinds import KINDS
from .models import Question, Survey, SurveyDuty, Version
from .querysets import CONTENT, pals_officers

OPENING = "surveys.open"
"""The long work that makes the survey's key. The room that seals answers does it."""

Content = dict[str, Any]
"""The fields of a question, as `querysets.CONTENT` names them."""


@action("survey.started")
def start_survey(group: Group, *, title: str, about: str, minutes: int, by: Actor, ready: bool = False) -> Survey:
    """Start a draft, empty or with the questions that come with the service."""
    survey = Survey.objects.create(
        group=group, title=title, about=about, minutes=minutes, started_on=clock.today(), state=SurveyState.DRAFT
    )
    if ready:
        Question.objects.bulk_create(
            Question(survey=survey, position=position, **content)
            for position, content in enumerate(readymade.QUESTIONS, start=1)
        )
    return survey


@action("survey.edited")
def edit_survey(survey: Survey, *, title: str, about: str, minutes: int, by: Actor) -> Survey:
    """Change what the survey is called and what the letter says it is for."""
    survey = _draft(survey)
    survey.title, survey.about, survey.minutes = title, about, minutes
    survey.save(update_fields=["title", "about", "minutes"])
    return survey


@action("question.added")
def add_question(survey: Survey, *, number: int, content: Content, by: Actor) -> Question:
    """Add a question as this number, or last where there are fewer; those after it move on by one."""
    rows = _rows(_draft(survey))
    question = _new(survey, rows, content)
    number = min(max(number, 1), len(rows) + 1)
    _write(survey, places.with_new(rows, _row(question), number=number))
    return question


@action("question.copied")
def copy_question(question: Question, *, by: Actor) -> Question:
    """Put a copy of a question after it, which leads where the question leads. A heading is not copied."""
    rows = _rows(_draft(question.survey))
    question = _still_there(question)
    led_on = [{**option, "go_to": option["go_to"] and option["go_to"] + 1} for option in question.options]
    content = {field: getattr(question, field) for field in CONTENT} | {"options": led_on, "section": {}}
    copy = _new(question.survey, rows, content)
    copy.position = question.position + 1
    _write(question.survey, places.with_new(rows, _row(copy), number=copy.position))
    return copy


@action("question.edited")
def edit_question(question: Question, *, content: Content, by: Actor) -> Question:
    """Change a question. Its options go on leading where those of the same words, or place, led."""
    _draft(question.survey)
    question = _still_there(question)
    kept = options.with_routes_of(content["options"], question.options, routed=KINDS[content["kind"]].routed)
    for field, value in {**content, "options": kept}.items():
        setattr(question, field, value)
    question.save(update_fields=list(content))
    return question


@action("question.routed")
def set_routes(question: Question, *, routes: dict[str, int | None], by: Actor) -> Question:
    """Say where the options lead: {code: number of a question, or None for the next one}."""
    last = len(_rows(_draft(question.survey)))
    question = _still_there(question)
    for to in routes.values():
        if reason := rules.why_not_lead(kind=question.kind, number=question.position, to=to, last=last):
            raise Refused(reason)
    question.options = [{**option, "go_to": routes.get(option["code"])} for option in question.options]
    question.save(update_fields=["options"])
    return question


@action("question.moved")
def move_question(question: Question, *, down: bool, by: Actor) -> Question:
    """Move a question one place up or down. At the end of the list nothing happens."""
    rows = _rows(_draft(question.survey))
    question = _still_there(question)
    to = question.position + (1 if down else -1)
    if 1 <= to <= len(rows):
        _write(question.survey, places.moved(rows, number=question.position, to=to))
    return question


@action("question.removed")
def remove_question(question: Question, *, by: Actor) -> dict[str, Any]:
    """Remove a question and return all that `put_back_question` needs, as plain values."""
    rows = _rows(_draft(question.survey))
    question = _still_there(question)
    number = question.position
    content = {field: getattr(question, field) for field in CONTENT}
    removed = {"number": number, "content": content, "led": places.leading_to(rows, number)}
    question.delete()
    _write(question.survey, places.without(rows, number=number))
    return removed


@action("question.headed")
def write_heading(question: Question, *, section: dict[str, str], by: Actor) -> Question:
    """Put a heading, with words if need be, above a question: {"heading", "words"}, or {} for none."""
    _draft(question.survey)
    question = _still_there(question)
    question.section = section
    question.save(update_fields=["section"])
    return question


@action("question.heading_moved")
def move_heading(question: Question, *, down: bool, by: Actor) -> None:
    """Move the heading above a question one question up or down. At the end of the list nothing happens."""
    rows = _rows(_draft(question.survey))
    question = _still_there(question)
    to = question.position + (1 if down else -1)
    if 1 <= to <= len(rows):
        _write(question.survey, places.heading_moved(rows, number=question.position, to=to))


@action("question.put_back")
def put_back_question(survey: Survey, *, number: int, content: Content, led: Sequence[places.Led], by: Actor) -> None:
    """Undo a removal: the question stands where it stood, and what led to it leads to it again."""
    rows = _rows(_draft(survey))
    question = _new(survey, rows, content)
    _write(survey, places.put_back(rows, _row(question), number=min(number, len(rows) + 1), led=map(tuple, led)))


@action("survey.duties_named")
def name_duties(survey: Survey, *, mailing: Collection[int], entry: Collection[int], by: Actor) -> None:
    """Say which PALS officers see names and which see forms (keys of users); nobody does both."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    wanted = dict.fromkeys(mailing, Duty.MAILING) | dict.fromkeys(entry, Duty.ENTRY)
    named = dict(survey.duties.values_list("user_id", "duty"))
    officers = set(pals_officers(survey.group, on=clock.today()).values_list("pk", flat=True))
    if reason := rules.why_not_name(mailing=mailing, entry=entry, officers=officers, named=named, state=survey.state):
        raise Refused(reason)
    changed = [user for user, duty in named.items() if wanted.get(user) != duty]
    survey.duties.filter(user__in=changed).delete()
    SurveyDuty.objects.bulk_create(
        SurveyDuty(survey=survey, user_id=user, duty=duty) for user, duty in wanted.items() if named.get(user) != duty
    )


@action("survey.opening_asked")
def open_survey(survey: Survey, *, closes_on: datetime.date, by: Actor) -> Survey:
    """Freeze the questions and have a worker make the key. A second press does nothing more."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state in (SurveyState.OPENING, SurveyState.OPEN):
        return survey
    today, questions = clock.today(), survey.questions.as_asked()
    duties = survey.duties.held(officers=pals_officers(survey.group, on=today))
    if reason := rules.why_not_open(
        state=survey.state, questions=questions, duties=duties, closes_on=closes_on, today=today
    ):
        raise Refused(reason)
    Version.objects.create(survey=survey, number=survey.number, content={"questions": questions})
    survey.state, survey.closes_on, survey.not_opened_because = SurveyState.OPENING, closes_on, ""
    survey.save(update_fields=["state", "closes_on", "not_opened_because"])
    start(OPENING, subject=survey.pk)
    return survey


@action("survey.opened")
def begin(survey: Survey, *, public_key: bytes, sealed_size: int, by: Actor) -> None:
    """Open the survey for answers, sealed with this key in this size. Done already, it does nothing."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.OPENING:
        return
    Version.objects.filter(survey=survey).update(sealed_size=sealed_size)
    survey.public_key, survey.state, survey.opened_on = public_key, SurveyState.OPEN, clock.today()
    survey.save(update_fields=["public_key", "state", "opened_on"])


@action("survey.not_opened")
def back_to_draft(survey: Survey, *, because: str, by: Actor) -> None:
    """Give up opening, for this reason: the survey is a draft again and says why."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.OPENING:
        return
    Version.objects.filter(survey=survey).delete()
    survey.state, survey.not_opened_because = SurveyState.DRAFT, because
    survey.save(update_fields=["state", "not_opened_because"])


def _draft(survey: Survey) -> Survey:
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if reason := rules.why_not_edit(survey.state):
        raise Refused(reason)
    return survey


def _still_there(question: Question) -> Question:
    found: Question | None = Question.objects.filter(pk=question.pk).select_related("survey").first()
    if found is None:
        raise Refused("This question has been removed already.")
    return found


def _new(survey: Survey, rows: Sequence[places.Row], content: Content) -> Question:
    if reason := rules.why_not_add(len(rows)):
        raise Refused(reason)
    return Question.objects.create(survey=survey, position=len(rows) + 1, **content)


def _rows(survey: Survey) -> list[places.Row]:
    return [_row(question) for question in survey.questions.order_by("position")]


def _row(question: Question) -> places.Row:
    return {"key": question.pk, "options": question.options, "section": question.section}


def _write(survey: Survey, rows: Sequence[places.Row]) -> None:
    """Store the places, routes and headings that have changed.

    Two questions may share a place until the end of the action.
    """
    questions = survey.questions.in_bulk()
    changed = []
    for position, row in enumerate(rows, start=1):
        question = questions[row["key"]]
        wanted = (position, row["options"], row["section"])
        if (question.position, question.options, question.section) != wanted:
            question.position, question.options, question.section = wanted
            changed.append(question)
    Question.objects.bulk_update(changed, ["position", "options", "section"])
