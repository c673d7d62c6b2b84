"""An answer in somebody's own words."""

from typing import Any

from django import forms

from .base import Kind, Question
from .words import words_field


class FreeText(Kind):
    """In their own words."""

    name = "free_text"
    label = "In their own words"
    about = "People write up to 1,000 characters. Somebody must read every one."

    def words_in(self, question: Question) -> dict[str, str]:
        """Return that the answer itself is words."""
        return {"answer": ""}

    def field(self, question: Question) -> forms.Field:
        """Return a box of six lines."""
        return words_field(question["text"], rows=6, help_text=question["help"])

    def said(self, question: Question, given: Any) -> list[str]:
        """Return the words in quotation marks."""
        return [f"“{given}”"]

    def paper(self, question: Question) -> dict[str, Any]:
        """Return five lines to write on."""
        return {"shape": "lines", "lines": 5}
