"""Keying in paper forms: a new one, one that was drawn, and what two keyings left open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.answers.content import NotAnAnswerError

from . import actions, comparing, rules, twice
from .models import Drawn
from .page import Trouble, kept, posted, show, wants_json
from .querysets import surveys_to_key

DRAWN = "It was drawn to be keyed a second time by somebody else: put it into the tray for that."


@requires(Power.KEY_FORMS)
@sensitive_post_parameters()
def key_form(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Key in one paper form and go on with the next. No person, no slip and no date stands here."""
    survey = _survey(request, pk)
    typed = request.POST.get("instead") or request.POST.get("number", "")
    form = posted(request, survey, questions=survey.version.content["questions"], mode="first", number=typed)
    if request.method != "POST":
        return show(request, form)
    if (number := rules.read_number(typed)) is None:
        return show(request, form, Trouble(rules.NO_NUMBER, about_number=True))
    try:
        done = actions.key_in(survey, number=number, given=form.given(), form=form.word, by=actor(request))
    except (NotAnAnswerError, Refused) as problem:
        return show(request, form, _trouble(problem))
    said = f"Form {number} {'kept' if done.is_new else 'was kept already'}. {DRAWN if done.is_drawn else ''}".strip()
    if wants_json(request):
        return kept(survey, said, is_drawn=done.is_drawn)
    messages.success(request, f"{said} Take the next one.")
    return redirect("key_form", group, pk)


@requires(Power.KEY_FORMS)
@sensitive_post_parameters()
def key_form_again(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Key a form that was drawn a second time, without seeing how it was keyed before."""
    survey = _survey(request, pk)
    drawn = _drawn(request, survey, number)
    is_own = drawn.first_by_id == request.user.pk
    if reason := rules.why_not_key_again(state=survey.state, is_own=is_own, is_done=drawn.has_second):
        return _go_back(request, survey, reason)
    questions = survey.version.content["questions"]
    form = posted(request, survey, questions=questions, mode="again", number=str(number))
    if request.method != "POST":
        return show(request, form)
    try:
        twice.key_again(drawn, given=form.given(), by=actor(request))
    except (NotAnAnswerError, Refused) as problem:
        return show(request, form, _trouble(problem))
    return _go_on(request, survey, f"Form {number} is keyed a second time. In a moment you see here if both agree.")


@requires(Power.KEY_FORMS)
@sensitive_post_parameters()
def settle_form(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Read on the paper what two keyings left open, and key only that."""
    survey = _survey(request, pk)
    drawn = _drawn(request, survey, number)
    if reason := rules.why_not_settle(state=survey.state, differs=drawn.differs, is_done=drawn.has_third):
        return _go_back(request, survey, reason)
    lines = comparing.lines_in(drawn.differs, survey.version.content["questions"])
    form = posted(request, survey, questions=lines, mode="settle", number=str(number))
    if request.method != "POST":
        return show(request, form)
    try:
        twice.settle(drawn, given=form.given(), by=actor(request))
    except (NotAnAnswerError, Refused) as problem:
        return show(request, form, _trouble(problem))
    return _go_on(request, survey, f"Form {number} is settled.")


def _survey(request: HttpRequest, pk: int) -> Any:
    rows = surveys_to_key(request.user, in_group=request.group)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("version", "group"), pk=pk)


def _drawn(request: HttpRequest, survey: Any, number: int) -> Any:
    visible = Drawn.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    return get_object_or_404(visible.filter(survey=survey).by_stage(), number=number)


def _trouble(problem: Exception) -> Trouble:
    if isinstance(problem, actions.NumberTaken):
        return Trouble(str(problem), free=problem.free, about_number=True)
    return Trouble(str(problem), wrong=getattr(problem, "number", None))


def _go_on(request: HttpRequest, survey: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    address = reverse("forms", args=[survey.group.slug, survey.pk])
    return JsonResponse({"go": address}) if wants_json(request) else redirect(address)


def _go_back(request: HttpRequest, survey: Any, reason: str) -> HttpResponse:
    messages.error(request, reason)
    address = reverse("forms", args=[survey.group.slug, survey.pk])
    return JsonResponse({"go": address}) if wants_json(request) else redirect(address)
