"""What will be worked out: the rule of the decision and the breakdowns, declared while the survey is a draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from surveys.questionnaire import actions, analysis, rules
from surveys.questionnaire.actions.analysis import rows_of
from surveys.questionnaire.analysis_forms import BreakdownForm, DecisionForm
from surveys.questionnaire.models import Survey

from .finding import may_write, on_draft, survey_of, trail


@requires(Power.SEE_SURVEYS)
def survey_analysis(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what will be worked out, and declare a breakdown."""
    survey = survey_of(request, pk)
    rows = rows_of(survey)
    may_declare = may_write(request) and not rules.why_not_edit(survey.state)
    form = BreakdownForm(request.POST or None, rows=rows, editions=survey.editions.exists()) if may_declare else None
    if form and form.is_valid():
        try:
            actions.add_breakdown(survey, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("across", str(refused))
        else:
            return redirect("survey_analysis", group, pk)
    context = {"survey": survey, "form": form, "breadcrumbs": trail(request, survey), **_declared(survey, rows)}
    return render(request, "surveys/questionnaire/survey_analysis.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
def remove_breakdown(request: HttpRequest, group: str, pk: int, question: int, across: int) -> HttpResponse:
    """Take a breakdown back."""
    survey = survey_of(request, pk)
    return attempt(
        request,
        lambda: actions.remove_breakdown(survey, question=question, across=across, by=actor(request)),
        done="The breakdown is taken back.",
        then=reverse("survey_analysis", args=[group, pk]),
    )


@requires(Power.WRITE_SURVEYS)
@on_draft
def declare_decision(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Say which answers to this question count as yes, and what share decides."""
    rows = rows_of(survey)
    if question not in rows or not analysis.makes_groups(rows[question]):
        raise Http404
    known = survey.analysis.get("decision") or {}
    form = DecisionForm(
        request.POST or None, question=rows[question], initial=known if known.get("question") == question else None
    )
    if form.is_valid():
        try:
            actions.declare_decision(survey, question=question, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("yes", str(refused))
        else:
            return redirect("survey_analysis", survey.group.slug, survey.pk)
    context = {"survey": survey, "question": rows[question], "form": form, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/declare_decision.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
def remove_decision(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take the rule of the decision back."""
    survey = survey_of(request, pk)
    return attempt(
        request,
        lambda: actions.remove_decision(survey, by=actor(request)),
        done="The rule is taken back.",
        then=reverse("survey_analysis", args=[group, pk]),
    )


def _declared(survey: Survey, rows: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return the breakdowns and the decision in words, and the questions that could decide."""
    decision = survey.analysis.get("decision")
    asked = rows.get(decision["question"]) if decision else None
    return {
        "breakdowns": [
            {"question": rows[question], "keys": (question, across), "across": rows.get(across)}
            for question, across in analysis.breakdowns_in(survey.analysis, rows)
        ],
        "decides": asked,
        "decision": analysis.decision_in_words(decision, asked) if decision and asked else "",
        "could_decide": [(key, row) for key, row in rows.items() if analysis.makes_groups(row)],
        "problems": analysis.problems(survey.analysis, rows),
    }
