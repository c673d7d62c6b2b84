"""The staff's way out where the key of a survey is lost for good: one declares it, another confirms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import attempt
from surveys.mailing.finding import trail
from surveys.questionnaire.models import Survey

from . import counts, lost_key, rules
from .closing import closing_work
from .forms import ConfirmLostKeyForm, LostKeyForm
from .views import survey_of


@requires(Power.WRITE_SURVEYS)
def declare_key_lost(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say in numbers what closing without the key does, and declare it lost."""
    survey = survey_of(request, pk)
    if lost_key.waiting(survey):
        return redirect("confirm_key_lost", group, pk)
    if why_not := lost_key.why_not_declare(survey):
        messages.error(request, why_not)
        return redirect(survey)
    form = LostKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(
            request,
            lambda: lost_key.declare(survey, reason=reason, by=actor(request)),
            done="Declared. Nothing is deleted before a second person confirms it.",
            then=reverse("confirm_key_lost", args=[group, pk]),
        )
    return render(request, "surveys/replying/declare_key_lost.html", _what_it_does(survey) | {"form": form})


@requires(Power.SEND_SURVEYS)
def confirm_key_lost(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show who declared a key lost and why; somebody else confirms it, anybody takes it back."""
    survey = survey_of(request, pk)
    lost = lost_key.waiting(survey)
    if lost is None:
        return redirect(survey)
    form = ConfirmLostKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return attempt(
            request,
            lambda: lost_key.confirm(lost, by=actor(request)),
            done="Confirmed. The worker looks for the key once more, and closes the survey.",
            then=survey,
        )
    context = _what_it_does(survey) | {"form": form, "lost": lost, "mine": lost.proposed_by_id == request.user.pk}
    return render(request, "surveys/replying/confirm_key_lost.html", context)


@requires(Power.SEND_SURVEYS)
@require_POST
def withdraw_key_lost(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take the declaration back, or say no to it."""
    survey = survey_of(request, pk)
    lost = lost_key.waiting(survey)
    if lost is None:
        messages.error(request, "Nobody declares the key lost any more.")
        return redirect(survey)
    done = "Taken back. The answers stay sealed until the key is there."
    return attempt(request, lambda: lost_key.withdraw(lost, by=actor(request)), done=done, then=survey)


def _what_it_does(survey: Survey) -> dict[str, Any]:
    came = counts.of(survey)
    lines = rules.what_losing_does(online=came.online, forms=came.forms)
    return {"survey": survey, "work": closing_work(survey), "lines": lines, "breadcrumbs": trail(survey)}
