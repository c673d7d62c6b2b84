"""What every kind of question can be asked. A question is a dict as a version keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from surveys.questionnaire.routing import why_key

from .words import LONGEST_WORDS, kept_words, words_field
from .writing import QuestionForm

Question = Mapping[str, Any]
MORE_THAN_ONE = "*"
UNREADABLE = "?"
MISSING = (MORE_THAN_ONE, UNREADABLE)
"""On paper: more than the question takes, and what nobody can read. Both are missing, and each is counted apart.

What was left blank has no code: an answer is left out, on paper as online, so that no reply tells how it came.
"""
WIDEST = "\N{GRINNING FACE}"
"""A character that takes the most bytes there are: four."""


@dataclass(frozen=True)
class Table:
    """A question's answers, counted: `parts` in order, and beside them the sum of all values where they have one."""

    parts: tuple[tuple[str, int], ...]
    total: float | None = None


class Kind:
    """One kind of question; a subclass says what is different.

    name: as stored. label, about: as a writer is offered it, with `example` drawn beneath.
    form: what a writer types. routed: one answer can lead to a later question.
    keying: how it is keyed: "choices", "words" or "line". small: how its writer sees it: "boxes", "row", "table",
    "line" or "words". page: the template that draws it, where one field alone does not. several: any number of answers.
    reads_as: the sentence of its result: "scale" (the two best together), "commonest", "mean" or "" for words alone.
    doubts: what a keyed form had whose answer to it is missing, by its code.
    """

    name = ""
    label = ""
    about = ""
    example: Mapping[str, Any] = {}
    form: type[QuestionForm] = QuestionForm
    routed = False
    several = False
    page = ""
    keying = "words"
    small = "words"
    reads_as = ""
    doubts: Mapping[str, str] = {
        MORE_THAN_ONE: "had more than one cross",
        UNREADABLE: "had a cross that cannot be read",
    }

    def lines(self, question: Question) -> list[Question]:
        """Return what is answered by itself: the question, or each of its statements as a question of its own."""
        return [question]

    def names(self, question: Question) -> dict[str, str]:
        """Return the fields of a line and the keys their answers are kept under: {"answer": "18", "why": "18w"}."""
        why = {"why": why_key(question["number"])} if question["why"] else {}
        return {"answer": str(question["number"]), **why}

    def words_in(self, question: Question) -> dict[str, str]:
        """Return the names of the fields that hold people's own words, and what each asks for."""
        return {"why": question["why"]} if question["why"] else {}

    def most_words(self, name: str) -> int:
        """Return how many characters a field for words takes."""
        return LONGEST_WORDS

    def problems(self, question: Question) -> list[str]:
        """Return what is wrong with a draft's question, in sentences."""
        return []

    def fields(self, question: Question) -> dict[str, forms.Field]:
        """Return the fields of the page that asks it."""
        why = {"why": words_field(question["why"], rows=4)} if question["why"] else {}
        return {"answer": self.field(question), **why}

    def field(self, question: Question) -> forms.Field:
        """Return the field of its answer."""
        raise NotImplementedError

    def settle(self, question: Question, typed: dict[str, Any]) -> dict[str, Any]:
        """Return what was typed, made to go together; raise UnfitError where only its writer can say how."""
        return typed

    def read(self, question: Question, name: str, value: Any) -> Any:
        """Return an answer in its one canonical form, "" for none; raise UnfitError for what is no answer."""
        if name in self.words_in(question):
            return kept_words(value, most=self.most_words(name))
        return self.read_answer(question, value)

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return the canonical form of the answer itself."""
        raise NotImplementedError

    def longest(self, question: Question, name: str) -> Any:
        """Return an answer that takes as many bytes as any: all replies are sealed in one size."""
        return WIDEST * self.most_words(name) if name in self.words_in(question) else self.longest_answer(question)

    def longest_answer(self, question: Question) -> Any:
        """Return the longest of the answers themselves."""
        raise NotImplementedError

    def in_words(self, question: Question, answers: Mapping[str, Any]) -> list[str]:
        """Return what was answered to a line as people read it, own words in quotation marks."""
        given = answers.get(str(question["number"]))
        names = self.names(question)
        own = [answers.get(names[name]) for name in self.words_in(question) if name != "answer"]
        return [*(self.said(question, given) if given else []), *[f"“{words}”" for words in own if words]]

    def said(self, question: Question, given: Any) -> list[str]:
        """Return an answer in words."""
        return [str(given)]

    def keys(self, question: Question) -> list[tuple[str, dict[str, Any]]]:
        """Return the key to press for each option when a form is keyed in."""
        return []

    def keyed(self, question: Question, values: Sequence[str]) -> Any:
        """Return the answer that stands on paper, of all that was keyed for it."""
        return missing_in(values) or " ".join(values)

    def typed_as(self, question: Question) -> str:
        """Return what stands behind the box of a typed answer when a form is keyed in."""
        return ""

    def paper(self, question: Question) -> dict[str, Any]:
        """Return how it is printed: `shape` ("boxes", "row", "lines", "cells", "table") and what that shape needs."""
        raise NotImplementedError

    def aside(self, question: Question) -> list[str]:
        """Return the answers that stand outside the base of its result."""
        return list(MISSING)

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return the rows of its result, of how often each answer in the base was given."""
        return Table(())

    def mean_in_words(self, question: Question, mean: float) -> str:
        """Return the average as the beginning of a sentence, for a kind that has one."""
        raise NotImplementedError


def missing_in(values: Sequence[str]) -> str:
    """Return the code of a missing answer that was keyed, "" where none was. What cannot be read outweighs the rest."""
    return next((code for code in (UNREADABLE, MORE_THAN_ONE) if code in values), "")
