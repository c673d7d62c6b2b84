"""The clock of a request, and what may be done with it when."""

import datetime
from collections.abc import Sequence

from .choices import Asker, Identity, State

MONTHS, LONGER_MONTHS = 1, 3
Stop = tuple[datetime.date, datetime.date | None]


def days_stopped(stops: Sequence[Stop], *, today: datetime.date) -> int:
    """Return for how many days the clock stood still: from the day we asked until the day before they answered."""
    return sum(((ended or today) - began).days for began, ended in stops)


def due_on(*, month_on: datetime.date, stops: Sequence[Stop], today: datetime.date) -> datetime.date:
    """Return the last day for an answer. month_on: the day one or three months after the request came.

    A clock that stands still moves it day by day. Where it falls on a weekend the law gives until the next working day;
    we do not take it.
    """
    return month_on + datetime.timedelta(days=days_stopped(stops, today=today))


def why_not_record(*, asked_on: datetime.date, today: datetime.date, open_already: bool) -> str | None:
    """Return why a request cannot be written down, or None if it can."""
    if asked_on > today:
        return "The day they asked must be today or in the past."
    if open_already:
        return "They have asked already, and that request is not answered yet. Answer it first."
    return None


def why_not_act(*, state: str) -> str | None:
    """Return why nothing can be done with a request any more, or None while it is open."""
    if state in (State.OPEN, State.STOPPED):
        return None
    return "This request has been answered already."


def why_not_stop(*, state: str, identity: str, waiting_for_identity: bool) -> str | None:
    """Return why the clock cannot be stopped, or None if it can."""
    if refusal := why_not_act(state=state):
        return refusal
    if state == State.STOPPED:
        return "The clock has been stopped already."
    if waiting_for_identity and identity:
        return "We have already made sure who is asking."
    return None


def why_not_longer(*, state: str, is_longer: bool, today: datetime.date, month_on: datetime.date) -> str | None:
    """Return why the time cannot be made longer, or None: they must be told within the first month."""
    if refusal := why_not_act(state=state):
        return refusal
    if is_longer:
        return "The time was made longer already. It can be done once."
    if today > month_on:
        return "The first month is over. They would have had to be told before."
    return None


def why_not_hand_over(*, state: str, identity: str, asker: str, handed_on: datetime.date, asked_on: datetime.date,
                      today: datetime.date) -> str | None:  # fmt: skip
    """Return why a copy cannot be said to be handed over, or None if it can."""
    if refusal := why_not_make(state=state, identity=identity, asker=asker):
        return refusal
    if not asked_on <= handed_on <= today:
        return "The day must be between the day they asked and today."
    return None


def why_not_make(*, state: str, identity: str, asker: str) -> str | None:
    """Return why the copy cannot be made, or None if it can: nobody's copy goes to somebody we are not sure of."""
    if refusal := why_not_act(state=state):
        return refusal
    if not identity:
        return "Make sure first who is asking, and write down how."
    if asker != Asker.THEMSELVES and identity == Identity.KNOWN:
        return "Somebody else asks for this person. Write down how they showed that they may."
    return None
