"""One text: which themes are on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.screening.choices import TextState
from surveys.themes import actions
from surveys.themes.codebook import earlier_themes
from surveys.themes.forms import NOTHING, TagForm
from surveys.themes.models import Quotation, Theme
from surveys.themes.reading import themes_on, with_themes
from surveys.themes.rules import why_not_tag

from .finding import Asked, asked_of, progress, way_here


@requires(Power.FIND_THEMES)
@sensitive_post_parameters()
def tag_text(request: HttpRequest, group: str, pk: int, key: str, text: UUID) -> HttpResponse:
    """Show one text with the themes there are; keep what was ticked, and go on with the next that nobody has read."""
    asked = asked_of(request, pk, key)
    one = with_themes(asked.texts).select_related("reading").filter(pk=text).first()
    if one is None and request.method != "POST":
        raise Http404
    if one is None:
        messages.error(request, why_not_tag(TextState.WAITING) or "")
        return redirect(asked.url)
    form = _form(request, asked, one)
    if form.is_valid() and (answer := _kept(request, asked, one, form)):
        return answer
    context = _around(asked, one) | {"form": form, "text": one, "breadcrumbs": way_here(asked.survey, asked)}
    context["quotations"] = Quotation.objects.visible_to(request.user, in_group=request.group).filter(text=one)
    return render(request, "surveys/themes/tag_text.html", context)


def _form(request: HttpRequest, asked: Asked, one: Any) -> TagForm:
    of_field = Theme.objects.of(asked.survey.group).filter(survey=asked.survey, field=asked.field.key)
    every = list(of_field.order_by("name", "pk"))
    on = [str(theme.pk) for theme in themes_on(one)]
    initial = {"themes": on or ([NOTHING] if one.nothing else []), "turn": _turn_of(one)}
    return TagForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        themes=[theme for theme in every if theme.merged_into_id is None],
        earlier=earlier_themes(asked.survey, asked.field),
        known={theme.pk: theme.name for theme in every},
    )


def _kept(request: HttpRequest, asked: Asked, one: Any, form: TagForm) -> HttpResponse | None:
    """Keep what was ticked and lead on; None where somebody was quicker, and the form says so."""
    typed = form.cleaned_data
    try:
        actions.tag(one, themes=form.chosen(), new=form.new(), turn=typed["turn"], by=actor(request))
    except actions.Clash as clash:
        form.stand_at(clash.turn)
        form.add_error("themes", str(clash))
        return None
    except Refused as refused:
        form.add_error("themes", str(refused))
        return None
    following = asked.following(one)
    if "stay" in request.POST or following is None:
        messages.success(request, "Saved.")
        return redirect(asked.url)
    return redirect(reverse("tag_text", args=[*asked.parts, following.pk]) + "#themes")


def _around(asked: Asked, one: Any) -> dict[str, Any]:
    return {
        "survey": asked.survey,
        "field": asked.field,
        "there": progress(asked),
        "following": asked.following(one),
        "is_read": one.coded or one.nothing,
        "is_coded": one.coded,
    }


def _turn_of(one: Any) -> int:
    reading = getattr(one, "reading", None)
    return reading.turn if reading else 0
