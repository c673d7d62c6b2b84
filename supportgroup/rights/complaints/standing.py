"""How a complaint stands, and who on the register may have made it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from supportgroup import clock
from supportgroup.people import typed
from supportgroup.people.folding import folded
from supportgroup.people.models import Person
from supportgroup.ui import wording

from .choices import State
from .models import Complaint

_COLOURS = {State.NEW: "red", State.OPEN: "blue", State.CLOSED: "grey"}
SUGGESTIONS = 5


@dataclass(frozen=True)
class Standing:
    """A complaint as its row and its page show it."""

    complaint: Complaint
    colour: str
    says: str
    is_late: bool


def standing_of(complaint: Complaint, *, today: datetime.date) -> Standing:
    """Return how a complaint stands."""
    late = complaint.state == State.NEW and complaint.acknowledge_by < today
    return Standing(complaint, _COLOURS[State(complaint.state)], _says(complaint, late=late), is_late=late)


def _says(complaint: Complaint, *, late: bool) -> str:
    if complaint.state == State.CLOSED and complaint.closed_on:
        return f"{complaint.get_outcome_display()}. Closed on {wording.day(complaint.closed_on)}."
    if complaint.state == State.OPEN and complaint.acknowledged_on:
        return f"Acknowledged on {wording.day(complaint.acknowledged_on)}. Look into it, and tell them what came of it."
    by = wording.full_day(complaint.acknowledge_by)
    return f"It was to be acknowledged by {by}. Do it now." if late else f"To be acknowledged by {by}."


def chosen_state(asked_for: str, *, counts: Mapping[str, int]) -> str:
    """Return the state whose complaints are listed: what was asked for, else the first of which there are any."""
    if asked_for in State.values:
        return asked_for
    return next((state for state in (State.NEW, State.OPEN) if counts.get(state)), State.NEW)


def choices(counts: Mapping[str, int], *, chosen: str) -> list[dict[str, Any]]:
    """Return the states as choices, each with how many there are."""
    return [
        {"text": state.label, "url": f"?state={state}", "count": counts.get(state, 0), "current": state == chosen}
        for state in State
    ]


def facts(complaint: Complaint) -> list[dict[str, Any]]:
    """Return who complained and how, as a summary list."""
    told = {
        "Number": complaint.reference,
        "From": complaint.name,
        "Came": f"{wording.full_day(complaint.received_on)}, {complaint.get_way_display().lower()}",
        "Email": complaint.email,
        "Phone": complaint.phone,
        "Address": complaint.address,
        "Acknowledged": wording.day(complaint.acknowledged_on) if complaint.acknowledged_on else "",
        "What they were told": complaint.answer,
    }
    return [{"key": key, "value": value} for key, value in told.items() if value]


def steps(complaint: Complaint) -> list[dict[str, str]]:
    """Return what was done, newest first."""
    return [
        {
            "when": f"{wording.day(moment.date())}, {wording.clock_time(moment.time())}",
            "who": step.by_name,
            "what": step.what,
        }
        for step in reversed(complaint.steps.all())
        if (moment := step.taken_at.astimezone(clock.LONDON))
    ]


def suggestions(complaint: Complaint, people: Any, *, search: str) -> list[Person]:
    """Return the people of the register who may have complained, at most 5: those found by what was typed, or, where
    nothing was, those with this email address or this name."""
    if search:
        return list(people.found_by(typed.sought(search))[:SUGGESTIONS])
    first, _, last = complaint.name.partition(" ")
    like = Q(filed_under=folded(f"{last} {first}"))
    if complaint.email:
        like |= Q(email__iexact=complaint.email)
    return list(people.filter(like)[:SUGGESTIONS])
