"""The staff's side: keying in a paper form, slips against forms, closing a survey."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.ui.wording import counted
from surveys.answers.content import NotAnAnswerError, clean
from surveys.mailing.finding import tabs, trail
from surveys.questionnaire.models import Survey

from . import actions, counts, rules
from .closing import closing_failed, closing_work
from .forms import CloseForm
from .querysets import surveys_to_key
from .sheets import read_form, rows_of, sheets_of


@requires(Power.KEY_FORMS)
@sensitive_post_parameters()
def key_form(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Key in one paper form and go on with the next. No person, no slip and no date stands here."""
    rows = surveys_to_key(request.user, in_group=request.group)  # type: ignore[attr-defined]
    survey = get_object_or_404(rows.select_related("version", "group"), pk=pk)
    if request.method != "POST":
        return _form_page(request, survey, {})
    questions = survey.version.content["questions"]
    keyed = read_form(request.POST.getlist, questions)
    try:
        given = clean(keyed, questions)
        new = actions.key_in(survey, given=given, form=request.POST.get("form") or uuid4().hex, by=actor(request))
    except NotAnAnswerError as wrong:
        return _form_page(request, survey, keyed, problem=str(wrong), wrong=wrong.number)
    except Refused as refused:
        return _form_page(request, survey, keyed, problem=str(refused))
    kept = "Form kept." if new else "This form was kept already."
    messages.success(request, f"{kept} Take the next one.")
    return redirect("key_form", group, pk)


@requires(Power.SEE_SURVEYS)
def forms(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show how reply slips and keyed forms stand to each other, in counts."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    survey = get_object_or_404(visible.select_related("group"), pk=pk)
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
        "tabs": tabs(survey, "forms"),
        "may_key": keys.filter(pk=pk).exists() and rules.is_open(survey.state),
        "breadcrumbs": trail(survey, itself=False),
    }
    return render(request, "surveys/replying/forms.html", context)


@requires(Power.WRITE_SURVEYS)
def close_survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say in numbers what closing does, close on a second deliberate press, and show how far it is."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    survey = get_object_or_404(visible.select_related("group"), pk=pk)
    work = closing_work(survey)
    if rules.why_not_close(state=survey.state, tried_in_vain=closing_failed(work)):
        return _closing_page(request, survey)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.start_closing(survey, by=actor(request))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("close_survey", group, pk)
    came = counts.of(survey)
    context = {
        "survey": survey,
        "form": form,
        "work": work,
        "came": came,
        "lines": rules.what_closing_does(online=came.online, forms=came.forms, asked=came.asked),
        "is_early": survey.closes_on >= clock.today(),
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/replying/close_survey.html", context)


def _form_page(
    request: HttpRequest, survey: Survey, keyed: dict[str, Any], *, problem: str = "", wrong: int | str | None = None
) -> HttpResponse:
    questions = survey.version.content["questions"]
    context = {
        "survey": survey,
        "sheets": sheets_of(rows_of(questions, keyed, wrong=wrong)),
        "question_count": len(questions),
        "form_word": request.POST.get("form") or uuid4().hex,
        "number": counts.of(survey).forms + 1,
        "closed": "" if rules.is_open(survey.state) else "This survey is not open, so forms can no longer be keyed in.",
        "problem": problem,
        "wrong": wrong,
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/replying/key_form.html", context)


def _closing_page(request: HttpRequest, survey: Survey) -> HttpResponse:
    slug = survey.group.slug
    opened = (survey.final_counts or {}).get("opened", 0)
    context = {
        "survey": survey,
        "opened_words": f"{counted(opened, 'answer was', 'answers were')} opened",
        "results_url": reverse("results", args=[slug, survey.pk]),
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/replying/close_survey_progress.html", context)
