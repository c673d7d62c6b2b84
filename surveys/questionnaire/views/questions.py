"""The questions of a survey: read by all who run surveys, changed by a nurse while it is a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.ui.wording import listed
from surveys.questionnaire import actions, rules
from surveys.questionnaire.forms import RoutesForm
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.models import Question, Survey

from .finding import may_write, on_draft, question_of, questions_url, standing_of, survey_of, trail

REMOVED = "removed_question"
"""Where the session keeps the question that was removed last, so that it can be put back."""


@requires(Power.SEE_SURVEYS)
def questionnaire(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the questions of a survey, and, to a nurse while it is a draft, how to change them."""
    survey = survey_of(request, pk)
    standing = standing_of(survey)
    wrong = rules.question_problems(standing["questions"])
    why_not = rules.why_not_edit(survey.state)
    removed = request.session.get(REMOVED)
    context = standing | {
        "survey": survey,
        "rows": [
            {"question": question, "number": number, "problems": [said for where, said in wrong if where == number],
             "kind": KINDS[question.kind]}
            for number, question in enumerate(survey.questions.all(), start=1)
        ],
        "why_not": why_not,
        "may_write": may_write(request),
        "may_edit": may_write(request) and not why_not,
        "removed": removed if removed and removed["survey"] == survey.pk and not why_not else None,
        "breadcrumbs": trail(request),
    }  # fmt: skip
    return render(request, "surveys/questionnaire/questionnaire.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def add_question(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Choose a kind, then write the question and say where it stands."""
    kind = request.GET.get("kind", "")
    after = request.GET.get("after", "")
    context: dict[str, Any] = {"survey": survey, "breadcrumbs": trail(request, survey), "after": after}
    if kind not in KINDS:
        return render(request, "surveys/questionnaire/choose_kind.html", context | {"kinds": KINDS.values()})
    places = _places(survey)
    last = places[-1][0]
    number = int(after) + 1 if after.isdecimal() and int(after) < last else last
    form = KINDS[kind].form(request.POST or None, places=places, initial={"number": number})
    if form.is_valid():
        content = form.content(kind)
        return _saved(
            request,
            lambda: actions.add_question(
                survey, number=form.cleaned_data["number"], content=content, by=actor(request)
            ),
            then=survey,
        )
    context |= {"form": form, "kind": KINDS[kind]}
    return render(request, "surveys/questionnaire/edit_question.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def edit_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Change a question, or make it one of another kind."""
    asked = question_of(survey, question)
    kind = request.GET.get("kind", asked.kind)
    if kind not in KINDS:
        raise Http404
    form = KINDS[kind].form(request.POST or None, initial=KINDS[kind].form.initial_of(asked))
    if form.is_valid():
        content = form.content(kind)
        return attempt(
            request,
            lambda: actions.edit_question(asked, content=content, by=actor(request)),
            done="Question saved.",
            then=questions_url(survey, asked.pk),
        )
    context = {
        "form": form, "survey": survey, "question": asked, "kind": KINDS[kind],
        "other_kinds": [other for name, other in KINDS.items() if name != kind], "breadcrumbs": trail(request, survey),
    }  # fmt: skip
    return render(request, "surveys/questionnaire/edit_question.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def question_routes(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Say where each answer of a question leads."""
    asked = question_of(survey, question)
    if not KINDS[asked.kind].routed:
        raise Http404
    later = [
        (row["number"], f"Question {_in_short(row)}")
        for row in survey.questions.as_asked()
        if row["number"] > asked.position
    ]
    form = RoutesForm(request.POST or None, question=asked, later=later)
    if form.is_valid():
        return attempt(
            request,
            lambda: actions.set_routes(asked, routes=form.routes(), by=actor(request)),
            done="Saved where each answer leads.",
            then=questions_url(survey, asked.pk),
        )
    context = {"form": form, "survey": survey, "question": asked, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/question_routes.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def move_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Move a question one place up or down."""
    asked = question_of(survey, question)
    down = request.POST.get("to") == "down"
    try:
        actions.move_question(asked, down=down, by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(questions_url(survey, asked.pk))


@requires(Power.WRITE_SURVEYS)
@on_draft
def remove_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Ask once, then remove a question. It can be put back from the page that follows."""
    asked = question_of(survey, question)
    if request.method != "POST":
        lines = _what_removing_does(survey, asked)
        context = {"survey": survey, "question": asked, "lines": lines, "breadcrumbs": trail(request, survey)}
        return render(request, "surveys/questionnaire/remove_question.html", context)
    try:
        removed = actions.remove_question(asked, by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        request.session[REMOVED] = {"survey": survey.pk, **removed}
    return redirect(questions_url(survey))


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def put_back_question(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Put the question that was removed last back where it stood."""
    removed = request.session.pop(REMOVED, None)
    if not removed or removed.pop("survey") != survey.pk:
        messages.error(request, "There is nothing to put back any more.")
        return redirect(questions_url(survey))
    return attempt(
        request,
        lambda: actions.put_back_question(survey, **removed, by=actor(request)),
        done="The question is back where it stood.",
        then=questions_url(survey),
    )


def _saved(request: HttpRequest, add: Any, *, then: Survey) -> HttpResponse:
    try:
        question = add()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(questions_url(then))
    messages.success(request, "Question added.")
    return redirect(questions_url(then, question.pk))


def _places(survey: Survey) -> list[tuple[int, str]]:
    asked = survey.questions.as_asked()
    return [(1, "First"), *((row["number"] + 1, f"After question {_in_short(row)}") for row in asked)]


def _in_short(row: dict[str, Any], most: int = 70) -> str:
    words = f"{row['number']}: {row['text']}"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _what_removing_does(survey: Survey, question: Question) -> list[str]:
    asked = survey.questions.as_asked()
    led = [
        str(row["number"]) for row in asked if any(option["go_to"] == question.position for option in row["options"])
    ]
    is_last = question.position == len(asked)
    lines = [] if is_last else ["The questions after it move up by one number."]
    if led:
        instead = "They will go straight on instead." if is_last else "They will go to the question that follows it."
        lines.append(f"Some people come to it from question {listed(led)}. {instead}")
    return lines
