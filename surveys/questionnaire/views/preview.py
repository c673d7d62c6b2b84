"""The questionnaire as patients will see it: on a phone, on paper, in large print, in each edition. Nothing is kept.

Which edition is looked at stands in the address ("?edition=ur"); without it, it is the standard one.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.documents.pdf import compile_pdf, pictures
from supportgroup.groups.frame import footer_links
from supportgroup.groups.models import Group
from surveys.questionnaire import editions, paper
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.choices import STANDARD, edition_name
from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.models import Survey
from surveys.questionnaire.paper import TEMPLATE
from surveys.questionnaire.reading_in import Reading, of_content, standard
from surveys.questionnaire.routing import next_number
from surveys.questionnaire.sections import begins_with, section_of

from .finding import survey_of, trail

SIZES = {12: "On paper", 18: "In large print"}
"""The sizes of print in points that can be looked at."""


@requires(Power.SEE_SURVEYS)
def preview_survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the questionnaire on a phone, on paper and in large print, then all questions in order."""
    survey = survey_of(request, pk)
    seen, content = _read_in(request, survey)
    rows = [(question, kind_of(question)) for question in seen.questions]
    context = {"survey": survey, "questions": seen.questions, "rows": rows, "breadcrumbs": trail(request, survey)}
    context |= {"sizes": [{"size": size, "name": name} for size, name in SIZES.items()], "seen": seen}
    context |= {"editions": _choices(survey, seen), "in_edition": _in_address(seen, first=True)}
    context["why_not_print"] = paper.why_not_print(seen.code, content) if content else None
    response = render(request, "surveys/questionnaire/preview_survey.html", context)
    response._csp_update = {"frame-src": ["'self'"]}  # noqa: SLF001  django-csp's way
    return response


@requires(Power.SEE_SURVEYS)
def preview_question(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Show one question as on a patient's phone; continuing leads where the answer leads."""
    survey = survey_of(request, pk)
    edition, _ = _read_in(request, survey)
    questions = edition.questions
    question = next((row for row in questions if row["number"] == number), None)
    if question is None:
        raise Http404
    form = answer_form(question, request.POST or None)
    if form.is_valid():
        to = next_number(questions, number, form.changes().get(str(number)))
        return redirect(_following(survey, edition, number, to))
    came_from = _came_from(request, number)
    context = {"survey": survey, "form": form, "question": question, "number": number, "last": len(questions)}
    context |= {"came_from": came_from, "edition": edition, "in_edition": _in_address(edition, first=True)}
    context["skip_url"] = _following(survey, edition, number, next_number(questions, number, None))
    context |= {"section": section_of(questions, number), "begins": begins_with(questions, number, earlier=came_from)}
    return _framed(
        render(request, "surveys/questionnaire/preview_question.html", context | _patients_frame(survey.group))
    )


@requires(Power.SEE_SURVEYS)
def preview_done(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say that the preview is at its end."""
    survey = survey_of(request, pk)
    edition, _ = _read_in(request, survey)
    context = {"survey": survey, "in_edition": _in_address(edition, first=True)} | _patients_frame(survey.group)
    return _framed(render(request, "surveys/questionnaire/preview_done.html", context))


@requires(Power.SEE_SURVEYS)
def preview_paper(request: HttpRequest, group: str, pk: int, size: int) -> HttpResponse:
    """Give the form as it will be printed, in ordinary or large print."""
    survey, data = _form(request, pk, size)
    pdf = compile_pdf(TEMPLATE, data, title=survey.title)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": "inline; filename=form.pdf"}
    )


@requires(Power.SEE_SURVEYS)
def preview_paper_picture(request: HttpRequest, group: str, pk: int, size: int) -> HttpResponse:
    """Give a picture of the first page of the form."""
    survey, data = _form(request, pk, size)
    return HttpResponse(pictures(TEMPLATE, data, title=survey.title)[0], content_type="image/png")


def _form(request: HttpRequest, pk: int, size: int) -> tuple[Survey, dict[str, Any]]:
    """Return a survey and what its form is printed from; 404 for another size, or where there is nothing to print."""
    survey = survey_of(request, pk)
    seen, content = _read_in(request, survey)
    if size not in SIZES or not seen.questions or (content and paper.undrawn(content)):
        raise Http404
    if content:
        form = paper.edition_form(seen.code, content, survey.number)
    else:
        form = paper.form_of(seen.title, survey.number, seen.questions)
    size = paper.size_for(seen.code, size)
    return survey, {"sender": {"hospital": survey.group.hospital_name}, "questionnaire": form, "text_size": size}


def _read_in(request: HttpRequest, survey: Survey) -> tuple[Reading, dict[str, Any] | None]:
    """Return a survey in the edition that the address names, with its content; None for the standard one."""
    code = request.GET.get("edition", "")
    found = survey.editions.filter(code=code).first() if code else None
    if found is None:
        return standard(survey.title, survey.questions.as_asked()), None
    found.survey = survey
    content = found.content or editions.content_of(found)
    return of_content(code, content), content


def _choices(survey: Survey, seen: Reading) -> list[dict[str, Any]]:
    """Return the editions that can be looked at; none where there is only the standard one."""
    codes = list(survey.editions.values_list("code", flat=True))
    return (
        [
            {
                "text": edition_name(code),
                "url": "?" if code == STANDARD else f"?edition={code}",
                "current": code == seen.code,
            }
            for code in (STANDARD, *codes)
        ]
        if codes
        else []
    )


def _in_address(edition: Reading, *, first: bool = False) -> str:
    """Return what an address says of an edition: nothing of the standard one."""
    return "" if edition.code == STANDARD else f"{'?' if first else '&'}edition={edition.code}"


def _following(survey: Survey, edition: Reading, number: int, to: int | None) -> str:
    """Return the address of the page that comes after question `number`; to None: the end."""
    keys = [survey.group.slug, survey.pk]
    if to is None:
        return reverse("preview_done", args=keys) + _in_address(edition, first=True)
    return f"{reverse('preview_question', args=[*keys, to])}?from={number}{_in_address(edition)}"


def _framed(response: HttpResponse) -> HttpResponse:
    """Let the page stand in the frame of the preview, and in no other."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": ["'self'"]}  # noqa: SLF001  django-csp's way
    return response


def _came_from(request: HttpRequest, number: int) -> int | None:
    """Return the question before this one on the way that was taken, if the address says so."""
    typed = request.GET.get("from", "")
    return int(typed) if typed.isdecimal() and 0 < int(typed) < number else None


def _patients_frame(group: Group) -> dict[str, Any]:
    """Return the names, the phone number and the links that a patient's page shows."""
    return {
        "hospital_name": group.hospital_name,
        "service_name": group.neutral_name,
        "helpline": {"number": group.helpline, "hours": group.helpline_hours},
        "footer_links": footer_links(group),
    }
