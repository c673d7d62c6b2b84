"""What all kinds with options share: their boxes on the page and on paper, their keys, their counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import Radios
from surveys.questionnaire.options import FEWEST_OPTIONS, Option

from .base import MORE_THAN_ONE, Kind, Question, Table
from .words import UnfitError

KEYS = "1234567890acdefghijk"
"""The key of each option in turn. B and M mean something else."""


def codes_of(question: Question) -> list[str]:
    """Return the codes of its options, in order."""
    return [option["code"] for option in question["options"]]


class Choosing(Kind):
    """One of some options."""

    keying = "choices"
    small = "boxes"
    routed = True
    reads_as = "commonest"

    def problems(self, question: Question) -> list[str]:
        """Return whether there are too few options, or two alike."""
        options, number, found = question["options"], question["number"], []
        if len(options) < FEWEST_OPTIONS:
            found.append(f"Question {number} needs at least {FEWEST_OPTIONS} answers to choose from.")
        if len({option["text"].casefold() for option in options}) < len(options):
            found.append(f"Question {number} has the same answer twice.")
        return found

    def field(self, question: Question) -> forms.Field:
        """Return round boxes; the option that stands apart comes last."""
        return forms.ChoiceField(
            label=question["text"],
            help_text=question["help"],
            required=False,
            choices=[(option["code"], option["text"]) for option in question["options"]],
            widget=Radios(exclusive=apart(question)),
        )

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return the code of an option."""
        if value in (None, ""):
            return ""
        if isinstance(value, str) and (value == MORE_THAN_ONE or value in codes_of(question)):
            return value
        raise UnfitError("choose one of its answers.")

    def longest_answer(self, question: Question) -> Any:
        """Return the longest code."""
        return max(codes_of(question), key=len, default="")

    def said(self, question: Question, given: Any) -> list[str]:
        """Return the words of the options that were chosen."""
        chosen = {given} if isinstance(given, str) else set(given)
        return [option["text"] for option in question["options"] if option["code"] in chosen]

    def keys(self, question: Question) -> list[tuple[str, Option]]:
        """Return 1, 2, 3 … for the options in their order."""
        return list(zip(KEYS, question["options"], strict=False))

    def keyed(self, question: Question, values: Sequence[str]) -> Any:
        """Return the one cross; of two, that there was more than one."""
        return values[0] if len(values) == 1 else (MORE_THAN_ONE if values else "")

    def paper(self, question: Question) -> dict[str, Any]:
        """Return that each option has a box."""
        return {"shape": "boxes"}

    def aside(self, question: Question) -> list[str]:
        """Return more than one cross, and what stands outside a scale, such as “Does not apply”."""
        return [MORE_THAN_ONE, *[option["code"] for option in question["options"] if option["alone"]]]

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return a row for each option in the base."""
        aside = self.aside(question)
        return Table(
            tuple((o["text"], counts.get(o["code"], 0)) for o in question["options"] if o["code"] not in aside)
        )


def apart(question: Question) -> str:
    """Return the code of the option that stands apart from the others, or ""."""
    return next((option["code"] for option in question["options"] if option["alone"]), "")
