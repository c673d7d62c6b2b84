"""Copying, moving and removing questions, and the headings above runs of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.ui.wording import listed
from surveys.questionnaire import actions, clashes, typing_kept
from surveys.questionnaire.forms import HeadingForm, PlaceForm
from surveys.questionnaire.models import Question, Survey

from .finding import on_draft, question_of, questions_url, trail
from .questions import in_short, notes_in
from .writing import Desk, with_seen


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def copy_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Put a copy after a question, and go to it."""
    try:
        copy = actions.copy_question(question_of(survey, question), by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(questions_url(survey, question))
    messages.success(request, f"Copied. The copy is question {copy.position}.")
    return redirect(questions_url(survey, copy.pk))


@requires(Power.WRITE_SURVEYS)
@on_draft
def question_heading(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Write the heading above a question, change it, or take it away."""
    asked = question_of(survey, question)
    seen = clashes.print_of(asked, clashes.HEADING)
    desk = Desk.of(request, survey, typing_kept.place_of(question=asked.pk, heading=True))
    form = HeadingForm(request.POST or None, initial=desk.filled({**asked.section, "seen": seen}))
    taken_away = "remove" in request.POST
    if taken_away or form.is_valid():
        typed = {} if taken_away else {name: form.cleaned_data[name] for name in ("heading", "words")}
        try:
            actions.write_heading(asked, section=typed, seen=request.POST.get("seen", ""), by=actor(request))
        except clashes.Clash as clash:
            now = asked.section.get("heading") or "no heading"
            form = HeadingForm(with_seen(request.POST, seen), initial=asked.section)
            messages.error(request, f"{clash} It says now: {now}. Press save to put yours in its place.")
        else:
            typing_kept.forget(survey, request.user, desk.place)
            messages.success(request, "The heading is gone." if taken_away else "Heading saved.")
            return redirect(questions_url(survey, asked.pk))
    context = {"form": form, "survey": survey, "question": asked, "desk": desk, "breadcrumbs": trail(request, survey)}
    context["notes"] = notes_in(form)
    return render(request, "surveys/questionnaire/question_heading.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def move_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Move a question one place up or down; the page comes back to the button that was pressed."""
    asked = question_of(survey, question)
    down = request.POST.get("to") == "down"
    try:
        moved = actions.move_question(asked, down=down, by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(questions_url(survey, question))
    moved.refresh_from_db()
    return redirect(questions_url(survey, asked.pk, button=_button(survey, moved.position, down=down)))


@requires(Power.WRITE_SURVEYS)
@on_draft
def place_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Move a question to a place: after another question, or first in a section."""
    asked = question_of(survey, question)
    places, last = places_to_move(survey, asked), survey.questions.count()
    form = PlaceForm(request.POST or None, position=asked.position, last=last, places=places)
    if form.is_valid():
        moved: list[Any] = []
        return attempt(
            request,
            lambda: moved.append(actions.place_question(asked, **form.where(), by=actor(request))),
            done=lambda: f"Moved. It is question {moved[0].position} now.",
            then=questions_url(survey, asked.pk),
        )
    context = {"form": form, "survey": survey, "question": asked, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/place_question.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def remove_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Ask once, then remove a question. It can be undone from the page that follows."""
    asked = question_of(survey, question)
    if request.method != "POST":
        lines = _what_removing_does(survey, asked)
        context = {"survey": survey, "question": asked, "lines": lines, "breadcrumbs": trail(request, survey)}
        return render(request, "surveys/questionnaire/remove_question.html", context)
    return attempt(
        request,
        lambda: actions.remove_question(asked, by=actor(request)),
        done="Question removed. You can undo it.",
        then=questions_url(survey),
    )


@requires(Power.WRITE_SURVEYS)
@require_POST
@on_draft
def move_heading(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Move a heading one question up or down."""
    asked = question_of(survey, question)
    try:
        actions.move_heading(asked, down=request.POST.get("to") == "down", by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(questions_url(survey, asked.pk))


def places_to_move(survey: Survey, asked: Question) -> list[tuple[str, str]]:
    """Return the places for a question that is there: ("after 4", …), and ("first 3", …) under a heading."""
    places: list[tuple[str, str]] = []
    for row in survey.questions.as_asked():
        number, section = row["number"], row["section"]
        if number == asked.position:
            continue
        if section:
            places.append((f"first {number - 1}", f"First in “{section['heading']}”"))
        elif number == 1:
            places.append(("after 0", "First of all"))
        places.append((f"after {number}", f"After question {in_short(row)}"))
    return places


def _button(survey: Survey, position: int, *, down: bool) -> str:
    """Return which button of a question has the keyboard after a move: the same, or the other at an end of the list."""
    if down:
        return "up" if position == survey.questions.count() else "down"
    return "down" if position == 1 else "up"


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
