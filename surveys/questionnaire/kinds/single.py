"""One answer of a list that the writer types."""

from typing import Any

from django import forms

from surveys.questionnaire import options

from .choosing import Choosing
from .words import WordsField
from .writing import LineField, QuestionForm, why_line


class SingleForm(QuestionForm):
    """A question with a list of answers, one to a line."""

    answers = WordsField(
        label="Answers to choose from, one on each line",
        help_text="Write “or” on a line of its own above an answer that stands apart, such as “Does not apply”.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    other = LineField(
        label="An answer that people finish themselves",
        max_length=options.LONGEST_OPTION,
        required=False,
        help_text="For example, “Other, please say”. Under it they can write a line. Somebody must read every one.",
    )
    why = why_line()
    required_words = {"answers": "Enter at least 2 answers, each on its own line"}

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the list of answers."""
        typed: dict[str, Any] = super().clean() or {}
        if not {"answers", "other"} & set(self.errors):
            plain, alone = options.typed(typed["answers"])
            if reason := options.why_not_options([*plain, *filter(None, (typed["other"], alone))]):
                self.add_error("answers", reason)
        return typed

    def chosen_options(self) -> list[options.Option]:
        """Return the lines as options."""
        plain, alone = options.typed(self.cleaned_data["answers"])
        return options.coded(*plain, other=self.cleaned_data["other"], alone=alone)


class Single(Choosing):
    """One answer."""

    name = "single"
    label = "One answer"
    about = "People choose one of the answers that you write."
    example = {"options": options.coded("Once a week", "Every 2 weeks", "Once a month")}
    form = SingleForm
