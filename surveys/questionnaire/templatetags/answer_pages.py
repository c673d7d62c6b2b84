"""A question's field on an answer page."""

import json
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from supportgroup.ui.controls import control
from surveys.questionnaire import phrases
from surveys.questionnaire.answer_form import AnswerForm, answer_form
from surveys.questionnaire.kinds import kind_of

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: Any) -> SafeString:
    """`{% say "question_of" number=3 total=20 %}`: a phrase in the words of the edition that is read.

    What it lacks stands in English, and is marked as English.
    """
    edition = context.get("edition")
    pieces = phrases.pieces(said(context, key), values)
    words = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html('<span lang="en" dir="ltr">{}</span>', words) if edition and edition.lacks(key) else words


@register.simple_tag(takes_context=True)
def said(context: Context, key: str, **values: Any) -> str:
    """`{% said "check" %}`: the same as text alone, for a title."""
    edition = context.get("edition")
    return phrases.say(edition.phrases if edition else {}, key, **values)


@register.filter
def as_code(typed: str) -> SafeString:
    """`{{ typed|as_code }}`: a code that somebody typed, in letters of one width."""
    return format_html('<strong class="sg-code">{}</strong>', typed)


@register.simple_tag
def question_field(form: AnswerForm, question: dict[str, Any]) -> SafeString:
    """`{% question_field form question %}`: the question with its choices, or its box for words.

    Choices look the same for everybody who has chosen the same, and drawing them is half of what the page costs,
    so they are drawn once. What somebody wrote is never kept.
    """
    if kind_of(question).page:
        is_empty = not form.is_bound and not any(form[name].value() for name in form.fields)
        return _drawn_empty(json.dumps(question)) if is_empty else _drawn_page(form, question)
    written = "other" if question["options"] else "answer"
    if form.is_bound or (written in form.fields and form[written].value()):
        return control(form["answer"])
    return _drawn(json.dumps(question), json.dumps(form["answer"].value()))


@lru_cache(maxsize=500)
def _drawn(question: str, chosen: str) -> SafeString:
    asked = json.loads(question)
    return control(answer_form(asked, answers={str(asked["number"]): json.loads(chosen)})["answer"])


@lru_cache(maxsize=100)
def _drawn_empty(question: str) -> SafeString:
    asked = json.loads(question)
    return _drawn_page(answer_form(asked), asked)


def _drawn_page(form: AnswerForm, question: dict[str, Any]) -> SafeString:
    page = kind_of(question).page
    return render_to_string(page, {"question": question, "rows": _statements(form, question)})


def _statements(form: AnswerForm, question: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each statement of a grid with its field and what was chosen before."""
    names = kind_of(question).names(question)
    return [
        {"text": form.fields[name].label, "name": name, "chosen": form[name].value(), "errors": form[name].errors}
        for name in names
    ]
