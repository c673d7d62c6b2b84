"""News of a person travels up: the five events, and the answers that rooms above register in `AppConfig.ready`.

An answer runs inside the action that tells, in its transaction: all of it happens or nothing does.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from supportgroup.access.actor import Actor

from .models import Person


class Event(StrEnum):
    """What may happen to a person that other rooms must answer.

    WITHDREW: they asked not to be contacted, or moved to another hospital; the person says which.
    DIED: told when it is recorded. MERGED: two rows were one person; told=into, the row that stays.
    DOWNLOADED: the answers return what each room holds on them. ERASED: what each room holds on them goes.
    """

    WITHDREW = "withdrew"
    DIED = "died"
    MERGED = "merged"
    DOWNLOADED = "downloaded"
    ERASED = "erased"


Answer = Callable[..., Any]
_answers: dict[Event, list[Answer]] = {event: [] for event in Event}


def register(event: Event, answer: Answer) -> None:
    """Have `answer(person, by=actor, **told)` called whenever this happens."""
    _answers[event].append(answer)


def tell(event: Event, person: Person, *, by: Actor, **told: Any) -> list[Any]:
    """Let every room answer, in the order in which they registered; return what they answered."""
    return [answer(person, by=by, **told) for answer in _answers[event]]
