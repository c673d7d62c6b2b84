"""The questionnaire as patients will see it: all of it, and one question after another. Nothing is kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.routing import next_number

from .finding import survey_of, trail


@requires(Power.SEE_SURVEYS)
def preview_survey(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show all questions in order."""
    survey = survey_of(request, pk)
    context = {"survey": survey, "questions": survey.questions.as_asked(), "breadcrumbs": trail(request, survey)}
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
        to = next_number(questions, number, form.changes()[str(number)])
        if to is None:
            messages.success(request, "That was the last question. Nothing was kept.")
            return redirect("preview_survey", group, pk)
        return redirect(f"{reverse('preview_question', args=[group, pk, to])}?from={number}")
    came_from = request.GET.get("from", "")
    context = {
        "survey": survey, "form": form, "number": number, "last": len(questions),
        "came_from": int(came_from) if came_from.isdecimal() and 0 < int(came_from) < number else None,
        "skip_to": next_number(questions, number, None), "hospital_name": survey.group.hospital_name,
        "service_name": survey.group.neutral_name,
        "helpline": {"number": survey.group.helpline, "hours": survey.group.helpline_hours},
    }  # fmt: skip
    return render(request, "surveys/questionnaire/preview_question.html", context)
