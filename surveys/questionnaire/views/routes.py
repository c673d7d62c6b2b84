"""All routes through a questionnaire on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from surveys.questionnaire import rules
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.route_map import RouteMap

from .finding import may_write, survey_of, trail


@requires(Power.SEE_SURVEYS)
def survey_routes(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show where all answers lead, as a picture and in words, and what is wrong with it."""
    survey = survey_of(request, pk)
    questions = survey.questions.as_asked()
    keys = dict(survey.questions.order_by("position").values_list("position", "pk"))
    context = {
        "survey": survey,
        "routes": RouteMap(questions),
        "problems": [said for _, said in rules.question_problems(questions)],
        "branching": [(row, keys[row["number"]]) for row in questions if KINDS[row["kind"]].routed],
        "may_edit": may_write(request) and not rules.why_not_edit(survey.state),
        "breadcrumbs": trail(request, survey),
    }
    return render(request, "surveys/questionnaire/survey_routes.html", context)
