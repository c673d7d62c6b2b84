"""How the lines of Today are put in order."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from supportgroup.ui.todo import Line


@dataclass(frozen=True)
class Day:
    """Today's lines by when: one urgent line lifted out, what is due by today, what comes later."""

    urgent: Line | None
    due: list[Line]
    later: list[Line]

    @property
    def count(self) -> int:
        """Return how many things wait."""
        return (self.urgent is not None) + len(self.due) + len(self.later)


def in_order(lines: Sequence[Line], *, today: datetime.date) -> Day:
    """Lift out the most urgent line; sort the others by date, those without one last."""
    ordered = sorted(lines, key=lambda line: (not line.urgent, line.due or datetime.date.max))
    urgent = ordered[0] if ordered and ordered[0].urgent else None
    rest = ordered[1:] if urgent else ordered
    return Day(
        urgent=urgent,
        due=[line for line in rest if line.due and line.due <= today],
        later=[line for line in rest if not line.due or line.due > today],
    )
