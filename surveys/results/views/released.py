"""The breakdowns as they were released, two rounds side by side, and the results as files."""

from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from surveys.questionnaire.choices import STANDARD, edition_name
from surveys.questionnaire.models import Survey
from surveys.results import codebook, files
from surveys.results.rounds import compare, compare_themes
from surveys.results.tables import crossed_table, rounds_table, themes_in_rounds

from .finding import Found, found_of, way_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Power.SEE_RESULTS)
def results_breakdowns(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show every breakdown that was declared, as it was released when the survey closed."""
    found = found_of(request, pk)
    context = {
        "survey": found.survey,
        "release": found.release,
        "declared": found.declared,
        "breakdowns": [(one, crossed_table(one) if one.table.base else None) for one in found.breakdowns],
        "breadcrumbs": way_here(group, found.survey),
    }
    return render(request, "surveys/results/results_breakdowns.html", context)


@requires(Power.SEE_RESULTS)
def results_rounds(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what was asked alike in this survey and in an earlier one."""
    found = found_of(request, pk)
    visible = Survey.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    earlier = list(visible.earlier_than(found.survey))
    chosen = request.GET.get("with", str(earlier[0].pk) if earlier else "")
    if chosen and chosen not in {str(one.pk) for one in earlier}:
        raise Http404
    other = found_of(request, int(chosen)) if chosen else None
    context = {
        "survey": found.survey,
        "other": other.survey if other else None,
        "choices": [{"text": one.title, "url": f"?with={one.pk}", "current": str(one.pk) == chosen} for one in earlier],
        "rounds": (rounds := _rounds(other, found) if other else []),
        "moved": [(both, one) for both, _ in rounds for one in both.clear],
        "still": [(both, numbers) for both, numbers in rounds if not both.clear],
        "themes": _themes(other, found) if other else [],
        "breadcrumbs": way_here(group, found.survey),
    }
    return render(request, "surveys/results/results_rounds.html", context)


@requires(Power.SEE_RESULTS)
def results_file(request: HttpRequest, group: str, pk: int, name: str) -> HttpResponse:
    """Hand over the results, the breakdowns or the code book as CSV, or all of it as a workbook."""
    sheets = _sheets(found_of(request, pk))
    if name == "results.xlsx":
        return _file(HttpResponse(files.as_workbook(sheets), content_type=XLSX), name)
    heading, rows = sheets.get(name.removesuffix(".csv"), (None, ()))
    if heading is None or not name.endswith(".csv"):
        raise Http404
    content = files.as_csv(heading, rows)
    return _file(StreamingHttpResponse(content, content_type="text/csv; charset=utf-8"), name)  # type: ignore[arg-type]


def _sheets(found: Found) -> dict[str, tuple[codebook.Row, Any]]:
    """Return every sheet of the workbook, each a file of its own too: {its name: (heading, rows)}."""
    opened = found.survey.editions.filter(opened_on__isnull=False)
    editions = {edition_name(STANDARD): found.questions} | {str(one): one.content["questions"] for one in opened}
    version = found.survey.version.number
    themes = files.theme_codes(found.results, version=version, edition=edition_name(STANDARD))
    return {
        "results": (files.RESULTS, files.result_rows(found.results, asked=found.asked)),
        "breakdowns": (files.BREAKDOWNS, files.breakdown_rows(found.breakdowns)),
        "themes": (files.THEMES, files.theme_rows(found.results)),
        "quotations": (files.QUOTATIONS, files.quotation_rows(found.results)),
        "code-book": (codebook.CODES, chain(codebook.code_rows(editions, version=version), themes)),
        "columns": (codebook.COLUMNS, codebook.column_rows()),
    }


def _file(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _themes(before: Found, after: Found) -> list[Any]:
    both = compare_themes(before.results, after.results)
    return [(one, themes_in_rounds(one, names=_names(before, after)) if one.rows else None) for one in both]


def _names(*founds: Found) -> Any:
    return tuple(f"{one.survey.closed_on:%B %Y}" for one in founds)


def _rounds(before: Found, after: Found) -> list[Any]:
    names = _names(before, after)
    both = compare(before.lines, after.lines, asked=(before.asked, after.asked))
    return [(one, rounds_table(one, names=names) if one.moved else None) for one in both]
