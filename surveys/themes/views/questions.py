"""The fields people wrote in, and the texts of one with their themes; into the results, and out of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import attempt
from supportgroup.ui.wording import counted
from surveys.themes import actions
from surveys.themes.codebook import fields_of
from surveys.themes.forms import MOST_DIGITS
from surveys.themes.models import Counted, Quotation, Theme
from surveys.themes.reading import of_theme, themes_on, with_themes
from surveys.themes.rules import why_not_show

from .finding import NONE, Asked, asked_of, progress, progress_in, survey_of, way_here

PAGE = 20
LONGEST_SEARCH = 100
SHOWS = {"": "All", "unread": "To read", "nothing": "Nothing to code"}


@requires(Power.FIND_THEMES)
def themes(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List every field people wrote in, with how far its texts have been read."""
    survey = survey_of(request, pk)
    there = progress_in(survey)
    counts, kept = actions.count(survey), _kept(survey)
    rows: list[dict[str, Any]] = [
        {
            "field": field,
            "there": there.get(field.key, NONE),
            "themes": len(counts.get(field.key, [])),
            "in_results": field.key in kept and kept[field.key].in_results,
            "kept": kept.get(field.key),
        }
        for field in fields_of(survey.version.content["questions"])
    ]
    quotations = Quotation.objects.visible_to(request.user, in_group=request.group).filter(theme__survey=survey)
    context = {
        "survey": survey,
        "rows": rows,
        "read": sum(row["there"]["read"] for row in rows),
        "released": sum(row["there"]["released"] for row in rows),
        "quotation_count": quotations.count(),
        "breadcrumbs": way_here(survey),
    }
    return render(request, "surveys/themes/themes.html", context)


@requires(Power.FIND_THEMES)
@sensitive_post_parameters("search")
def theme_texts(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """List the texts of one field with the themes on each; those of one theme, those to read, those with some words."""
    asked = asked_of(request, pk, key)
    search = request.POST.get("search", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    shown, texts, theme = _chosen(request, asked)
    if search:
        texts = texts.filter(released__icontains=search)
    page = Paginator(with_themes(texts.order_by("pk")), PAGE).get_page(request.GET.get("page"))
    context = _page(asked, shown) | {
        "page": page,
        "rows": [{"text": text, "themes": themes_on(text)} for text in page],
        "search": search,
        "show_theme": theme,
        "here": f"{asked.url}?show={shown}",
        "breadcrumbs": way_here(asked.survey, asked),
    }
    return render(request, "surveys/themes/theme_texts.html", context)


@requires(Power.FIND_THEMES)
@require_POST
def show_themes(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """Count the themes of one field and put them into the results."""
    asked = asked_of(request, pk, key)
    return attempt(
        request,
        lambda: actions.put_into_results(asked.survey, key, by=actor(request)),
        done="The themes are in the results.",
        then=asked.url,
    )


@requires(Power.FIND_THEMES)
@require_POST
def hide_themes(request: HttpRequest, group: str, pk: int, key: str) -> HttpResponse:
    """Take the themes of one field out of the results."""
    asked = asked_of(request, pk, key)
    return attempt(
        request,
        lambda: actions.take_out_of_results(asked.survey, key, by=actor(request)),
        done="The themes are not in the results any more. You can put them there again.",
        then=asked.url,
    )


def _page(asked: Asked, shown: str) -> dict[str, Any]:
    """Return what stands around the list: how far it is read, the code book, whether the results have it."""
    there, counts = progress(asked), actions.count(asked.survey).get(asked.field.key, [])
    kept = _kept(asked.survey).get(asked.field.key)
    texts_of = {one["theme"]: one["texts"] for one in counts}
    reason = why_not_show(
        written=there["written"], waiting=there["waiting"], unread=there["released"] - there["read"],
        themes=len(counts),
    )  # fmt: skip
    return {
        "survey": asked.survey, "field": asked.field, "there": there, "show": shown, "kept": kept,
        "unread": there["released"] - there["read"],
        "themes": [{"theme": theme, "texts": texts_of.get(theme.pk, 0)} for theme in _standing(asked)],
        **_links(asked, there),
        "why_not_show": reason,
        "has_changed": bool(kept and not reason and kept.themes != counts),
        "choices": _choices(asked, there, shown),
    }  # fmt: skip


def _links(asked: Asked, there: dict[str, int]) -> dict[str, Any]:
    """Return where the list leads on to."""
    following = asked.following()
    return {
        "following": following,
        "next_url": reverse("tag_text", args=[*asked.parts, following.pk]) if following else "",
        "next_words": f"{counted(there['released'] - there['read'], 'text is', 'texts are')} left.",
        "show_url": reverse("show_themes", args=asked.parts),
        "list_url": asked.url,
    }


def _chosen(request: HttpRequest, asked: Asked) -> tuple[str, Any, Theme | None]:
    """Return which texts were asked for, as it stands in the address, these, and their theme if it was one's."""
    shown, theme = request.GET.get("show", ""), None
    if shown in {"unread", "nothing"}:
        return shown, asked.texts.filter(coded=False, nothing=shown == "nothing"), None
    if shown.isdecimal() and len(shown) <= MOST_DIGITS:
        theme = _standing(asked).filter(pk=int(shown)).first()
    return (shown, of_theme(asked.texts, theme), theme) if theme else ("", asked.texts, None)


def _standing(asked: Asked) -> Any:
    return Theme.objects.of(asked.survey.group).filter(survey=asked.survey, field=asked.field.key).standing()


def _choices(asked: Asked, there: dict[str, int], shown: str) -> list[dict[str, Any]]:
    nothing = asked.texts.filter(coded=False, nothing=True).count()
    many = {"": there["released"], "unread": there["released"] - there["read"], "nothing": nothing}
    return [
        {"text": words, "url": f"{asked.url}?show={name}", "count": many[name], "current": name == shown}
        for name, words in SHOWS.items()
    ]


def _kept(survey: Any) -> dict[str, Counted]:
    return {one.field: one for one in Counted.objects.of(survey.group).filter(survey=survey)}
