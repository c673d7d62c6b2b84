"""One question as a patient is asked it: the same form on the phone and in the preview."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.forms import Form

from .kinds import kind_of
from .kinds.words import UnfitError
from .phrases import filled, of_question

NO_SUCH_ANSWER = ("invalid_choice", "invalid_list")


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
            self.add_error("answer", unfit.at_box())
            return typed

    def add_error(self, field: str | None, error: Any) -> None:
        """Say what is wrong in the words of the edition, or in English, as English, where it has none."""
        super().add_error(field, in_edition(error, self.question) if self.question.get("phrases") else error)

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


def in_edition(error: Any, question: Mapping[str, Any]) -> Any:
    """Return an error as an edition in another language says it."""
    if not isinstance(error, ValidationError) or hasattr(error, "error_dict"):
        return error
    unfit, code = getattr(error, "unfit", None), getattr(error, "code", "")
    key = unfit.phrase if unfit else ("choose" if code in NO_SUCH_ANSWER else "")
    words = question["phrases"].get(key)
    if not words:
        english = " ".join(error.messages)
        return ValidationError(format_html('<span lang="en" dir="ltr">{}</span>', english), code=code)
    values = dict(unfit.values) if unfit else {}
    if "parts" in values:
        values["parts"] = ", ".join(of_question(question, part) for part in values["parts"])
    return ValidationError(filled(words, **values), code=code)


def counter(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a box for words says of how much fits, as the component's parameters."""
    left, over = (of_question(question, key, count="%{count}") for key in ("characters_left", "characters_over"))
    return {
        "textareaDescriptionText": of_question(question, "characters", count="%{count}"),
        "charactersUnderLimitText": {"other": left},
        "charactersAtLimitText": of_question(question, "characters_left", count=0),
        "charactersOverLimitText": {"other": over},
    }


def answer_form(
    question: Mapping[str, Any], data: Any = None, *, answers: Mapping[str, Any] | None = None
) -> AnswerForm:
    """Return the form of one question of a version, with what was answered before."""
    known = answers or {}
    fields = {"question": question, **kind_of(question).fields(question)}
    if question.get("phrases"):
        fields |= {"error_word": of_question(question, "error"), "problem_words": of_question(question, "problem")}
    form_class: type[AnswerForm] = type("AnswerForm", (AnswerForm,), fields)
    form = form_class(data, initial={name: known.get(key) for name, key in _names(question).items()})
    for field in form.fields.values():
        say_plainly(field, str(field.label))
        if question.get("phrases") and getattr(field, "max_length", None):
            field.counter = counter(question)  # type: ignore[attr-defined]
    return form


def _names(question: Mapping[str, Any]) -> dict[str, str]:
    return kind_of(question).names(question)
