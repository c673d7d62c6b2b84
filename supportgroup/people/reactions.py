"""News of a person travels up: the five events, and the answers that rooms above register in `AppConfig.ready`.

An answer runs inside the action that tells, in its transaction: all of it happens or nothing does.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.ui.wording import counted

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
_moves: dict[Answer, str] = {}


def register(event: Event, answer: Answer, *, moves: str = "") -> None:
    """Have `answer(person, by=actor, **told)` called whenever this happens.

    moves: what an answer to MERGED returns the number of, for the page that asks before: "message" or "reply,replies".
    """
    _answers[event].append(answer)
    if moves:
        _moves[answer] = moves


def tell(event: Event, person: Person, *, by: Actor, **told: Any) -> list[Any]:
    """Let every room answer, in the order in which they registered; return what they answered."""
    return [answer(person, by=by, **told) for answer in _answers[event]]


def moved_in_words(answers: list[Any]) -> list[str]:
    """Return what the answers to MERGED moved: ["4 messages", "1 survey they were asked in"]."""
    pairs = zip(_answers[Event.MERGED], answers, strict=True)
    return [counted(number, *_moves[answer].split(",")) for answer, number in pairs if answer in _moves and number]
