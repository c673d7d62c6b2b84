"""Copying a question, and the headings above runs of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from surveys.questionnaire import actions
from surveys.questionnaire.forms import HeadingForm
from surveys.questionnaire.models import Survey

from .finding import on_draft, question_of, questions_url, trail


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
    form = HeadingForm(request.POST or None, initial=asked.section)
    taken_away = "remove" in request.POST
    if taken_away or form.is_valid():
        section = {} if taken_away else form.cleaned_data
        return attempt(
            request,
            lambda: actions.write_heading(asked, section=section, by=actor(request)),
            done="The heading is gone." if taken_away else "Heading saved.",
            then=questions_url(survey, asked.pk),
        )
    context = {"form": form, "survey": survey, "question": asked, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/question_heading.html", context)


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
