"""What the pages of requests show: facts, choices, the way back."""

from typing import Any

from django.urls import reverse

from supportgroup.rights.writing import how_it_goes
from supportgroup.ui import wording

from . import letters
from .models import CopyRequest


def facts(asked: CopyRequest) -> list[dict[str, Any]]:
    """Return one request as a summary list."""
    told = {
        "Asked on": wording.full_day(asked.asked_on),
        "How": asked.get_way_display(),
        "Who asked": f"{asked.get_asker_display()}{': ' + asked.asker_name if asked.asker_name else ''}",
        "Wants it": asked.get_format_display(),
        "Who they are": f"{asked.get_identity_display()} ({wording.day(asked.identity_on)})"
        if asked.identity_on
        else "",
        "Two months more": f"{asked.get_longer_display()}. They were told on {wording.day(asked.longer_told_on)}."
        if asked.longer_told_on
        else "",
        "Clock stood still": "\n".join(_stop(stop) for stop in asked.stops.all()),
        "PALS’s part": f"Made on {wording.day(asked.pals_part_on)}" if asked.pals_part_on else "",
        "Handed over": asked.get_handed_display(),
        "Refused": asked.get_refusal_display(),
        "Written down by": asked.recorded_by.name if asked.recorded_by else "",
        "Answered by": asked.closed_by.name if asked.closed_by else "",
    }
    rows: list[dict[str, Any]] = [{"key": key, "value": value} for key, value in told.items() if value]
    if asked.person:
        person = {"key": "About", "value": str(asked.person), "url": asked.person.get_absolute_url()}
        return [person, *rows]
    return [{"key": "About", "value": "Somebody who was erased"}, *rows]


def done(asked: CopyRequest, saved: str, letter: str) -> str:
    """Return what staff read after a step that is told in a letter; where none goes, why, or that they tell it."""
    if message := letters.newest(asked):
        return f"{saved} {how_it_goes(message, letter)}"
    return f"{saved} We have no way to write to them: tell them yourself {letter}."


def choices(*, waiting: int, every: int, answered: bool) -> list[dict[str, Any]]:
    """Return the two lists of requests."""
    return [
        {"text": "Not answered", "url": "?state=waiting", "count": waiting, "current": not answered},
        {"text": "Answered", "url": "?state=answered", "count": every - waiting, "current": answered},
    ]


def crumbs(group: str, *through: CopyRequest, itself: bool = True) -> list[dict[str, Any]]:
    """Return the way back from a page of a request."""
    found = [{"text": "Today", "url": reverse("today", args=[group])}]
    if itself:
        found.append({"text": "Copies", "url": reverse("copy_requests", args=[group])})
    return found + [{"text": str(asked), "url": asked.get_absolute_url()} for asked in through]


def _stop(stop: Any) -> str:
    until = f" until {wording.day(stop.ended_on)}" if stop.ended_on else ""
    return f"{stop.get_waiting_for_display()}: from {wording.day(stop.began_on)}{until}"
