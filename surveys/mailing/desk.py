"""What comes in at the desk: a record number that is typed or scanned, with or without a key in front of it.

A scanner is a keyboard that ends with Enter. A letter in front of a number stands for a box: "u QVT1042-K" is an
envelope that came back. What was recorded travels in the page, signed, so that it can be taken back and is stored
nowhere: a list with moments would tie people to the order of their replies.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.core import signing

from .actions.outcomes import Recorded, Stand
from .numbers import why_not_read

SALT = "surveys.mailing slip"
LAST = 8
"""So many entries are listed to be taken back."""


def read(text: str, *, prefix: str, keys: Mapping[str, str]) -> tuple[str, str | None]:
    """Return what was typed without its key, and what the key stands for; None where no key was typed.

    keys: {letter: value}. A number that can be read as it stands has no key.
    """
    typed = text.strip()
    if why_not_read(typed, prefix=prefix) is None:
        return typed, None
    found = re.match(r"([a-z])[\s.:,-]*(?=\S)", typed, re.IGNORECASE)
    if found and found[1].upper() in keys:
        rest = typed[found.end() :]
        if why_not_read(rest, prefix=prefix) is None:
            return rest, keys[found[1].upper()]
    return typed, None


def signed(key: int, recorded: Recorded, *, call: int | None = None) -> str:
    """Return an entry as the page carries it. call: the key of the call that was logged with it."""
    return signing.dumps([key, *told_of(recorded), call], salt=SALT)


def entry(text: str) -> tuple[int, Recorded, int | None]:
    """Return whose entry this is, what it changed and its call; raise BadSignature where it is not ours."""
    key, before, after, on, call = signing.loads(text, salt=SALT)
    return key, read_recorded(before, after, on), call


def told_of(recorded: Recorded) -> list[Any]:
    """Return what was recorded as plain values, of which `read_recorded` makes it again."""
    return [_told(recorded.before), _told(recorded.after), recorded.on.isoformat()]


def read_recorded(before: list[Any], after: list[Any], on: str) -> Recorded:
    """Return what `told_of` told."""
    return Recorded(_stand(*before), _stand(*after), datetime.date.fromisoformat(on))


def listed(text: str) -> list[dict[str, str]]:
    """Return the last entries of the page, newest first, as `packed` gave them; none where they are not ours."""
    try:
        found: list[dict[str, str]] = signing.loads(text, salt=f"{SALT}s")
    except signing.BadSignature:
        return []
    return found


def packed(entries: list[dict[str, str]]) -> str:
    """Return these entries, each {"number", "words", "slip"}, as the page carries them."""
    return signing.dumps(entries[:LAST], salt=f"{SALT}s", compress=True)


def _told(stand: Stand) -> list[Any]:
    return [stand.outcome, stand.outcome_on.isoformat() if stand.outcome_on else "", stand.wish]


def _stand(outcome: int, day: str, wish: str) -> Stand:
    return Stand(outcome, datetime.date.fromisoformat(day) if day else None, wish)
