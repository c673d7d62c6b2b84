"""The questions of a survey: read by all who run surveys, changed by a nurse while it is a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, clashes, friends_and_family, plain_words, rules, typing_kept
from surveys.questionnaire.forms import RoutesForm
from surveys.questionnaire.kinds import KINDS
from surveys.questionnaire.models import Question, Survey

from .finding import may_write, on_draft, question_of, questions_url, standing_of, survey_of, trail
from .writing import EDIT, Desk, clash_told, rescued


@requires(Power.SEE_SURVEYS)
def questionnaire(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the questions of a survey, and, to a nurse while it is a draft, how to change them."""
    survey = survey_of(request, pk)
    standing = standing_of(survey)
    why_not = rules.why_not_edit(survey.state)
    may_edit = may_write(request) and not why_not
    context = standing | {
        "survey": survey,
        "rows": _rows(survey, standing["questions"]),
        "why_not": why_not,
        "may_write": may_write(request),
        "may_edit": may_edit,
        "breadcrumbs": trail(request),
    }
    if may_edit:
        steps = survey.steps
        context |= {"undoable": steps.undoable().first(), "redoable": steps.redoable().first()}
        context["typings"] = _unsaved(request, survey, context["rows"])
        context["reading"] = plain_words.of_survey(survey.about, standing["questions"])
    return render(request, "surveys/questionnaire/questionnaire.html", context)


@requires(Power.WRITE_SURVEYS)
@on_draft
def add_question(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Choose a kind, then write the question and say where it stands."""
    kind = request.GET.get("kind", "")
    after = request.GET.get("after", "")
    context: dict[str, Any] = {"survey": survey, "breadcrumbs": trail(request, survey), "after": after}
    if kind not in KINDS:
        return render(request, "surveys/questionnaire/choose_kind.html", context | {"kinds": KINDS.values()})
    places = places_in(survey)
    desk = Desk.of(request, survey, request.GET.get("typed") or typing_kept.place_of(kind=kind))
    number = int(after) + 1 if after.isdecimal() and int(after) < places[-1][0] else places[-1][0]
    form = KINDS[kind].form(request.POST or None, places=places, initial=desk.filled({"number": number}))
    if form.is_valid():
        try:
            new = actions.add_question(
                survey, number=form.cleaned_data["number"], content=form.content(kind), by=actor(request)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _saved(request, desk, new, "Question added.")
    return render(request, EDIT, context | {"form": form, "kind": KINDS[kind], "desk": desk, "notes": notes_in(form)})


@requires(Power.WRITE_SURVEYS)
@on_draft
def edit_question(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Change a question, or make it one of another kind. What somebody changed meanwhile is not overwritten unseen."""
    asked = survey.questions.select_related("survey").filter(pk=question).first()
    if asked is None:
        return rescued(request, survey, question, places_in(survey))
    desk = Desk.of(request, survey, typing_kept.place_of(question=asked.pk))
    kind = desk.kind(request, asked.kind)
    form, clash = editing_form(asked, kind, request.POST or None, desk), None
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.edit_question(asked, content=form.content(kind), seen=seen, by=actor(request))
        except clashes.Clash:
            posted, clash = clash_told(request.POST, asked, form)
            form = editing_form(asked, kind, posted, desk)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _saved(request, desk, asked, "Question saved.")
    context = {"form": form, "survey": survey, "question": asked, "desk": desk, "clash": clash}
    return render(request, EDIT, context | _around(request, survey, form, kind))


@requires(Power.WRITE_SURVEYS)
@on_draft
def question_routes(request: HttpRequest, survey: Survey, question: int) -> HttpResponse:
    """Say where each answer of a question leads."""
    asked = question_of(survey, question)
    if not KINDS[asked.kind].routed:
        raise Http404
    form = _routes_form(survey, asked, request.POST or None)
    if form.is_valid():
        try:
            actions.set_routes(asked, routes=form.routes(), seen=form.cleaned_data["seen"], by=actor(request))
        except clashes.Clash as clash:
            form = _routes_form(survey, asked, None)
            messages.error(request, f"{clash} Below is what holds now: say again where each answer leads.")
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved where each answer leads.")
            return redirect(questions_url(survey, asked.pk))
    context = {"form": form, "survey": survey, "question": asked, "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/question_routes.html", context)


def places_in(survey: Survey) -> list[tuple[int, str]]:
    """Return the places where a new question can stand, by the number it would have."""
    asked = survey.questions.as_asked()
    return [(1, "First"), *((row["number"] + 1, f"After question {in_short(row)}") for row in asked)]


def in_short(row: dict[str, Any], most: int = 70) -> str:
    """Return the number and the words of a question on a short line."""
    words = f"{row['number']}: {row['text']}"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def editing_form(asked: Question, kind: str, posted: Any, desk: Desk) -> Any:
    """Return the form of a question that is there, with what was typed and kept."""
    known = KINDS[kind].form.initial_of(asked) | {"seen": clashes.print_of(asked, clashes.WORDS)}
    form = KINDS[kind].form(posted, initial=desk.filled(known))
    form.action = f"?kind={kind}"
    return form


def _routes_form(survey: Survey, asked: Question, posted: Any) -> RoutesForm:
    rows = survey.questions.as_asked()
    later = [(row["number"], f"Question {in_short(row)}") for row in rows if row["number"] > asked.position]
    order = list(survey.questions.order_by("position").values_list("pk", flat=True))
    seen = clashes.print_of(asked, clashes.ROUTES, order=order)
    return RoutesForm(posted, question=asked, later=later, initial={"seen": seen})


def _saved(request: HttpRequest, desk: Desk, question: Question, said: str) -> HttpResponse:
    typing_kept.forget(desk.survey, request.user, desk.place)
    messages.success(request, said)
    return redirect(questions_url(desk.survey, question.pk))


def _around(request: HttpRequest, survey: Survey, form: Any, kind: str) -> dict[str, Any]:
    """Return the kind of question and the others it could be of, what could be plainer, and the way back."""
    others = [other for name, other in KINDS.items() if name != kind]
    return {"kind": KINDS[kind], "other_kinds": others, "notes": notes_in(form), "breadcrumbs": trail(request, survey)}


def notes_in(form: Any) -> list[Any]:
    """Return what could be plainer in the boxes of a form as it is shown."""
    return plain_words.of_typed({name: form[name].value() for name in form.fields})


def _rows(survey: Survey, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each question with its number, its kind and what is wrong with it."""
    wrong = rules.question_problems(asked)
    return [
        {"question": question, "number": number, "problems": [said for where, said in wrong if where == number],
         "kind": KINDS[question.kind], "is_fixed": friends_and_family.is_it(asked[number - 1]),
         **plain_words.marked(asked[number - 1])}
        for number, question in enumerate(survey.questions.all(), start=1)
    ]  # fmt: skip


def _unsaved(request: HttpRequest, survey: Survey, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return what this writer typed and did not save: {"words", "url", "place"}, the last first."""
    numbers = {row["question"].pk: row["number"] for row in rows}
    slug, found = survey.group.slug, []
    for kept in typing_kept.of_survey(survey, request.user):
        what, _, key = kept.place.partition(" ")
        kind = kept.typed.get("kind", [""])[0]
        if what == typing_kept.LETTER:
            words, url = "Title and letter", reverse("edit_survey", args=[slug, survey.pk])
        elif what == "heading":
            number = numbers.get(int(key))
            words = f"The heading above question {number}" if number else "A heading whose question has been removed"
            url = reverse("question_heading", args=[slug, survey.pk, int(key)]) if number else ""
        elif what == "question" and int(key) in numbers:
            words, url = f"Question {numbers[int(key)]}", reverse("edit_question", args=[slug, survey.pk, int(key)])
        else:
            words = "A new question" if what == "new" else "A question that has been removed"
            url = f"{reverse('add_question', args=[slug, survey.pk])}?kind={kind}&typed={kept.place.replace(' ', '+')}"
        text = next((kept.typed[name][0] for name in ("text", "heading", "title") if kept.typed.get(name)), "")
        found.append({"words": words, "text": text[:100], "url": url, "place": kept.place})
    return found
