"""Words chosen for the report: from one text, PALS's second look, taken back and chosen again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused, attempt
from surveys.themes import quoting
from surveys.themes.choices import QuotationState
from surveys.themes.codebook import fields_of
from surveys.themes.forms import QuoteForm
from surveys.themes.models import Quotation
from surveys.themes.reading import themes_on, with_themes

from .finding import asked_of, survey_of, way_here

SHOWN, PROPOSED = "It is in the report.", "PALS looks at it a second time. Then it is in the report."


@requires(Power.FIND_THEMES)
@sensitive_post_parameters()
def quote_text(request: HttpRequest, group: str, pk: int, key: str, text: UUID) -> HttpResponse:
    """Choose a text, or a part of it, for the report."""
    asked = asked_of(request, pk, key)
    one = get_object_or_404(with_themes(asked.texts), pk=text)
    themes, screens = themes_on(one), may(request, Power.SCREEN_COMMENTS)
    initial = {"words": one.released, "theme": str(themes[0].pk) if len(themes) == 1 else None}
    data = request.POST if request.method == "POST" else None
    form = QuoteForm(data, text=one.released, themes=themes, initial=initial)
    if form.is_valid():
        theme = next(theme for theme in themes if str(theme.pk) == form.cleaned_data["theme"])
        try:
            quoting.quote(one, theme=theme, words=form.cleaned_data["words"], by=actor(request), screens=screens)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Chosen. {SHOWN if screens else PROPOSED}")
        return redirect("quotations", group, pk)
    context = {"survey": asked.survey, "field": asked.field, "text": one, "form": form, "themes": themes}
    context |= {"screens": screens, "breadcrumbs": way_here(asked.survey, asked)}
    return render(request, "surveys/themes/quote_text.html", context)


@requires(Power.FIND_THEMES)
def quotations(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List the quotations of a survey, those that wait for PALS first."""
    survey = survey_of(request, pk)
    of_survey = _visible(request, pk).select_related("theme__merged_into", "chosen_by", "looked_by")
    asked = {field.key: field for field in fields_of(survey.version.content["questions"])}
    rows = [
        {"quotation": one, "theme": one.theme.merged_into or one.theme, "asked": asked.get(one.theme.field)}
        for one in of_survey
    ]
    states = list(QuotationState)
    context = {
        "survey": survey,
        "rows": sorted(rows, key=lambda row: states.index(row["quotation"].state)),
        "waiting": sum(row["quotation"].state == QuotationState.PROPOSED for row in rows),
        "screens": may(request, Power.SCREEN_COMMENTS),
        "breadcrumbs": [*way_here(survey), {"text": "Themes", "url": reverse("themes", args=[group, pk])}],
    }
    return render(request, "surveys/themes/quotations.html", context)


@requires(Power.SCREEN_COMMENTS)
@require_POST
def confirm(request: HttpRequest, group: str, pk: int, quotation: UUID) -> HttpResponse:
    """Let a quotation into the report: nobody can be recognised by it."""
    return _changed(request, pk, quotation, lambda one: quoting.confirm(one, by=actor(request)), SHOWN)


@requires(Power.FIND_THEMES)
@require_POST
def take_back(request: HttpRequest, group: str, pk: int, quotation: UUID) -> HttpResponse:
    """Take a quotation out of the report."""
    said = "Taken back. It stands at the end of this list, if you want to put it back."
    return _changed(request, pk, quotation, lambda one: quoting.take_back(one, by=actor(request)), said)


@requires(Power.FIND_THEMES)
@require_POST
def put_back(request: HttpRequest, group: str, pk: int, quotation: UUID) -> HttpResponse:
    """Put a quotation back that was taken out."""
    screens = may(request, Power.SCREEN_COMMENTS)
    said = f"Put back. {SHOWN if screens else PROPOSED}"
    return _changed(request, pk, quotation, lambda one: quoting.put_back(one, by=actor(request), screens=screens), said)


def _visible(request: HttpRequest, pk: int) -> Any:
    return Quotation.objects.visible_to(request.user, in_group=request.group).filter(theme__survey=pk)


def _changed(request: HttpRequest, pk: int, key: UUID, do: Callable[[Any], Any], said: str) -> HttpResponse:
    one = get_object_or_404(_visible(request, pk), pk=key)
    then = reverse("quotations", args=[request.group.slug, pk])
    return attempt(request, lambda: do(one), done=said, then=then)
