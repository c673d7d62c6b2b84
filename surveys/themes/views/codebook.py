"""One theme: what it is called, what belongs to it, what it was merged with."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from surveys.themes import actions
from surveys.themes.forms import MergeForm, ThemeForm
from surveys.themes.models import Quotation, Theme
from surveys.themes.reading import of_theme
from surveys.themes.rules import twin_of

from .finding import Asked, theme_of, way_here


@requires(Power.FIND_THEMES)
def theme(request: HttpRequest, group: str, pk: int, theme: int) -> HttpResponse:
    """Show one theme: its name and what belongs to it can be changed, merges can be undone."""
    asked, one = theme_of(request, pk, theme)
    form = ThemeForm(request.POST if request.method == "POST" else None, initial={"name": one.name, "about": one.about})
    if form.is_valid():
        try:
            actions.edit(one, **form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "Theme saved.")
            return redirect(asked.url)
    quotations = Quotation.objects.visible_to(request.user, in_group=request.group)
    context = _around(asked, one) | {"form": form, "twin": _twin(asked, one, form)}
    context["merged"] = [(other, of_theme(asked.texts, other).count()) for other in one.merged.order_by("name")]
    context["quotations"] = quotations.filter(stands=one.pk)
    return render(request, "surveys/themes/theme.html", context)


@requires(Power.FIND_THEMES)
def merge_theme(request: HttpRequest, group: str, pk: int, theme: int) -> HttpResponse:
    """Choose the theme into which this one goes, look at both, then merge them."""
    asked, one = theme_of(request, pk, theme)
    others = [(other, 0) for other in _standing(asked).exclude(pk=one.pk)]
    chosen = request.POST.get("into") or request.GET.get("into")
    form = MergeForm({"into": chosen} if chosen or request.method == "POST" else None, others=others)
    into = next((other for other, _ in others if form.is_valid() and str(other.pk) == form.cleaned_data["into"]), None)
    if into and "sure" in request.POST:
        done = f"“{one.name}” counts under “{into.name}” now. You can undo it below."
        return attempt(request, lambda: actions.merge(one, into=into, by=actor(request)), done=done, then=into)
    context = _around(asked, one) | {"form": None if into else form, "others": others, "into": into}
    if into:
        mine, theirs = (of_theme(asked.texts, which) for which in (one, into))
        context |= {"texts_of_into": theirs.count(), "both": of_theme(mine, into).count()}
    return render(request, "surveys/themes/merge_theme.html", context)


@requires(Power.FIND_THEMES)
@require_POST
def undo_merge(request: HttpRequest, group: str, pk: int, theme: int) -> HttpResponse:
    """Let a merged theme stand by itself again."""
    _, one = theme_of(request, pk, theme)
    done = f"“{one.name}” stands by itself again, with the texts it had."
    return attempt(request, lambda: actions.undo_merge(one, by=actor(request)), done=done, then=one.merged_into or one)


@requires(Power.FIND_THEMES)
def delete_theme(request: HttpRequest, group: str, pk: int, theme: int) -> HttpResponse:
    """Say what goes with a theme, then delete it."""
    asked, one = theme_of(request, pk, theme)
    if request.method == "POST":
        done = f"“{one.name}” is deleted."
        return attempt(request, lambda: actions.remove(one, by=actor(request)), done=done, then=asked.url)
    context = _around(asked, one) | {"merged": one.merged.count(), "quotations": one.quotations.count()}
    return render(request, "surveys/themes/delete_theme.html", context)


def _around(asked: Asked, one: Theme) -> dict[str, Any]:
    way = [*way_here(asked.survey, asked), {"text": f"Question {asked.field.number}", "url": asked.url}]
    return {
        "survey": asked.survey,
        "field": asked.field,
        "theme": one,
        "texts": of_theme(asked.texts, one).count(),
        "breadcrumbs": way,
    }


def _standing(asked: Asked) -> Any:
    return Theme.objects.of(asked.survey.group).filter(survey=asked.survey, field=asked.field.key).standing()


def _twin(asked: Asked, one: Theme, form: ThemeForm) -> str:
    """Return the address that merges this theme into the one whose name was typed; "" where there is none."""
    if not form.is_bound or "name" not in form.errors:
        return ""
    known = dict(_standing(asked).exclude(pk=one.pk).values_list("pk", "name"))
    twin = twin_of(str(form.data.get("name", "")), known)
    address = reverse("merge_theme", args=[asked.survey.group.slug, asked.survey.pk, one.pk])
    return f"{address}?into={twin}" if twin else ""
