"""The list of surveys; starting one, naming its duties, opening it."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, plain_words, policy, typing_kept
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.forms import DutiesForm, OpenForm, SurveyForm
from surveys.questionnaire.models import Survey
from surveys.questionnaire.querysets import pals_officers

from .finding import may_write, on_draft, questions_url, standing_of, survey_of, trail
from .questions import notes_in
from .writing import Desk


@requires(Power.SEE_RESULTS)
def surveys(request: HttpRequest, group: str) -> HttpResponse:
    """List the surveys of the group that this user may see, newest first."""
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    page = Paginator(visible.with_question_counts().select_related("group"), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "breadcrumbs": trail(request)[:1],
        "may_write": may_write(request),
        "sees_all": may(request, Power.SEE_SURVEYS),
    }
    return render(request, "surveys/questionnaire/surveys.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def edit_survey(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Change the title, the sentence for the letter and the minutes."""
    known = {field: getattr(survey, field) for field in ("title", "about", "minutes", "yellow_slip")}
    desk = Desk.of(request, survey, typing_kept.LETTER)
    form = SurveyForm(request.POST or None, initial=desk.filled(known, boxes=["yellow_slip"]))
    if form.is_valid():
        try:
            actions.edit_survey(survey, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            typing_kept.forget(survey, request.user, desk.place)
            messages.success(request, "Saved.")
        return redirect(questions_url(survey))
    context = {"form": form, "survey": survey, "desk": desk, "breadcrumbs": trail(request, survey)}
    context |= {"notes": notes_in(form), **_letter_of(survey, form)}
    return render(request, "surveys/questionnaire/edit_survey.html", context)


def _letter_of(survey: Survey, form: SurveyForm) -> dict[str, Any]:
    """Return the whole letter with the sentence that stands in the form, and how hard it is to read."""
    about, minutes = str(form["about"].value() or ""), survey.minutes
    letter = plain_words.letter_of(about, minutes=minutes, questions=survey.questions.count())
    return {"letter": letter, "reading": plain_words.of_letter(letter)}


@requires(Power.WRITE_SURVEYS)
def survey_duties(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Name the PALS officers who see names and those who see forms."""
    survey = survey_of(request, pk)
    named = {duty: [held.user for held in survey.duties.select_related("user") if held.duty == duty] for duty in Duty}
    officers = {user.pk: user.name for user in pals_officers(survey.group, on=clock.today())}
    officers |= {user.pk: user.name for users in named.values() for user in users}
    known = {duty.value: [user.pk for user in users] for duty, users in named.items()}
    form = DutiesForm(request.POST or None, initial=known, officers=list(officers.items()))
    if form.is_valid():
        try:
            actions.name_duties(survey, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("entry", str(refused))
        else:
            messages.success(request, "Saved who does what.")
            return redirect(questions_url(survey))
    context = {"form": form, "survey": survey, "officers": officers, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/survey_duties.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def open_survey(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Check everything once more, choose the last day, and open."""
    today, days = clock.today(), days_open(survey)
    form = OpenForm(request.POST or None, initial={"closes_on": today + datetime.timedelta(days=days)})
    if form.is_valid():
        try:
            actions.open_survey(survey, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("closes_on", str(refused))
        else:
            messages.success(request, "The survey opens in a moment. Next, choose whom to ask.")
            return redirect(survey)
    context = {"form": form, "survey": survey, "days": days, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/open_survey.html", context | standing_of(survey))


def days_open(survey: Survey) -> int:
    """Return how many days a survey of this group stays open, if nothing else is typed."""
    return int(policy.DAYS_OPEN.in_force(survey.group, on=clock.today()))
