"""When a period may be set, when something may be destroyed."""

import datetime

LONGEST = 100 * 12


def why_not_period(
    *,
    months: int,
    least: int,
    never_below: int = 0,
    never_because: str = "",
    reason: str,
    applies_from: datetime.date,
    today: datetime.date,
) -> str | None:
    """Return why a period cannot be set, or None if it can.

    least: months below which a reason must stand. never_below: months that no reason shortens, and why.
    """
    if not 0 < months <= LONGEST:
        return "Enter a number of months from 1 to 1,200."
    if months < never_below:
        return f"These stay for {never_below} months at least: {never_because}."
    if applies_from < today:
        return "A new period begins today or later: what is destroyed already cannot be brought back."
    if months < least and not reason.strip():
        return f"This is shorter than the {least} months that the law or the code of practice asks for. Say why."
    return None


def why_not_hold(*, held: bool, chosen: int) -> str | None:
    """Return why something cannot be held, or None if it can."""
    if not chosen:
        return "This is not on the list any more. Somebody may have destroyed it a moment ago."
    return "This is kept for now already." if held else None


def why_not_destroy(*, chosen: int, due: int, held: int, may: bool) -> str | None:
    """Return why these things cannot be destroyed, or None if they can.

    chosen: how many were chosen; due: how many of them are due now; held: how many must be kept for now.
    """
    if not may:
        return "Only a nurse of this group can destroy these. Ask one to look through them."
    if not chosen:
        return "Choose at least one to destroy."
    if held:
        return "One of these must be kept for now. Nothing was destroyed."
    if due != chosen:
        return "One of these is not due any more, or somebody has destroyed it already. Nothing was destroyed."
    return None
