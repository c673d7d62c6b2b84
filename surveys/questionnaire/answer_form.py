"""One question as a patient is asked it: the same form on the phone and in the preview."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.fields import Radios, TickAll
from supportgroup.ui.forms import Form
from supportgroup.ui.wording import counted

from .choices import QuestionKind
from .routing import why_key
from .rules import LONGEST_WORDS

TICK_ALL_HINT = "Tick all that are true for you."


def without_controls(text: str) -> str:
    """Return the text with one kind of line end and without control characters, which no column or paper takes."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in one_kind if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
    )


class WordsField(forms.CharField):
    """Free text as somebody typed it: a line end is one character, and there are no control characters."""

    def to_python(self, value: Any) -> str:
        """Return the words, stripped."""
        return without_controls(str(value or "")).strip()

    def run_validators(self, value: str) -> None:
        """Say by how much the words are too long."""
        if self.max_length and len(value) > self.max_length:
            over = counted(len(value) - self.max_length, "character")
            raise forms.ValidationError(f"This is {over} too long. Make it {self.max_length:,} characters or less")


class AnswerForm(Form):
    """One question of a survey. Nothing has to be answered. Made by `answer_form`."""

    submit = "Continue"
    mark_optional = False
    page_heading = "answer"
    alone: frozenset[str] = frozenset()
    number = 0

    def clean_answer(self) -> Any:
        """Refuse an answer that stands alone beside others, where no script has cleared them."""
        answer = self.cleaned_data["answer"]
        if isinstance(answer, list) and len(answer) > 1 and (alone := self.alone & set(answer)):
            words = dict(self.fields["answer"].choices)[min(alone)]  # type: ignore[attr-defined]
            raise forms.ValidationError(f"Tick either “{words}”, or the other answers")
        return answer

    def keys(self) -> list[str]:
        """Return the keys under which this question's answers are kept: "18", and "18w" for the words."""
        return [str(self.number), why_key(self.number)] if "why" in self.fields else [str(self.number)]

    def changes(self) -> dict[str, Any]:
        """Return what was answered under the keys of this question; None for what was left blank."""
        values = [self.cleaned_data.get(name) or None for name in ("answer", "why")]
        return dict(zip(self.keys(), values, strict=False))


def answer_form(
    question: Mapping[str, Any], data: Any = None, *, answers: Mapping[str, Any] | None = None
) -> AnswerForm:
    """Return the form of one question of a version, with what was answered before."""
    number, known = question["number"], answers or {}
    fields: dict[str, Any] = {"answer": _answer_field(question), "number": number}
    fields["alone"] = frozenset(option["code"] for option in question["options"] if option["alone"])
    if question["why"]:
        fields["why"] = _words(question["why"], rows=4)
    form_class: type[AnswerForm] = type("AnswerForm", (AnswerForm,), fields)
    form = form_class(data, initial={"answer": known.get(str(number)), "why": known.get(why_key(number))})
    for field in form.fields.values():
        say_plainly(field, str(field.label))
    return form


def _answer_field(question: Mapping[str, Any]) -> forms.Field:
    if question["kind"] == QuestionKind.FREE_TEXT:
        return _words(question["text"], rows=6, help_text=question["help"])
    asked = {"label": question["text"], "help_text": question["help"], "required": False}
    choices = [(option["code"], option["text"]) for option in question["options"]]
    apart = next((option["code"] for option in question["options"] if option["alone"]), "")
    if question["kind"] == QuestionKind.TICK_ALL:
        asked["help_text"] = question["help"] or TICK_ALL_HINT
        return forms.MultipleChoiceField(choices=choices, widget=TickAll(exclusive=apart), **asked)
    return forms.ChoiceField(choices=choices, widget=Radios(exclusive=apart), **asked)


def _words(label: str, *, rows: int, help_text: str = "") -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
