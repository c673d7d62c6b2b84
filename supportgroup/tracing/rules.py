"""What may happen to a list and its result."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence

from .choices import Finding, ListState

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of a list's reference: none that are taken for another."""
LENGTH = 8


def why_not_make(*, traceable: int) -> str | None:
    """Return why a list cannot be made, or None if it can."""
    if traceable:
        return None
    return "Nobody can be checked: a list needs people with an NHS number, or with a date of birth."


def in_hand(*, state: str, downloaded: bool) -> str:
    """Return what would be lost if a newer list took the place of this one, as a sentence, or "" for nothing."""
    if state == ListState.LOADED:
        return "Its result has been loaded and waits to be looked at. It would be forgotten, and nobody marked."
    if state == ListState.WAITING and downloaded:
        return "It was downloaded, and its result has not come back. That result could not be loaded any more."
    return ""


def is_traceable(*, nhs_number: str, born: datetime.date | None) -> bool:
    """Tell whether the service can find somebody at all."""
    return bool(nhs_number or born)


def why_not_load(*, state: str, made_at: str, newer_at: str | None, checked: str) -> str | None:
    """Return why no result can be loaded for a list, or None if it can. checked: who loaded its result, and when."""
    if state == ListState.CHECKED:
        return f"The result of this list has been loaded already, {checked}. Nothing was done twice."
    if state == ListState.REPLACED:
        newer = f", made on {newer_at}" if newer_at else ""
        return f"This list, made on {made_at}, was replaced by a newer one{newer}. Load the result of that one."
    if state == ListState.GIVEN_UP:
        return f"This list, made on {made_at}, was given up. Make a new one."
    return None


def why_not_result(*, wanted: str, references: Sequence[str], known: Iterable[int], others: str | None) -> str | None:
    """Return why a file cannot be the result of this list, or None if it can. Nothing of it is taken then.

    wanted: the list's reference. references: those in the file. known: the numbers of the people in the list.
    others: what to say where the file answers another list, None where it answers none of the group's.
    """
    ours = [reference for reference in references if reference.startswith(f"{wanted}-")]
    if not references:
        return "The file holds no answers. Load the file as it came."
    if not ours:
        return others or "This is not the result of a list of this group. Look which list it answers."
    if len(ours) < len(references):
        return "The file answers more than one list. Load the file as it came."
    numbers = [number_of(reference) for reference in ours]
    if len(set(numbers)) < len(numbers):
        return "The file answers for the same person twice. Load the file as it came."
    missing = set(known) - set(numbers)
    if missing:
        asked = len(missing) + len(set(known) & set(numbers))
        return (
            f"The file answers for {asked - len(missing):,} of {asked:,} people, so it is not whole. "
            "Load the whole file: nobody is left unchecked by mistake."
        )
    return None


def number_of(reference: str) -> int:
    """Return the number behind the hyphen of a reference, 0 for none."""
    digits = reference.rpartition("-")[2]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < LENGTH else 0


def list_of(reference: str) -> str:
    """Return the part of a reference that names the list."""
    return reference.rpartition("-")[0]


def why_not_confirm(*, state: str, seen: str, now: str) -> str | None:
    """Return why a result cannot be confirmed, or None if it can. seen, now: marks of what was shown and of what is."""
    if state != ListState.LOADED:
        return "There is no result to confirm. Load it again."
    if seen != now:
        return "Something has changed since you looked at the result. Look at it again, then confirm."
    return None


def mark_of(judged: Iterable[tuple[int, str, str]]) -> str:
    """Return a mark of what was shown: number, finding and day of death of everybody."""
    return hashlib.sha256(repr(sorted(judged)).encode()).hexdigest()[:32]


def covers(finding: str) -> bool:
    """Tell whether somebody with this finding counts as checked."""
    return finding in (Finding.LIVES, Finding.LOOKED_AT)
