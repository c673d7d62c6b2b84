"""What all kinds with options share: their boxes on the page and on paper, their keys, their counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import Radios
from surveys.questionnaire.options import FEWEST_OPTIONS, Option, other_of
from surveys.questionnaire.phrases import of_question
from surveys.questionnaire.routing import other_key

from .base import MISSING, MORE_THAN_ONE, Kind, Question, Table, missing_in
from .words import LONGEST_LINE, LineOfWordsField, UnfitError, one_line

KEYS = "1234567890acdefghijk"
"""The key of each option in turn. B, M and U mean something else."""


def codes_of(question: Question) -> list[str]:
    """Return the codes of its options, in order."""
    return [option["code"] for option in question["options"]]


class Choosing(Kind):
    """One of some options."""

    keying = "choices"
    small = "boxes"
    routed = True
    reads_as = "commonest"

    def names(self, question: Question) -> dict[str, str]:
        """Add the words of the answer that people finish themselves."""
        names = super().names(question)
        other = {"other": other_key(question["number"])} if other_of(question["options"]) else {}
        return {"answer": names.pop("answer"), **other, **names}

    def words_in(self, question: Question) -> dict[str, str]:
        """Add what that answer says."""
        other = other_of(question["options"])
        return {**({"other": other["text"]} if other else {}), **super().words_in(question)}

    def most_words(self, name: str) -> int:
        """Return that such an answer is one line."""
        return LONGEST_LINE if name == "other" else super().most_words(name)

    def problems(self, question: Question) -> list[str]:
        """Return whether there are too few options, or two alike."""
        options, number, found = question["options"], question["number"], []
        if len(options) < FEWEST_OPTIONS:
            found.append(f"Question {number} needs at least {FEWEST_OPTIONS} answers to choose from.")
        if len({option["text"].casefold() for option in options}) < len(options):
            found.append(f"Question {number} has the same answer twice.")
        return found

    def fields(self, question: Question) -> dict[str, forms.Field]:
        """Add the line under the answer that people finish themselves."""
        fields = super().fields(question)
        if other_of(question["options"]):
            fields["other"] = LineOfWordsField(label=of_question(question, "please_say"), required=False)
        return fields

    def settle(self, question: Question, typed: dict[str, Any]) -> dict[str, Any]:
        """Take words under an answer as that answer, where no other was given; a script hides what is not meant."""
        other = other_of(question["options"])
        if not other or not typed.get("other") or typed["answer"] == other["code"]:
            return typed
        if typed["answer"]:
            said = self.said(question, typed["answer"])[0]
            sentence = f"You chose “{said}” and wrote under “{other['text']}”. Keep one of the two"
            raise UnfitError(sentence, phrase="one_of_two", said=said, other=other["text"])
        return {**typed, "answer": other["code"]}

    def field(self, question: Question) -> forms.Field:
        """Return round boxes; the option that stands apart comes last."""
        return forms.ChoiceField(
            label=question["text"],
            help_text=question["help"],
            required=False,
            choices=[(option["code"], option["text"]) for option in question["options"]],
            widget=Radios(exclusive=apart(question), reveals=revealed(question), divider=of_question(question, "or")),
        )

    def read(self, question: Question, name: str, value: Any) -> Any:
        """Return an answer; the words of the one that people finish themselves stand on one line."""
        kept = super().read(question, name, value)
        return one_line(kept) if name == "other" else kept

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return the code of an option."""
        if value in (None, ""):
            return ""
        if isinstance(value, str) and (value in MISSING or value in codes_of(question)):
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
        several = MORE_THAN_ONE if len(values) > 1 else ""
        return missing_in(values) or several or "".join(values)

    def paper(self, question: Question) -> dict[str, Any]:
        """Return that each option has a box."""
        return {"shape": "boxes"}

    def aside(self, question: Question) -> list[str]:
        """Return what is missing, and what stands outside a scale, such as “Does not apply”."""
        return [*MISSING, *[option["code"] for option in question["options"] if option["alone"]]]

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return a row for each option in the base."""
        aside = self.aside(question)
        return Table(
            tuple((o["text"], counts.get(o["code"], 0)) for o in question["options"] if o["code"] not in aside)
        )


def revealed(question: Question) -> dict[str, str]:
    """Return the code of the option under which there is a line, with the name of that field."""
    other = other_of(question["options"])
    return {other["code"]: "other"} if other else {}


def apart(question: Question) -> str:
    """Return the code of the option that stands apart from the others, or ""."""
    return next((option["code"] for option in question["options"] if option["alone"]), "")
