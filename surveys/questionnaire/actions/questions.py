"""Writing the questions of a draft. Each change can be undone (`undoing`)."""

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire import clashes, friends_and_family, options, places, rules
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.models import Question, Survey
from surveys.questionnaire.querysets import CONTENT

from .draft import Content, change_of, new_question, row_of, still_there, write


@action("question.added")
def add_question(survey: Survey, *, number: int, content: Content, by: Actor) -> Question:
    """Add a question as this number, or last where there are fewer; those after it move on by one."""
    with change_of(survey, by=by) as change:
        rows = change.rows
        question = new_question(survey, rows, content)
        number = min(max(number, 1), len(rows) + 1)
        change.call(f"adding question {number}", question)
        write(change, places.with_new(rows, row_of(question), number=number))
    return question


@action("question.copied")
def copy_question(question: Question, *, by: Actor) -> Question:
    """Put a copy of a question after it, which leads where the question leads. A heading is not copied."""
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        led_on = [{**option, "go_to": option["go_to"] and option["go_to"] + 1} for option in question.options]
        content = {field: getattr(question, field) for field in CONTENT} | {"options": led_on, "section": {}}
        copy = new_question(question.survey, change.rows, content)
        copy.position = question.position + 1
        change.call(f"copying question {question.position}", copy)
        write(change, places.with_new(change.rows, row_of(copy), number=copy.position))
    return copy


@action("question.edited")
def edit_question(question: Question, *, content: Content, by: Actor, seen: str = "") -> Question:
    """Change a question. Its options go on leading where those of the same words, or place, led.

    seen: the print (`clashes.print_of`) of the question that its writer saw; where it reads otherwise by now,
    `clashes.Clash` is raised and nothing is changed.
    """
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        if reason := friends_and_family.why_not_edit(question.as_asked(question.position)):
            raise Refused(reason)
        clashes.check(seen, question, clashes.WORDS)
        change.call(f"editing question {question.position}", question)
        kept = options.with_routes_of(content["options"], question.options, routed=KINDS[content["kind"]].routed)
        for field, value in {**content, "options": kept}.items():
            setattr(question, field, value)
        question.save(update_fields=list(content))
    return question


@action("question.routed")
def set_routes(question: Question, *, routes: dict[str, int | None], by: Actor, seen: str = "") -> Question:
    """Say where the options lead: {code: number of a question, or None for the next one}. seen: as for an edit."""
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        clashes.check(seen, question, clashes.ROUTES, order=[row["key"] for row in change.rows])
        change.call(f"changing where question {question.position} leads", question)
        for to in routes.values():
            if reason := rules.why_not_lead(
                kind=question.kind, number=question.position, to=to, last=len(change.before)
            ):
                raise Refused(reason)
        question.options = [{**option, "go_to": routes.get(option["code"])} for option in question.options]
        question.save(update_fields=["options"])
    return question


@action("question.moved")
def move_question(question: Question, *, down: bool, by: Actor) -> Question:
    """Move a question one place up or down. At the end of the list nothing happens."""
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        change.call(f"moving question {question.position} {'down' if down else 'up'}", question)
        to = question.position + (1 if down else -1)
        if 1 <= to <= len(change.rows):
            write(change, places.moved(change.rows, number=question.position, to=to))
    return question


@action("question.placed")
def place_question(question: Question, *, after: int, opens: bool, by: Actor) -> Question:
    """Move a question to a place: after question `after`, as numbered now (0: first).

    opens: it comes first in the section whose heading stands there.
    """
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        if not 0 <= after <= len(change.before):
            raise Refused("Choose one of the places. A question may have been removed meanwhile.")
        rows = places.placed(change.rows, number=question.position, after=after, opens=opens)
        change.call(f"moving question {question.position}", question)
        write(change, rows)
    question.refresh_from_db()
    return question


@action("question.removed")
def remove_question(question: Question, *, by: Actor) -> None:
    """Remove a question; what led to it leads to the one after it."""
    survey = question.survey
    with change_of(survey, by=by) as change:
        question = still_there(question)
        change.call(f"removing question {question.position}", question)
        question.delete()
        write(change, places.without(change.rows, number=question.position))


@action("question.headed")
def write_heading(question: Question, *, section: dict[str, str], by: Actor, seen: str = "") -> Question:
    """Put a heading, with words if need be, above a question: {"heading", "words"}, or {} for none. seen: as above."""
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        clashes.check(seen, question, clashes.HEADING)
        change.call(f"changing the heading above question {question.position}", question)
        question.section = section
        question.save(update_fields=["section"])
    return question


@action("question.heading_moved")
def move_heading(question: Question, *, down: bool, by: Actor) -> None:
    """Move the heading above a question one question up or down. At the end of the list nothing happens."""
    with change_of(question.survey, by=by) as change:
        question = still_there(question)
        change.call(f"moving the heading above question {question.position}", question)
        to = question.position + (1 if down else -1)
        if 1 <= to <= len(change.rows):
            write(change, places.heading_moved(change.rows, number=question.position, to=to))
