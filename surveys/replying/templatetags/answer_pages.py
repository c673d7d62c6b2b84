"""A question's field on an answer page."""

import json
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString

from supportgroup.ui.controls import control
from surveys.questionnaire.answer_form import AnswerForm, answer_form

register = template.Library()


@register.simple_tag
def question_field(form: AnswerForm, question: dict[str, Any]) -> SafeString:
    """`{% question_field form question %}`: the question with its choices, or its box for words.

    Choices look the same for everybody who has chosen the same, and drawing them is half of what the page costs,
    so they are drawn once. What somebody wrote is never kept.
    """
    wrote = "other" in form.fields and form["other"].value()
    if form.is_bound or not question["options"] or wrote:
        return control(form["answer"])
    return _drawn(json.dumps(question), json.dumps(form["answer"].value()))


@lru_cache(maxsize=500)
def _drawn(question: str, chosen: str) -> SafeString:
    asked = json.loads(question)
    return control(answer_form(asked, answers={str(asked["number"]): json.loads(chosen)})["answer"])
