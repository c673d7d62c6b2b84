"""The lines of the settings page. Each part of the room registers its own in `AppConfig.ready`; the page only asks."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.ui.todo import Line

PEOPLE_WHO_SIGN_IN, THIS_GROUP, CHECKS = "People who sign in", "This group", "Checks"
"""The sections of the settings page, in order."""


@dataclass(frozen=True)
class Place:
    """One line of the settings page.

    text: the link, verb first. reason: what it is for, in one sentence. name: of an address that needs only the
    group. power: who is shown it. order: the lower, the nearer to the top. heading: the section it stands under.
    """

    text: str
    reason: str
    name: str
    power: Power = Power.RUN_GROUP
    order: int = 50
    heading: str = THIS_GROUP


_places: list[Place] = []


def register(place: Place) -> None:
    """Have this line shown on every group's settings page."""
    _places.append(place)


def sections(request: HttpRequest) -> list[tuple[str, list[Line]]]:
    """Return the sections with what this user may open, those without a line left out."""
    mine = sorted((place for place in _places if may(request, place.power)), key=lambda place: place.order)
    group = request.group.slug  # type: ignore[attr-defined]
    found = {
        heading: [
            Line(text=place.text, url=reverse(place.name, args=[group]), reason=place.reason)
            for place in mine
            if place.heading == heading
        ]
        for heading in (PEOPLE_WHO_SIGN_IN, THIS_GROUP, CHECKS)
    }
    return [(heading, lines) for heading, lines in found.items() if lines]
