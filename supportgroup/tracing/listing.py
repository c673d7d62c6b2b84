"""What the pages of this room show: lists with their state in words, a result by what it means, rows to act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.people.words import LABELS, said
from supportgroup.ui import wording
from supportgroup.ui.wording import counted

from .choices import Finding, ListState, Why
from .models import Traced, TraceList
from .results import Result, mark_of

COLOURS = {
    ListState.WAITING: "blue",
    ListState.LOADED: "yellow",
    ListState.CHECKED: "green",
    ListState.REPLACED: "grey",
    ListState.GIVEN_UP: "grey",
}

ROWS = 50
"""Shown at once of what is to be done; when some are done, the next come up."""


@dataclass(frozen=True)
class Row:
    """One person of a list on a page: who, what is to be known of them, and what came back otherwise."""

    traced: Traced
    words: str = ""
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """A result before it is confirmed."""

    results: list[Result]

    @property
    def mark(self) -> str:
        return mark_of(self.results)

    @property
    def died(self) -> list[Row]:
        """Return those whose death would be marked."""
        return [
            Row(one.traced, f"on {wording.day(one.says.died_on)}" if one.says.died_on else "the day is not known")
            for one in self._with(Finding.DIED)
        ]

    @property
    def unsure(self) -> list[Row]:
        """Return those of whom a person must say whether they live."""
        return [Row(one.traced, str(Why(one.says.why).label)) for one in self._with(Finding.UNSURE)]

    @property
    def changed(self) -> list[Row]:
        """Return those of whom something else came back than we have."""
        return [
            Row(one.traced, changes=changes_of(one.traced, one.says.proposals))
            for one in self.results
            if one.says.proposals
        ]

    @property
    def lives(self) -> int:
        return len(self._with(Finding.LIVES))

    @property
    def button(self) -> str:
        """Return what confirming does: "Mark 2 deaths and record the check"."""
        deaths = len(self.died)
        return f"Mark {counted(deaths, 'death')} and record the check" if deaths else "Record the check"

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the counts for `ui/components/figure_strip.html`."""
        return [
            {"number": self.lives, "words": "no death is known"},
            {"number": len(self.died), "words": "died"},
            {"number": len(self.unsure), "words": "to be looked at"},
        ]

    def _with(self, finding: str) -> list[Result]:
        return [one for one in self.results if one.says.finding == finding]


def changes_of(traced: Traced, proposals: Any) -> list[str]:
    """Return what came back otherwise, before and after, field by field."""
    return [
        f"{LABELS[name]}: {_short(name, getattr(traced.person, name))} → {_short(name, value)}"
        for name, value in proposals.items()
    ]


def rows_to_look_at(listed: TraceList) -> list[Row]:
    """Return the first of those of a checked list of whom a person must still say whether they live."""
    found = listed.traced.to_look_at().select_related("person", "list")[:ROWS]
    return [Row(one, one.get_why_display()) for one in found]


def rows_to_decide(listed: TraceList) -> list[Row]:
    """Return the first of those of a checked list of whom something else came back and nobody has decided."""
    found = listed.traced.with_proposals().select_related("person", "list")[:ROWS]
    return [Row(one, changes=changes_of(one, one.proposals)) for one in found]


def figures_of(listed: TraceList) -> list[dict[str, Any]]:
    """Return the counts of a checked list for `ui/components/figure_strip.html`."""
    return [
        {"number": listed.people, "words": "in the list"},
        {"number": listed.died, "words": "died"},
        {"number": listed.unsure, "words": "to be looked at"},
        {"number": listed.changed, "words": "with other details"},
    ]


def _short(name: str, value: Any) -> str:
    return said(name, value).replace("\n", ", ") or "nothing"
