"""What waits for somebody on their Today page, and how a room looks whether anything does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Line:
    """Something that waits for somebody. text begins with a verb; consequence is what hangs on the date."""

    text: str
    url: str
    reason: str = ""
    due: date | None = None
    consequence: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Watch:
    """One thing that a room looks after for a user. Most days most of them find nothing, so asking must be cheap.

    rows: querysets; something waits while one of them has a row. Those of all rooms are asked together, in one query.
    Without any, it costs nothing to ask. counted: each is counted, where lines say how many; elsewhere it is only
    asked whether there is a row at all. lines: makes the lines, told the count of each, or 1 and 0; called only where
    one has a row, and may still find nothing to say.
    """

    rows: Sequence[Any]
    lines: Callable[[Sequence[int]], Iterable[Line]]
    counted: bool = False
