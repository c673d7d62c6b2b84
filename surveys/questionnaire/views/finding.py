"""The survey of an address: visible to whoever asks, and, where a page changes it, still a draft."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from surveys.questionnaire import analysis, licences, rules
from surveys.questionnaire.actions.analysis import rows_of
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.editions import standings_of
from surveys.questionnaire.models import Question, Survey
from surveys.questionnaire.querysets import pals_officers

View = Callable[..., HttpResponse]


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """Return the survey, or answer 404 for one that this user may not see in this group."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    survey: Survey = get_object_or_404(visible.select_related("group"), pk=pk)
    return survey


def question_of(survey: Survey, pk: int) -> Question:
    """Return a question of the survey, or answer 404."""
    question: Question = get_object_or_404(survey.questions.select_related("survey"), pk=pk)
    return question


def on_draft(view: View) -> View:
    """Give the view the survey in place of its key; where it is no draft, go to its questions and say why not."""

    @functools.wraps(view)
    def found(request: HttpRequest, group: str, pk: int, **things: Any) -> HttpResponse:
        survey = survey_of(request, pk)
        if reason := rules.why_not_edit(survey.state):
            messages.error(request, reason)
            return redirect(questions_url(survey))
        return view(request, survey, **things)

    return found


def questions_url(survey: Survey, question: int | None = None, *, button: str = "") -> str:
    """Return the address of the survey's questions, of one of them on that page, or of a button of it.

    A browser gives the keyboard to a button that an address names.
    """
    url = reverse("questionnaire", args=[survey.group.slug, survey.pk])
    parts = [part for part in (button or "question", question) if part]
    return f"{url}#{'-'.join(map(str, parts))}" if question or button else url


def trail(request: HttpRequest, survey: Survey | None = None) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page below the list of surveys, or below one survey."""
    slug = request.group.slug  # type: ignore[attr-defined]
    crumbs = [
        {"text": "Today", "url": reverse("today", args=[slug])},
        {"text": "Surveys", "url": reverse("surveys", args=[slug])},
    ]
    if survey is not None:
        crumbs.append({"text": survey.title, "url": questions_url(survey)})
    return crumbs


def standing_of(survey: Survey) -> dict[str, Any]:
    """Return the survey's questions, who is named for what, and what stands in the way of opening it."""
    officers = pals_officers(survey.group, on=clock.today())
    rows = rows_of(survey)
    questions = list(rows.values())
    named = list(survey.duties.select_related("user").order_by("-duty", "user__name"))
    return {
        "questions": questions,
        "editions": standings_of(survey),
        "declared": analysis.as_declared(survey.analysis, rows).get("analysis", {}),
        "mailing": [held.user for held in named if held.duty == Duty.MAILING],
        "entry": [held.user for held in named if held.duty == Duty.ENTRY],
        "problems": [
            *rules.opening_problems(questions, duties=survey.duties.held(officers=officers)),
            *filter(None, [licences.why_not_use(survey.licence)]),
            *analysis.problems(survey.analysis, rows),
        ],
    }


def may_write(request: HttpRequest) -> bool:
    """Tell whether this user may write surveys in the group of the address."""
    return may(request, Power.WRITE_SURVEYS)
