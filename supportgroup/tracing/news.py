"""That a list was checked travels up: rooms above register their answer, which runs inside the same action."""

from collections.abc import Callable
from typing import Any

from supportgroup.access.actor import Actor

from .models import TraceList

Answer = Callable[..., Any]
_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """Have `answer(list, by=actor)` called whenever a list is checked, or somebody in it was looked at."""
    _answers.append(answer)


def tell_checked(checked: TraceList, *, by: Actor) -> None:
    """Let every room above answer, in the order in which they registered."""
    for answer in _answers:
        answer(checked, by=by)
