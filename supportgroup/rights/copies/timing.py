"""How a request stands today: until when it is due, what stops it, in words."""

import datetime
from dataclasses import dataclass

from supportgroup.ui import wording

from . import rules
from .choices import State
from .models import CopyRequest

_COLOURS = {
    State.OPEN: "blue",
    State.STOPPED: "yellow",
    State.HANDED_OVER: "green",
    State.REFUSED: "grey",
    State.WITHDRAWN: "grey",
}


def why_not_make(asked: CopyRequest) -> str | None:
    """Return why the copy of a request cannot be made now, or None."""
    return rules.why_not_make(state=asked.state, identity=asked.identity, asker=asked.asker)


@dataclass(frozen=True)
class Standing:
    """A request as its row and its page show it."""

    request: CopyRequest
    due_on: datetime.date
    is_late: bool
    colour: str
    says: str


def standing_of(request: CopyRequest, *, today: datetime.date, was_stopped: bool = True) -> Standing:
    """Return how a request stands. Its stops should be fetched beforehand where there are many.

    was_stopped: whether its clock ever stood still, where that is known; if not, nothing is asked.
    """
    stops = [(stop.began_on, stop.ended_on) for stop in request.stops.all()] if was_stopped else []
    due = rules.due_on(month_on=request.month_on, stops=stops, today=today)
    is_open = request.state == State.OPEN
    return Standing(
        request,
        due_on=due,
        is_late=is_open and due < today,
        colour=_COLOURS[State(request.state)],
        says=_says(request, due=due, today=today),
    )


def _says(request: CopyRequest, *, due: datetime.date, today: datetime.date) -> str:
    if request.closed_on:
        how = request.get_handed_display() or request.get_refusal_display()
        return f"{request.get_state_display()} on {wording.day(request.closed_on)}" + (f". {how}." if how else ".")
    if request.state == State.STOPPED:
        stop = next(stop for stop in request.stops.all() if stop.ended_on is None)
        waits = stop.get_waiting_for_display().lower()
        return f"The clock has stood still since {wording.day(stop.began_on)}: we wait for {waits}."
    if due < today:
        return f"It was due on {wording.full_day(due)}. Answer it now, and say why it is late."
    return f"To be answered by {wording.full_day(due)}."
