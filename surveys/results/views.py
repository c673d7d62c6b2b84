"""The results of a closed survey."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import number_in
from surveys.questionnaire.sections import section_of

from . import policy
from .counting import count_answers, words_of
from .figures import Limits, Result, parts_of, results_of
from .pictures import picture_of

PAGE = 50


@requires(Power.SEE_RESULTS)
def results(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what was found, one sentence for each question."""
    survey, found = _results(request, pk)
    parts = parts_of(survey.version.content["questions"], found)
    words = {"survey": survey, "parts": parts, "replies": (survey.final_counts or {}).get("opened", 0)}
    return render(request, "surveys/results/results.html", words | {"breadcrumbs": _way_here(group)})


@requires(Power.SEE_RESULTS)
def result(request: HttpRequest, group: str, pk: int, number: str) -> HttpResponse:
    """Show one question: its finding, its picture, its table, and who is not in the numbers."""
    survey, found = _results(request, pk)
    place = next((place for place, one in enumerate(found) if str(one.number) == number), None)
    if place is None:
        raise Http404
    words = {
        "survey": survey,
        "result": found[place],
        "section": section_of(survey.version.content["questions"], number_in(number)),
        "picture": picture_of(found[place]),
        "question_count": len(survey.version.content["questions"]),
        "statements": _beside(found, found[place]),
        "pages": _pages(group, survey, found, place),
        "may_read_comments": may(request, Power.READ_COMMENTS),
        "may_screen": may(request, Power.SCREEN_COMMENTS),
        "breadcrumbs": _way_here(group, survey),
    }
    return render(request, "surveys/results/result.html", words)


@requires(Power.READ_COMMENTS)
def results_words(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """Show the words written for one question, in an order that ties them to nothing else."""
    survey, found = _results(request, pk)
    written = next(((one, words) for one in found for words in one.words if words.key == key and words.count), None)
    if written is None:
        raise Http404
    page = Paginator(words_of(survey, key), PAGE).get_page(request.GET.get("page"))
    asked, words = written
    context = {"survey": survey, "result": asked, "words": words, "page": page}
    context["may_screen"] = may(request, Power.SCREEN_COMMENTS)
    return render(request, "surveys/results/results_words.html", context | {"breadcrumbs": _way_here(group, survey)})


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


def _beside(found: list[Result], shown: Result) -> list[Result]:
    """Return all statements of the grid that this one belongs to, or none."""
    return [one for one in found if shown.of and number_in(str(one.number)) == number_in(str(shown.number))]


def _way_here(group: str, survey: Survey | None = None) -> list[dict[str, str]]:
    way = [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "Surveys", "url": reverse("surveys", args=[group])},
    ]
    if survey is None:
        return way
    return [*way, {"text": f"Results: {survey.title}", "url": reverse("results", args=[group, survey.pk])}]


def _pages(group: str, survey: Survey, found: list[Result], place: int) -> dict[str, Any]:
    """Return the links to the question before and the one after, for the NHS pagination."""

    def link(one: Result) -> dict[str, str]:
        url = reverse("result", args=[group, survey.pk, one.number])
        return {"href": url, "text": f"Question {one.number}", "labelText": one.text}

    pages: dict[str, Any] = {"ariaLabel": "Questions"}
    if place:
        pages["previous"] = link(found[place - 1])
    if place + 1 < len(found):
        pages["next"] = link(found[place + 1])
    return pages
