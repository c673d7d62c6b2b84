"""One question as a patient is asked it: the same form on the phone and in the preview."""

from collections.abc import Mapping
from typing import Any

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.forms import Form

from .kinds import kind_of
from .kinds.words import UnfitError


class AnswerForm(Form):
    """One question of a survey. Nothing has to be answered. Made by `answer_form`."""

    submit = "Continue"
    mark_optional = False
    page_heading = "answer"
    question: Mapping[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Make what was typed go together, or say why it does not."""
        typed: dict[str, Any] = super().clean() or {}
        if self.errors:
            return typed
        try:
            return kind_of(self.question).settle(self.question, typed)
        except UnfitError as unfit:
            self.add_error("answer", unfit.on_page)
            return typed

    @property
    def number(self) -> int:
        """Return the number of the question."""
        number: int = self.question["number"]
        return number

    def keys(self) -> list[str]:
        """Return the keys under which this question's answers are kept: "18", and "18w" for the words."""
        return list(_names(self.question).values())

    def changes(self) -> dict[str, Any]:
        """Return what was answered under the keys of this question; None for what was left blank."""
        return {key: self.cleaned_data.get(name) or None for name, key in _names(self.question).items()}


def answer_form(
    question: Mapping[str, Any], data: Any = None, *, answers: Mapping[str, Any] | None = None
) -> AnswerForm:
    """Return the form of one question of a version, with what was answered before."""
    known = answers or {}
    fields = {"question": question, **kind_of(question).fields(question)}
    form_class: type[AnswerForm] = type("AnswerForm", (AnswerForm,), fields)
    form = form_class(data, initial={name: known.get(key) for name, key in _names(question).items()})
    for field in form.fields.values():
        say_plainly(field, str(field.label))
    return form


def _names(question: Mapping[str, Any]) -> dict[str, str]:
    return kind_of(question).names(question)
