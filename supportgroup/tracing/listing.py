"""What the pages of this room show: lists with their state in words, a result by what it means, rows to act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

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


KINDS = {
    "died": ("Died", "When"),
    "unsure": ("To be looked at", "Why"),
    "changed": ("Other details", "What would change"),
}
"""Kind of rows of a result -> what it is called, and the column beside the names."""


@dataclass(frozen=True)
class Row:
    """One person of a list on a page: who, what is to be known of them, and what came back otherwise."""

    traced: Traced
    words: str = ""
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """A result before it is confirmed. show: the word of the kind of rows that is asked for."""

    results: list[Result]
    show: str = ""
    page_number: str = "1"

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind that is shown."""
        return {"died": len(self.died), "unsure": len(self.unsure), "changed": len(self.changed)}

    @property
    def kind(self) -> str:
        """Return the kind of rows that is shown: what was asked for, else the first there is, or ""."""
        there = [kind for kind, count in self.counts.items() if count]
        return ([kind for kind in there if kind == self.show] + there + [""])[0]

    @property
    def heading(self) -> str:
        return KINDS[self.kind][0]

    @property
    def column(self) -> str:
        """Return what the column beside the names is called."""
        return KINDS[self.kind][1]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Return the kinds for `ui/components/choices.html`."""
        return [
            {"text": KINDS[kind][0], "count": count, "url": f"?show={kind}", "current": kind == self.kind}
            for kind, count in self.counts.items()
            if count
        ]

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        """Return one page of the rows of this kind."""
        rows: list[Row] = getattr(self, self.kind) if self.kind else []
        return Paginator(rows, ROWS).get_page(self.page_number)

    @property
    def mark(self) -> str:
        return mark_of(self.results)

    @cached_property
    def died(self) -> list[Row]:
        """Return those whose death would be marked."""
        return [
            Row(one.traced, f"on {wording.day(one.says.died_on)}" if one.says.died_on else "the day is not known")
            for one in self._with(Finding.DIED)
        ]

    @cached_property
    def unsure(self) -> list[Row]:
        """Return those of whom a person must say whether they live."""
        return [Row(one.traced, str(Why(one.says.why).label)) for one in self._with(Finding.UNSURE)]

    @cached_property
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
