"""The questionnaire as patients will see it: all of it, and one question after another. Nothing is kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.groups.frame import footer_links
from supportgroup.groups.models import Group
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.routing import next_number
from surveys.questionnaire.sections import begins_with, section_of

from .finding import survey_of, trail


@requires(Power.SEE_SURVEYS)
def preview_survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show all questions in order."""
    survey = survey_of(request, pk)
    questions = survey.questions.as_asked()
    rows = [(question, kind_of(question)) for question in questions]
    context = {"survey": survey, "questions": questions, "rows": rows, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/preview_survey.html", context)


@requires(Power.SEE_SURVEYS)
def preview_question(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Show one question as on a patient's phone; continuing leads where the answer leads."""
    survey = survey_of(request, pk)
    questions = survey.questions.as_asked()
    question = next((row for row in questions if row["number"] == number), None)
    if question is None:
        raise Http404
    form = answer_form(question, request.POST or None)
    if form.is_valid():
        to = next_number(questions, number, form.changes().get(str(number)))
        if to is None:
            messages.success(request, "That was the last question. Nothing was kept.")
            return redirect("preview_survey", group, pk)
        return redirect(f"{reverse('preview_question', args=[group, pk, to])}?from={number}")
    came_from = _came_from(request, number)
    context = {"survey": survey, "form": form, "question": question, "number": number, "last": len(questions)}
    context |= {"came_from": came_from, "skip_to": next_number(questions, number, None)}
    context |= {"section": section_of(questions, number), "begins": begins_with(questions, number, earlier=came_from)}
    return render(request, "surveys/questionnaire/preview_question.html", context | _patients_frame(survey.group))


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
