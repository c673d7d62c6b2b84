"""Decisions about upkeep: is a passphrase long enough, is something late, which code may a new group have."""

import datetime
from collections.abc import Collection

LEAST_LETTERS = 15
CONSONANTS = "bcdfghjkmnpqrtvwxz"
"""Of these codes are made, so that none is a word."""


def why_not_passphrase(passphrase: str) -> str | None:
    """Return why this passphrase is too weak to keep names by, or None if it will do."""
    if len(passphrase) >= LEAST_LETTERS:
        return None
    return f"The passphrase must have {LEAST_LETTERS} letters or more. Four unlikely words are easy to keep."


def is_late(at: datetime.datetime | None, *, now: datetime.datetime, after: datetime.timedelta) -> bool:
    """Tell whether something last happened longer ago than it may, or never."""
    return at is None or now - at > after


def free_code(taken: Collection[str], letters: Collection[str]) -> str | None:
    """Return the first code of three of these letters, in the order given, that no group has; None where all are."""
    chosen = list(letters)
    codes = (first + second + third for first in chosen for second in chosen for third in chosen)
    return next((code for code in codes if code not in taken and len(set(code)) == len(code)), None)


def age(at: datetime.datetime, *, now: datetime.datetime) -> str:
    """Return how long ago a moment was: "less than a minute ago", "12 minutes ago", "5 hours ago", "3 days ago"."""
    seconds = max(0, int((now - at).total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "less than a minute ago"
