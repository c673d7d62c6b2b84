"""That a list was checked travels up: rooms above register their answer, which runs inside the same action."""

from collections.abc import Callable, Collection
from typing import Any

from supportgroup.access.actor import Actor

from .models import TraceList

Answer = Callable[..., Any]
Speaker = Callable[..., Collection[str]]
_answers: list[Answer] = []
_speakers: list[Speaker] = []


def register(answer: Answer) -> None:
    """Have `answer(list, by=actor)` called whenever a list is checked, or somebody in it was looked at."""
    _answers.append(answer)


def tell_checked(checked: TraceList, *, by: Actor) -> None:
    """Let every room above answer, in the order in which they registered."""
    for answer in _answers:
        answer(checked, by=by)


def speak_for(speaker: Speaker) -> None:
    """Have `speaker(user, group, today)` name the lists it speaks of on Today, so that each has one line."""
    _speakers.append(speaker)


def spoken_for(user: Any, group: Any, today: Any) -> set[str]:
    """Return what the lists are about that a room above speaks of on this user's Today."""
    return {about for speaker in _speakers for about in speaker(user, group, today)}
