"""The editions of a survey: which there are, their words, opening one, taking one away, how one looks on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.documents.pdf import compile_pdf
from supportgroup.people.choices import Route
from supportgroup.people.contact import channel_for
from supportgroup.people.models import Person
from surveys.questionnaire import editions, paper, rules
from surveys.questionnaire.edition_forms import AddEditionForm, WordsForm
from surveys.questionnaire.models import Edition, Survey

from .finding import may_write, survey_of, trail


@requires(Power.SEE_SURVEYS)
def survey_editions(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List the editions with what each still lacks, and begin one."""
    survey = survey_of(request, pk)
    may_add = may_write(request) and not rules.why_not_reword(state=survey.state, is_open=False)
    form = AddEditionForm(request.POST or None) if may_add else None
    if request.method == "POST" and form and form.is_valid():
        try:
            edition = editions.add_edition(survey, code=form.cleaned_data["code"], by=actor(request))
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            return redirect("edition", group, pk, edition.code)
    context = {"survey": survey, "rows": editions.standings_of(survey), "breadcrumbs": trail(request, survey)}
    return render(request, "surveys/questionnaire/survey_editions.html", context | {"form": form})


@requires(Power.SEE_SURVEYS)
def edition(request: HttpRequest, group: str, pk: int, code: str) -> HttpResponse:
    """Show what of an edition is written and what is not."""
    found = _edition_of(request, pk, code)
    written = editions.texts_of(found)
    texts = editions.in_steps(written)
    missing = sum(text.missing for text in texts)
    state, is_open = found.survey.state, bool(found.opened_on)
    changeable = may_write(request) and not rules.why_not_reword(state=state, is_open=is_open)
    context = {
        "survey": found.survey,
        "edition": found,
        "texts": texts,
        "missing": missing,
        "in_english": sum(text.in_english for text in texts),
        "first_gap": next((text for text in texts if text.missing), None),
        "has_message": written[0].has_message,
        "readers": _readers(request, found),
        "why_not_print": paper.why_not_print(code, found.content or editions.content_of(found)),
        "may_edit": changeable,
        "may_open": changeable and not rules.why_not_open_edition(state=state, missing=missing, is_open=is_open),
        "breadcrumbs": _trail(request, found.survey),
    }
    return render(request, "surveys/questionnaire/edition.html", context)


@requires(Power.WRITE_SURVEYS)
def edition_words(request: HttpRequest, group: str, pk: int, code: str, question: int) -> HttpResponse:
    """Write the words of one question (0: around them) beside the texts they stand for."""
    found = _edition_of(request, pk, code)
    steps = editions.in_steps(editions.texts_of(found))
    group = request.GET.get("group", "")
    place = next((n for n, text in enumerate(steps) if text.key == question and group in ("", text.group)), None)
    if place is None:
        raise Http404
    text = steps[place]
    form = WordsForm(request.POST or None, text=text, remembered=editions.remembered(found))
    if form.is_valid():
        following = next(iter(steps[place + 1 :]), None)
        return attempt(
            request,
            lambda: editions.save_words(found, question=question, group=text.group, by=actor(request), **form.kept()),
            done="Saved.",
            then=_words_url(found, text if "stay" in request.POST else following),
        )
    context = {"survey": found.survey, "edition": found, "form": form, "text": text, "place": place + 1}
    context |= {"last": len(steps), "breadcrumbs": _trail(request, found.survey, found)}
    return render(request, "surveys/questionnaire/edition_words.html", context)


@requires(Power.WRITE_SURVEYS)
@require_POST
def open_edition(request: HttpRequest, group: str, pk: int, code: str) -> HttpResponse:
    """Open an edition that was completed after its survey had opened."""
    found = _edition_of(request, pk, code)
    done = "The edition is open. Whoever needs it gets it from now on."
    return attempt(
        request, lambda: editions.open_edition(found, by=actor(request)), done=done, then=_words_url(found, None)
    )


@requires(Power.WRITE_SURVEYS)
def remove_edition(request: HttpRequest, group: str, pk: int, code: str) -> HttpResponse:
    """Ask once more, then take an edition away with all its words."""
    found = _edition_of(request, pk, code)
    if request.method == "POST":
        return attempt(
            request, lambda: editions.remove_edition(found, by=actor(request)), done=f"{found}: taken away.",
            then=reverse("survey_editions", args=[group, pk]),
        )  # fmt: skip
    context = {"survey": found.survey, "edition": found, "breadcrumbs": _trail(request, found.survey, found)}
    return render(request, "surveys/questionnaire/remove_edition.html", context)


@requires(Power.SEE_SURVEYS)
def edition_paper(request: HttpRequest, group: str, pk: int, code: str) -> HttpResponse:
    """Return the printed form of an edition, gaps in the words of the standard edition; or say why it has none."""
    found = _edition_of(request, pk, code)
    content = found.content or editions.content_of(found)
    if reason := paper.why_not_print(code, content):
        messages.error(request, reason)
        return redirect(_words_url(found, None))
    licence = found.survey.licence.line() if found.survey.licence else ""
    form = paper.edition_form(code, content, found.survey.number, licence=licence)
    data: dict[str, Any] = {"sender": {"hospital": found.survey.group.hospital_name}, "questionnaire": form}
    data |= {"text_size": paper.size_for(code, 12)}
    pdf = compile_pdf(paper.TEMPLATE, data, title=form["title"])
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": "inline"})


def _readers(request: HttpRequest, found: Edition) -> int:
    """Return how many people on the register have this language recorded and are written to by email or text."""
    people = Person.objects.visible_to(request.user, in_group=request.group).current()  # type: ignore[attr-defined]
    return sum(
        one.preferred_route == Route.TEXT or channel_for(one) == "email" for one in people.filter(language=str(found))
    )


def _edition_of(request: HttpRequest, pk: int, code: str) -> Edition:
    survey = survey_of(request, pk)
    found: Edition = get_object_or_404(Edition, survey=survey, code=code)
    found.survey = survey
    return found


def _words_url(found: Edition, text: editions.Text | None) -> str:
    """Return the address where a text is written, or, without one, of the edition."""
    keys: list[Any] = [found.survey.group.slug, found.survey.pk, found.code]
    if text is None:
        return reverse("edition", args=keys)
    return reverse("edition_words", args=[*keys, text.key]) + (f"?group={text.group}" if text.group else "")


def _trail(request: HttpRequest, survey: Survey, found: Edition | None = None) -> list[dict[str, str]]:
    crumbs = trail(request, survey)
    crumbs.append({"text": "Editions", "url": reverse("survey_editions", args=[survey.group.slug, survey.pk])})
    if found is not None:
        crumbs.append({"text": str(found), "url": _words_url(found, None)})
    return crumbs
