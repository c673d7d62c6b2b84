"""The results of a closed survey."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey

from . import policy
from .counting import count_answers, words_of
from .figures import Limits, Result, results_of
from .pictures import picture_of

PAGE = 50


@requires(Power.SEE_RESULTS)
def results(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show every question's sentence, picture and table."""
    survey, found = _results(request, pk)
    shown = [(result, picture_of(result)) for result in found]
    words = {"survey": survey, "results": shown, "replies": survey.final_counts["opened"]}
    words |= {"may_read_comments": may(request, Power.READ_COMMENTS), "breadcrumbs": _way_here(group)}
    return render(request, "surveys/results/results.html", words)


@requires(Power.READ_COMMENTS)
def results_words(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """Show the words written for one question, in an order that ties them to nothing else."""
    survey, found = _results(request, pk)
    result = next((result for result in found if result.comments_key == key and result.comments), None)
    if result is None:
        raise Http404
    page = Paginator(words_of(survey, key), PAGE).get_page(request.GET.get("page"))
    words = {"survey": survey, "result": result, "page": page, "breadcrumbs": _way_here(group)}
    return render(request, "surveys/results/results_words.html", words)


def _results(request: HttpRequest, pk: int) -> tuple[Survey, list[Result]]:
    visible = Survey.objects.visible_to(request.user, in_group=request.group)
    survey = get_object_or_404(visible.filter(state=SurveyState.CLOSED).select_related("version"), pk=pk)
    today = clock.today()
    limits = Limits(
        least_base=policy.LEAST_BASE.in_force(request.group, on=today),
        careful_below=policy.CAREFUL_BELOW.in_force(request.group, on=today),
    )
    questions = survey.version.content["questions"]
    return survey, results_of(questions, count_answers(survey, questions), limits)


def _way_here(group: str) -> list[dict[str, str]]:
    return [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "Surveys", "url": reverse("surveys", args=[group])},
    ]
