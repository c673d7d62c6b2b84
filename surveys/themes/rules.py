"""When themes may be changed, merged and shown, and which words of a text are a quotation."""

import re
from collections.abc import Mapping

from surveys.screening.choices import TextState
from surveys.screening.rules import LONGEST

LONGEST_NAME, LONGEST_ABOUT = 60, 200
"""Letters of a theme's name, and of the line that says what belongs to it."""

DESTROYED = "What people wrote has been destroyed, so its themes stay as they were counted."


def plain(name: str) -> str:
    """Return a name with single spaces."""
    return " ".join(name.split())


def twin_of(name: str, known: Mapping[int, str]) -> int | None:
    """Return the key of the theme that is called so, however its letters and spaces are written; or None."""
    wanted = plain(name).casefold()
    return next((key for key, other in known.items() if plain(other).casefold() == wanted), None)


def why_not_tag(state: str) -> str | None:
    """Return why a text cannot be tagged or quoted, or None while it is released."""
    if state == TextState.RELEASED:
        return None
    return "PALS has taken this text back: nobody else reads it now. What you ticked is not kept."


def why_not_merge(*, same: bool, together: bool, merged: bool) -> str | None:
    """Return why one theme cannot be merged into another, or None.

    same: it is the other. together: both are of one question. merged: one of them has been merged already.
    """
    if same:
        return "A theme cannot be merged into itself: choose another."
    if not together:
        return "Only themes of one question can be merged."
    return "One of these themes has been merged meanwhile. Look at the list again." if merged else None


def why_not_show(*, written: int, waiting: int, unread: int, themes: int) -> str | None:
    """Return why a question's themes cannot be put into the results, or None.

    written: texts there are. waiting: of them, those PALS has not read. unread: released ones nobody has read for
    themes. themes: how many are on any text.
    """
    if not written:
        return DESTROYED
    if waiting:
        return f"PALS has not read {_texts(waiting)} yet. Counts of a part would mislead."
    if unread:
        return f"Read the other {_texts(unread)} first. Counts of a part would mislead."
    return None if themes else "No text has a theme yet."


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Return where these words stand in a text, first letter and length; None where they do not, or cut a word.

    Letters may be large or small and lines broken elsewhere: what is quoted is the text, not what was typed.
    """
    typed = r"\s+".join(re.escape(word) for word in words.split())
    if not typed or len(words) > LONGEST:
        return None
    found = re.search(rf"(?<!\w){typed}(?!\w)", text, re.IGNORECASE)
    return (found.start(), found.end() - found.start()) if found else None


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"
