"""A number from 0 to 10, with words for both ends."""

from collections.abc import Mapping
from typing import Any

from django import forms

from surveys.questionnaire.options import Option
from surveys.questionnaire.phrases import of_question

from .base import Question, Table
from .choosing import Choosing
from .writing import LineField, QuestionForm, why_line

TOP = 10
KEYS = "0123456789t"
"""T is ten."""


def steps() -> list[Option]:
    """Return 0 to 10 as options; their codes are the numbers."""
    return [{"code": str(step), "text": str(step), "go_to": None, "alone": False} for step in range(TOP + 1)]


class RatingForm(QuestionForm):
    """A question from 0 to 10; the nurse says what both ends mean."""

    low = LineField(label="What 0 means", max_length=40, help_text="For example, “Not at all likely”.")
    high = LineField(label="What 10 means", max_length=40, help_text="For example, “Extremely likely”.")
    why = why_line()

    def chosen_options(self) -> list[Option]:
        """Return the eleven steps."""
        return steps()

    def details(self) -> dict[str, Any]:
        """Return the words for both ends."""
        return {"low": self.cleaned_data["low"], "high": self.cleaned_data["high"]}


class Rating(Choosing):
    """A rating from 0 to 10."""

    name = "rating"
    label = "Rating from 0 to 10"
    about = "People choose a number from 0 to 10. You say what both ends mean. Results show the average."
    example: dict[str, Any] = {"options": steps(), "details": {"low": "Not at all likely", "high": "Extremely likely"}}
    form = RatingForm
    small = "row"
    reads_as = "mean"

    def field(self, question: Question) -> forms.Field:
        """Return the steps in a row, and above it what its ends mean."""
        field = super().field(question)
        field.help_text = f"{question['help']} {ends(question)}".strip()
        field.widget.attrs["class"] = "sg-rating"
        return field

    def said(self, question: Question, given: Any) -> list[str]:
        """Return "7 out of 10"."""
        return [of_question(question, "out_of", number=given)]

    def keys(self, question: Question) -> list[tuple[str, Option]]:
        """Return each number as its own key, and T for ten."""
        return list(zip(KEYS, question["options"], strict=True))

    def paper(self, question: Question) -> dict[str, Any]:
        """Return a row of boxes with the numbers above and the words under its ends."""
        return {"shape": "row", "low": question["details"]["low"], "high": question["details"]["high"]}

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return a row for each step, and the sum of all ratings."""
        return Table(super().table(question, counts).parts, float(sum(int(code) * n for code, n in counts.items())))

    def mean_in_words(self, question: Question, mean: float) -> str:
        """Return "The average is 7.4 out of 10"."""
        return f"The average is {mean:.1f} out of {TOP}"


def ends(question: Question) -> str:
    """Return what both ends mean, as a hint."""
    details = question["details"]
    return of_question(question, "rating_ends", low=details["low"], high=details["high"])
