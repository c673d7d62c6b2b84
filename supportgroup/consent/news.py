"""That somebody took back a yes travels up: rooms above register their answer, which runs inside the same action."""

from collections.abc import Callable
from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.people.models import Person

Answer = Callable[..., Any]
_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """Have `answer(person, by=actor)` called whenever somebody says no or takes back a yes."""
    _answers.append(answer)


def tell_taken_back(person: Person, *, by: Actor) -> None:
    """Let every room above answer, in the order in which they registered."""
    for answer in _answers:
        answer(person, by=by)
