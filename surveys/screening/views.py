"""PALS's desk for what people wrote: the list, one text, serious harm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.ui.wording import counted
from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.models import Survey

from . import actions, kept, marks
from .choices import TextState
from .forms import HarmForm, ScreenForm
from .models import Text
from .names import Names, names_in

PAGE = 20
NOTHING = "Nothing was released: each text here has a mark, or somebody was quicker."


@requires(Power.SCREEN_COMMENTS)
def screening(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List the texts of a survey: those that wait with what could name somebody marked, or those that are done."""
    survey, texts = _texts(request, pk)
    state = request.GET.get("show", "")
    state = state if state in TextState else TextState.WAITING
    if field := request.GET.get("field", ""):
        texts = texts.filter(field=field)
    page = Paginator(texts.filter(state=state).in_order(), PAGE).get_page(request.GET.get("page"))
    names = names_in([text.words for text in page], request.group)
    rows = [_row(survey, text, names) for text in page]
    context = {
        "survey": survey,
        "state": state,
        "page": page,
        "rows": rows,
        "choices": _choices(survey, texts, state, field),
        "field": field,
        "unmarked": [row["text"].pk for row in rows if not row["marks"]] if state == TextState.WAITING else [],
        "kept": kept.becomes_of(survey),
        "breadcrumbs": _way_here(survey),
    }
    return render(request, "surveys/screening/screening.html", context)


@requires(Power.SCREEN_COMMENTS)
@require_POST
def release_unmarked(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Release the texts that were on the page and have nothing marked in them."""
    survey, _ = _texts(request, pk)
    seen = [key for key in request.POST.getlist("seen")[:PAGE] if _is_key(key)]
    many = actions.release_unmarked(survey, seen=seen, by=actor(request))
    said = f"{counted(many, 'text is', 'texts are')} released."
    (messages.success if many else messages.error)(request, said if many else NOTHING)
    return redirect("screening", group, pk)


@requires(Power.SCREEN_COMMENTS)
@sensitive_post_parameters()
def screen_text(request: HttpRequest, group: str, pk: int, text: UUID) -> HttpResponse:
    """Show one text with its marks; release it without them, or withhold it, and go on with the next."""
    survey, texts = _texts(request, pk)
    one = get_object_or_404(texts.select_related("screened_by"), pk=text)
    row = _row(survey, one, names_in([one.words], request.group))
    form = ScreenForm(request.POST if request.method == "POST" else None, text=one.words, marks=row["marks"])
    if form.is_valid():
        return _decided(request, survey, one, form)
    context = row | {"survey": survey, "form": form, "breadcrumbs": _way_here(survey, desk=True)}
    context["left"] = texts.waiting().filter(field=one.field).count()
    context["reports"] = one.harm_reports.select_related("raised_by")
    return render(request, "surveys/screening/screen_text.html", context)


@requires(Power.SCREEN_COMMENTS)
@require_POST
def put_back(request: HttpRequest, group: str, pk: int, text: UUID) -> HttpResponse:
    """Take a text back, to be screened again."""
    _, texts = _texts(request, pk)
    one = get_object_or_404(texts, pk=text)
    then = reverse("screen_text", args=[group, pk, text])
    return attempt(request, lambda: actions.put_back(one, by=actor(request)), done="It waits again.", then=then)


@requires(Power.SCREEN_COMMENTS)
def raise_harm(request: HttpRequest, group: str, pk: int, text: UUID) -> HttpResponse:
    """Say what showing a text to somebody else breaks, and record to whom it was shown and why."""
    survey, texts = _texts(request, pk)
    one = get_object_or_404(texts, pk=text)
    form = HarmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "told", "why")}
        actions.raise_harm(one, **said, by=actor(request))
        messages.success(request, "It is recorded, and nobody else reads the text.")
        return redirect("screen_text", group, pk, text)
    context = {"survey": survey, "text": one, "form": form, "breadcrumbs": _way_here(survey, desk=True)}
    return render(request, "surveys/screening/raise_harm.html", context)


def _decided(request: HttpRequest, survey: Survey, one: Text, form: ScreenForm) -> HttpResponse:
    slug = survey.group.slug
    try:
        if "withhold" in request.POST:
            actions.withhold(one, by=actor(request))
        else:
            actions.release(one, blank=form.chosen(), by=actor(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("screen_text", slug, survey.pk, one.pk)
    messages.success(request, "Withheld." if "withhold" in request.POST else "Released.")
    same = Text.objects.visible_to(request.user, in_group=request.group).filter(survey=survey, field=one.field)
    following = same.waiting().filter(pk__gt=one.pk).order_by("pk").first()
    if following is None:
        return redirect("screening", slug, survey.pk)
    return redirect("screen_text", slug, survey.pk, following.pk)


def _texts(request: HttpRequest, pk: int) -> tuple[Survey, Any]:
    visible = Survey.objects.visible_to(request.user, in_group=request.group)
    survey = get_object_or_404(visible.select_related("group", "version"), pk=pk)
    return survey, Text.objects.visible_to(request.user, in_group=request.group).filter(survey=survey)


def _row(survey: Survey, text: Text, names: Names) -> dict[str, Any]:
    found = names.marks_of(text.words)
    return {
        "text": text,
        "marks": found,
        "pieces": list(marks.pieces(text.words, found)),
        "asked": _asked(survey, text),
    }


def _asked(survey: Survey, text: Text) -> str:
    """Return to what somebody wrote this: "19. What should we change first?"."""
    for line in lines_of(survey.version.content["questions"]):
        for name, about in kind_of(line).words_in(line).items():
            if kind_of(line).names(line)[name] == text.field:
                return f"{line['number']}. {about or line['text']}"
    return f"Question {text.field}"


def _choices(survey: Survey, texts: Any, shown: str, field: str) -> list[dict[str, Any]]:
    many = dict(texts.order_by().values_list("state").annotate(many=Count("pk")))
    address, asked = reverse("screening", args=[survey.group.slug, survey.pk]), QueryDict(mutable=True)
    found = []
    for state in TextState:
        asked["show"] = state.value
        if field:
            asked["field"] = field
        url = f"{address}?{asked.urlencode()}"
        found.append({"text": state.label, "url": url, "count": many.get(state, 0), "current": state == shown})
    return found


def _is_key(key: str) -> bool:
    try:
        return bool(UUID(key))
    except ValueError:
        return False


def _way_here(survey: Survey, *, desk: bool = False) -> list[dict[str, str]]:
    slug = survey.group.slug
    way = [
        {"text": "Today", "url": reverse("today", args=[slug])},
        {"text": "Surveys", "url": reverse("surveys", args=[slug])},
        {"text": f"Results: {survey.title}", "url": reverse("results", args=[slug, survey.pk])},
    ]
    return [*way, {"text": "What people wrote", "url": reverse("screening", args=[slug, survey.pk])}] if desk else way
