"""The page on which a form is keyed: what was posted from it, and what it is answered with, as a page or as JSON."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from surveys.answers.content import clean
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import Question

from . import counts, rules
from .sheets import read_form, rows_of, sheets_of


@dataclass(frozen=True)
class Trouble:
    """Why a form was not kept, in a sentence. wrong: the line it is about. free: the number to give it instead."""

    sentence: str
    wrong: int | str | None = None
    free: int | None = None
    about_number: bool = False


@dataclass(frozen=True)
class Form:
    """A form in hand: its questions (all, or those to settle) and what was posted of it. number: "" or as typed."""

    survey: Survey
    questions: list[Question]
    mode: str = "first"
    number: str = ""
    keyed: dict[str, Any] = field(default_factory=dict)
    word: str = ""

    def given(self) -> dict[str, Any]:
        """Return the answers, or raise NotAnAnswerError where something is none."""
        return clean(self.keyed, self.survey.version.content["questions"])


def posted(request: HttpRequest, survey: Survey, *, questions: list[Question], mode: str, number: str) -> Form:
    """Return the form as it was posted; an empty one where nothing was."""
    if request.method != "POST":
        return Form(survey, questions, mode, number, word=uuid4().hex)
    keyed = read_form(request.POST.getlist, questions)
    return Form(survey, questions, mode, number, keyed, word=request.POST.get("form") or uuid4().hex)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the page's own script asks, which shows the answer without loading a page."""
    return request.headers.get("Accept") == "application/json"


def show(request: HttpRequest, form: Form, trouble: Trouble | None = None) -> HttpResponse:
    """Show the form as it stands, with what is wrong with it."""
    problem = trouble or Trouble("")
    if wants_json(request) and trouble:
        told = {"problem": problem.sentence, "wrong": problem.wrong, "free": problem.free}
        return JsonResponse({**told, "number": problem.about_number}, status=422)
    survey = form.survey
    keyed = counts.keyed_of(survey)
    context = {
        "survey": survey,
        "form": None,
        "mode": form.mode,
        "number": form.number,
        "sheets": sheets_of(rows_of(form.questions, form.keyed, wrong=problem.wrong)),
        "question_count": len(survey.version.content["questions"]),
        "form_word": form.word,
        "keyed": keyed.forms,
        "taken": keyed.numbers,
        "next": rules.next_free(keyed.numbers),
        "closed": "" if rules.is_open(survey.state) else rules.NOT_OPEN,
        "trouble": problem,
        "breadcrumbs": _crumbs(survey),
    }
    return render(request, "surveys/keying/key_form.html", context, status=422 if trouble else 200)


def kept(survey: Survey, said: str, *, is_drawn: bool) -> JsonResponse:
    """Answer the page's script that the form is kept, with all that the next empty form needs."""
    keyed = counts.keyed_of(survey)
    told = {"said": said, "drawn": is_drawn, "keyed": keyed.forms, "taken": keyed.numbers, "word": uuid4().hex}
    return JsonResponse(told)


def _crumbs(survey: Survey) -> list[dict[str, str]]:
    slug = survey.group.slug
    return [
        {"text": "Today", "url": reverse("today", args=[slug])},
        {"text": "Surveys", "url": reverse("surveys", args=[slug])},
        {"text": survey.title, "url": survey.get_absolute_url()},
        {"text": "Slips and forms", "url": reverse("forms", args=[slug, survey.pk])},
    ]
