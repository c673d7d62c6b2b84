"""By when a complaint is acknowledged, and what may be done with it when."""

import datetime

from .choices import State, Told

DAYS = 30
"""The law asks for an acknowledgement within 30 days of receipt (Data Protection Act 2018, section 164A)."""


def acknowledge_by(received_on: datetime.date) -> datetime.date:
    """Return the last day for the acknowledgement."""
    return received_on + datetime.timedelta(days=DAYS)


def why_not_record(*, received_on: datetime.date, today: datetime.date) -> str | None:
    """Return why a complaint cannot be written down, or None if it can."""
    return "The day it came must be today or in the past." if received_on > today else None


def why_not_acknowledge(*, state: str, how: str, email: str, address: str) -> str | None:
    """Return why a complaint cannot be acknowledged in this way, or None if it can."""
    if state != State.NEW:
        return "This complaint has been acknowledged already."
    if how == Told.EMAIL and not email:
        return "They gave us no email address."
    if how == Told.LETTER and not address:
        return "They gave us no postal address."
    return None


def why_not_follow(*, state: str) -> str | None:
    """Return why nothing can be added to a complaint, or None if it can."""
    return "This complaint is closed." if state == State.CLOSED else None


def why_not_close(*, state: str, told_outcome: bool) -> str | None:
    """Return why a complaint cannot be closed, or None if it can."""
    if state == State.CLOSED:
        return "This complaint is closed already."
    if state == State.NEW:
        return "Acknowledge it first. The law asks for it, whatever comes of it."
    return None if told_outcome else "Tell them what came of it, then close."
