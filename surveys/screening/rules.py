"""When a text may be released, withheld or put back, and what may be blanked out."""

from .choices import TextState
from .marks import Mark, where

DESTROYED = "What was written here has been destroyed, so nothing can be decided anew."
LONGEST = 4_000
"""Letters of a released text: blanking out may make it longer than it was written."""


def why_not_screen(state: str) -> str | None:
    """Return why a text cannot be released or withheld, or None while it waits."""
    if state == TextState.WAITING:
        return None
    return f"Somebody has {TextState(state).label.lower()} this text already. Put it back first."


def why_not_put_back(state: str, *, words: str) -> str | None:
    """Return why a text cannot be put back, or None. words: as they were written, "" where they are destroyed."""
    if not words:
        return DESTROYED
    return "This text waits already." if state == TextState.WAITING else None


def own_marks(text: str, lines: str) -> tuple[list[Mark], list[str]]:
    """Return where these words, one lot on a line, stand in a text, and those that do not stand there."""
    wanted = [line.strip() for line in lines.splitlines() if line.strip()]
    found = {words: where(text, words) for words in wanted}
    return [mark for marks in found.values() for mark in marks], [words for words in wanted if not found[words]]
