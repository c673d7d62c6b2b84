"""The versions of a questionnaire, what changed between two of them, and starting the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.questionnaire import rules, versions
from surveys.questionnaire.comparing import changes
from surveys.questionnaire.models import Survey

from .finding import may_write, questions_url, survey_of, trail


@requires(Power.SEE_SURVEYS)
def survey_versions(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List the versions, and say what changed between the two that were chosen."""
    survey = survey_of(request, pk)
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    rows = list(visible.versions_of(survey).with_question_counts().order_by("number"))
    old, new = _chosen(request, rows, survey)
    context = {
        "survey": survey,
        "rows": rows,
        "old": old,
        "new": new,
        "changes": changes(old.questions.as_asked(), new.questions.as_asked()) if old and new else [],
        "may_follow": may_write(request) and not rules.why_not_follow(survey.state),
        "breadcrumbs": trail(request, survey),
    }
    return render(request, "surveys/questionnaire/survey_versions.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
def start_next_version(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Make a draft that leads on from a survey whose questions are fixed, and go to it."""
    survey = survey_of(request, pk)
    try:
        following = versions.start_next_version(survey, by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(questions_url(survey))
    messages.success(request, f"This is version {following.number}. It is a draft: change what you want to change.")
    return redirect(questions_url(following))


def _chosen(request: HttpRequest, rows: list[Any], survey: Survey) -> tuple[Any, Any]:
    """Return the two versions of the address; without, the one before this survey and this survey."""
    by_number = {str(row.number): row for row in rows}
    by_key = {row.pk: row for row in rows}
    new = by_number.get(request.GET.get("to", ""), by_key.get(survey.pk))
    earlier = by_key.get(new.follows_id) if new else None
    return by_number.get(request.GET.get("from", ""), earlier), new
