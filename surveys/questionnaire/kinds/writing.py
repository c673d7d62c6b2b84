"""What a nurse types to write a question; each kind adds its own fields."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.forms import Form
from surveys.questionnaire import options

from .words import without_controls


class LineField(forms.CharField):
    """A sentence, though its box may have several lines; line ends become spaces."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line, without control characters."""
        return " ".join(without_controls(str(value or "")).split())


class QuestionForm(Form):
    """What every kind of question has. `content` is what the actions take."""

    submit = "Save the question"
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = LineField(label="Question", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    help = LineField(
        label="Help", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A line under the question, for those who need it.",
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            self.fields["number"] = forms.TypedChoiceField(label="Where it stands", choices=places, coerce=int)
            say_plainly(self.fields["number"], "where it stands")

    def content(self, kind: str) -> dict[str, Any]:
        """Return the fields of the question."""
        typed = {field: self.cleaned_data.get(field, "") for field in ("text", "help", "why")}
        return {**typed, "kind": kind, "options": self.chosen_options(), "details": self.details()}

    def labels(self) -> dict[str, str]:
        """Return the names of the boxes that a writer fills in, with what each is called."""
        return {name: str(field.label) for name, field in self.fields.items() if name not in ("seen", "number")}

    def chosen_options(self) -> list[options.Option]:
        """Return what can be chosen: nothing, where people write."""
        return []

    def details(self) -> dict[str, Any]:
        """Return what else the kind keeps, by the names of this form's fields."""
        return {}

    @classmethod
    def initial_of(cls, question: Any) -> dict[str, Any]:
        """Return what the form shows of a question that is there already, of whatever kind it was."""
        other = options.other_of(question.options)
        return {
            **question.details,
            "other": other["text"] if other else "",
            "text": question.text, "help": question.help, "why": question.why,
            "answers": options.as_typed(question.options), "scale": options.scale_of(question.options),
        }  # fmt: skip


def why_line() -> LineField:
    """Return the field for a second line that asks for words about the answer."""
    return LineField(
        label="A second line that asks for words",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example, “Why did you give this answer?” It has no number of its own.",
    )
