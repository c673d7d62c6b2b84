"""A few words on one line."""

from typing import Any

from django import forms

from .base import Question
from .free_text import FreeText
from .words import LONGEST_LINE, LineOfWordsField, one_line


class ShortText(FreeText):
    """A short answer in their own words."""

    name = "short_text"
    label = "A few words"
    about = f"People write one line, up to {LONGEST_LINE} characters. Somebody must read every one."
    keying = "line"

    def most_words(self, name: str) -> int:
        """Return what fits on the line."""
        return LONGEST_LINE

    def field(self, question: Question) -> forms.Field:
        """Return one line."""
        return LineOfWordsField(label=question["text"], help_text=question["help"], required=False)

    def read(self, question: Question, name: str, value: Any) -> Any:
        """Return the words on one line."""
        return one_line(super().read(question, name, value))

    def paper(self, question: Question) -> dict[str, Any]:
        """Return one line to write on."""
        return {"shape": "lines", "lines": 1}
