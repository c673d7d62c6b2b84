"""The staff's side: slips against forms, closing a survey."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.ui.wording import counted
from surveys.keying.counts import twice
from surveys.keying.querysets import surveys_to_key
from surveys.mailing.finding import tabs, trail
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey

from . import actions, counts, rules
from . import early as early_actions
from .closing import closing_failed, closing_work, key_is_missing, why_unopened
from .forms import CloseForm, ProposeCloseForm


@requires(Power.SEE_SURVEYS)
def forms(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show how reply slips and keyed forms stand to each other, in counts."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    survey = get_object_or_404(visible.select_related("group", "version"), pk=pk)
    keys = surveys_to_key(request.user, in_group=request.group)  # type: ignore[attr-defined]
    came = counts.of(survey)
    context = {
        "survey": survey,
        "figures": [
            {"number": came.slips, "words": "reply slips came back"},
            {"number": came.forms, "words": "paper forms are keyed in"},
            {"number": came.online, "words": "answered online"},
        ],
        "words": rules.slips_and_forms(slips=came.slips, forms=came.forms),
        "to_do": rules.what_to_do(slips=came.slips, forms=came.forms),
        "twice": twice(survey, survey.version.content["questions"], user_key=request.user.pk),
        "tabs": tabs(survey, "forms"),
        "may_key": keys.filter(pk=pk).exists() and rules.is_open(survey.state),
        "breadcrumbs": trail(survey, itself=False),
    }
    return render(request, "surveys/replying/forms.html", context)


@requires(Power.WRITE_SURVEYS)
def close_survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say in numbers what closing does; before the last day propose it, after it close; then show how far it is."""
    survey = survey_of(request, pk)
    work, early = closing_work(survey), _is_early(survey)
    if rules.why_not_close(state=survey.state, tried_in_vain=closing_failed(work)):
        return _closing_page(request, survey)
    if early_actions.waiting(survey):
        return redirect("confirm_close", group, pk)
    form = (ProposeCloseForm if early else CloseForm)(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if early:
                early_actions.propose(survey, reason=form.cleaned_data["reason"], by=actor(request))
            else:
                actions.start_closing(survey, by=actor(request))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("close_survey", group, pk)
    context = {"form": form, "work": work, "no_key": key_is_missing(work), "is_early": early}
    context |= _what_closing_does(survey)
    return render(request, "surveys/replying/close_survey.html", context)


@requires(Power.SEND_SURVEYS)
def confirm_close(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show who wants to close a survey early and why; somebody else confirms it, anybody takes it back."""
    survey = survey_of(request, pk)
    proposal = early_actions.waiting(survey)
    if proposal is None:
        return _closing_page(request, survey) if survey.state != SurveyState.OPEN else redirect(survey)
    mine = proposal.proposed_by_id == request.user.pk
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return attempt(
            request,
            lambda: early_actions.confirm(proposal, by=actor(request)),
            done="The survey is being closed.",
            then=reverse("confirm_close", args=[group, pk]),
        )
    context = {"form": form, "proposal": proposal, "mine": mine, **_what_closing_does(survey)}
    return render(request, "surveys/replying/confirm_close.html", context)


@requires(Power.SEND_SURVEYS)
@require_POST
def withdraw_close(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take the proposal to close early back, or say no to it."""
    survey = survey_of(request, pk)
    proposal = early_actions.waiting(survey)
    if proposal is None:
        messages.error(request, "There is no proposal any more.")
        return redirect(survey)
    done = "Taken back: the survey goes on to its last day."
    return attempt(request, lambda: early_actions.withdraw(proposal, by=actor(request)), done=done, then=survey)


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """Return the survey if this user may see it, or say that there is none."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: Survey = get_object_or_404(visible.select_related("group"), pk=pk)
    return found


def _is_early(survey: Survey) -> bool:
    return rules.is_early(state=survey.state, closes_on=survey.closes_on, today=clock.today())


def _what_closing_does(survey: Survey) -> dict[str, Any]:
    came = counts.of(survey)
    lines = rules.what_closing_does(online=came.online, forms=came.forms, asked=came.asked)
    return {"survey": survey, "came": came, "lines": lines, "breadcrumbs": trail(survey)}


def _closing_page(request: HttpRequest, survey: Survey) -> HttpResponse:
    slug = survey.group.slug
    opened = (survey.final_counts or {}).get("opened", 0)
    context = {
        "survey": survey,
        "opened_words": f"{counted(opened, 'answer was', 'answers were')} opened",
        "unopened": why_unopened(survey),
        "results_url": reverse("results", args=[slug, survey.pk]),
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/replying/close_survey_progress.html", context)
