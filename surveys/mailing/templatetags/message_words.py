"""The sentences of an email in the words of an edition, each way that they are written."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from surveys.mailing.speaking import RIGHT_TO_LEFT, kept_together
from surveys.questionnaire import phrases

register = template.Library()


@register.simple_tag(takes_context=True)
def phrase(context: Context, key: str, **values: Any) -> SafeString:
    """`{% phrase "message_by" day=day %}` in HTML: *stars* are bold, and what is filled in keeps its own direction."""
    parts = phrases.say(context["phrases"], key).split("*")
    return format_html_join("", "{}", ((_piece(context, part, place, values),) for place, part in enumerate(parts)))


@register.simple_tag(takes_context=True)
def plain(context: Context, key: str, **values: Any) -> str:
    """`{% plain "message_by" day=day %}`: the same without stars, for a plain text, which escapes nothing."""
    words = phrases.say(context["phrases"], key).replace("*", "")
    if context["dir"] == RIGHT_TO_LEFT:
        values = {name: kept_together(value) if name == "number" else value for name, value in values.items()}
    return phrases.filled(words, **values)


@register.simple_tag
def english(words: str) -> SafeString:
    """`{% english group.hospital_name %}`: a name or a sentence that a group types, marked as English."""
    return format_html('<span lang="en" dir="ltr">{}</span>', words)


def _piece(context: Context, words: str, place: int, values: dict[str, Any]) -> SafeString:
    mirrored = context["dir"] == RIGHT_TO_LEFT
    pieces = phrases.pieces(words, {name: _value(value, mirrored=mirrored) for name, value in values.items()})
    said = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html("<strong>{}</strong>", said) if place % 2 else said


def _value(value: Any, *, mirrored: bool) -> Any:
    return format_html('<span dir="ltr">{}</span>', value) if mirrored and not hasattr(value, "__html__") else value
