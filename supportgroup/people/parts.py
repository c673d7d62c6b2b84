"""What rooms above add to a person's page: each registers its part in `AppConfig.ready`, this room only asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from supportgroup.access.choices import Power
from supportgroup.access.gate import may

from .models import Person


@dataclass(frozen=True)
class Part:
    """One section of a person's page.

    heading: of the section. power: who is shown it. template: its inside. context: what the template needs, from
    the request and the person; None leaves the section out. order: the lower, the nearer to the top.
    stylesheet: a static file that the inside needs, "" for none.
    """

    heading: str
    power: Power
    template: str
    context: Callable[[HttpRequest, Person], dict[str, Any] | None]
    order: int = 50
    stylesheet: str = ""


_parts: list[Part] = []
_first: list[Callable[[Person], list[str]]] = []


def register(part: Part) -> None:
    """Have this part shown on every person's page."""
    _parts.append(part)


def registered() -> tuple[Part, ...]:
    """Return every part that rooms have registered."""
    return tuple(_parts)


def register_first(sentences: Callable[[Person], list[str]]) -> None:
    """Have these sentences shown before everything else, where the page says what must be respected."""
    _first.append(sentences)


def first_of(person: Person) -> list[str]:
    """Return what rooms above ask to be respected about a person: with whom to speak in their place."""
    return [sentence for sentences in _first for sentence in sentences(person)]


def parts_of(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    """Return the parts this user is shown: heading, template, and the context under `it`."""
    mine = [part for part in sorted(_parts, key=lambda part: part.order) if may(request, part.power)]
    return [
        {"heading": part.heading, "template": part.template, "it": context, "stylesheet": part.stylesheet}
        for part in mine
        if (context := part.context(request, person)) is not None
    ]
