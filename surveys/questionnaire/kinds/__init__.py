"""The kinds of question, each in a file of its own, in one table.

A kind says all that the rest of the service asks about a question of it: what its writer types, what its reader is
shown, what counts as an answer, how it stands on paper, which keys it has when a form is keyed in, and how it is
counted. To add a kind is to write its file and to name it in KINDS. All kinds are pure: no database, no clock.

Files beside the kinds: base (the interface), choosing (what all kinds with options share), words (free text),
typed (a box for what has one way to be written down), writing (the form of a question's writer).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .base import Kind
from .date import Date
from .free_text import FreeText
from .grid import Grid
from .number import Number
from .rating import Rating
from .scale import Scale
from .short_text import ShortText
from .single import Single
from .tick_all import TickAllThatApply
from .yes_no import YesNo

Question = Mapping[str, Any]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Single(), TickAllThatApply(), Scale(), Grid(), YesNo(), Rating(), Number(), Date(), ShortText(), FreeText(),
    )
}  # fmt: skip
"""All kinds by their stored name, in the order in which a writer is offered them."""


def kind_of(question: Question) -> Kind:
    """Return the kind of a question."""
    return KINDS[question["kind"]]


def kind_choices() -> list[tuple[str, str]]:
    """Return stored name and label of every kind, for the database's column: a new kind needs no migration."""
    return [(name, kind.label) for name, kind in KINDS.items()]


def lines_of(questions: Sequence[Question]) -> list[Question]:
    """Return everything that is answered by itself, in order: a question is one line, a grid has one a statement."""
    return [line for question in questions for line in kind_of(question).lines(question)]


def on_paper(questions: Sequence[Question]) -> list[Question]:
    """Return the questions with what the paper form needs to print each."""
    return [{**question, **kind_of(question).paper(question)} for question in questions]
