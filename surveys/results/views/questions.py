"""The results of a closed survey: what was found, one question, and the words written for one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import number_in
from surveys.questionnaire.sections import section_of
from surveys.results.counting import words_of
from surveys.results.figures import Result, parts_of
from surveys.results.pictures import picture_of, themes_picture
from surveys.results.tables import likely_in_words, statements_table, table_of, themes_table

from .finding import found_of, way_here

PAGE = 50


@requires(Power.SEE_RESULTS)
def results(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the decision first, then what was found, one sentence for each question."""
    found = found_of(request, pk)
    decision, deciding = found.decision, found.deciding
    words = {
        "survey": found.survey,
        "parts": parts_of(found.questions, found.results),
        "replies": found.replies,
        "declared": found.declared,
        "decision": decision,
        "deciding": deciding,
        "picture": picture_of(deciding) if decision and deciding else None,
        "may_find_themes": may(request, Power.FIND_THEMES),
        "breadcrumbs": way_here(group),
    }
    return render(request, "surveys/results/results.html", words)


@requires(Power.SEE_RESULTS)
def result(request: HttpRequest, group: str, pk: int, number: str) -> HttpResponse:
    """Show one question: its finding, its picture, its table, and who is not in the numbers."""
    found = found_of(request, pk)
    place = next((place for place, one in enumerate(found.results) if str(one.number) == number), None)
    if place is None:
        raise Http404
    shown = found.results[place]
    beside = _beside(found.results, shown)
    words = {
        "survey": found.survey,
        "result": shown,
        "section": section_of(found.questions, number_in(number)),
        "picture": picture_of(shown),
        "table": table_of(shown, asked=found.asked),
        "asked": found.asked,
        "likely": likely_in_words(shown, asked=found.asked),
        "question_count": len(found.questions),
        "written": [(words, themes_picture(words, shown), themes_table(words, shown)) for words in shown.words],
        "statements": [(one, picture_of(one)) for one in beside],
        "statements_table": statements_table(beside),
        "pages": _pages(group, found.survey, found.results, place),
        **_may(request),
        "breadcrumbs": way_here(group, found.survey),
    }
    return render(request, "surveys/results/result.html", words)


@requires(Power.READ_COMMENTS)
def results_words(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """Show the words written for one question, in an order that ties them to nothing else."""
    found = found_of(request, pk)
    written = next(
        ((one, words) for one in found.results for words in one.words if words.key == key and words.count), None
    )
    if written is None:
        raise Http404
    page = Paginator(words_of(found.survey, key), PAGE).get_page(request.GET.get("page"))
    asked, words = written
    context = {
        "survey": found.survey,
        "result": asked,
        "words": words,
        "page": page,
        "may_screen": may(request, Power.SCREEN_COMMENTS),
        "breadcrumbs": way_here(group, found.survey),
    }
    return render(request, "surveys/results/results_words.html", context)


def _may(request: HttpRequest) -> dict[str, bool]:
    """Return what the reader may do with what people wrote."""
    return {
        "may_read_comments": may(request, Power.READ_COMMENTS),
        "may_screen": may(request, Power.SCREEN_COMMENTS),
        "may_find_themes": may(request, Power.FIND_THEMES),
    }


def _beside(found: list[Result], shown: Result) -> list[Result]:
    """Return all statements of the grid that this one belongs to, or none."""
    return [one for one in found if shown.of and number_in(str(one.number)) == number_in(str(shown.number))]


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
