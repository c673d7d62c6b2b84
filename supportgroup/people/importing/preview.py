"""The page on which a spreadsheet is checked: how many rows of each kind, and one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from supportgroup import clock
from supportgroup.people.models import Import
from supportgroup.people.words import WORDS, said

from .actions import sheet_of
from .columns import FIELDS, SEVERAL
from .judging import Kind, Row, judge, values_of
from .register import register_of
from .rules import mark_of

ROWS = 50
_WORDS = {Kind.REFUSE: "Refused", Kind.ADD: "To be added", Kind.CHANGE: "To be changed", Kind.SAME: "Nothing new"}


@dataclass(frozen=True)
class Line:
    """One row of the spreadsheet: its line, who it names as it is written there, and what becomes of it."""

    number: int
    name: str
    born: str
    nhs_number: str
    what: Sequence[str]


@dataclass(frozen=True)
class Preview:
    """What the page shows. show: the letter of the kind of rows that is asked for."""

    imported: Import
    show: str
    page_number: str

    @property
    def counts(self) -> dict[Kind, int]:
        """Return how many rows there are of each kind, in the order of the page."""
        shown = self.imported
        numbers = (shown.refused, shown.added, shown.changed, shown.unchanged)
        return dict(zip(_WORDS, numbers, strict=True))

    @property
    def mark(self) -> str:
        return mark_of(self.imported.verdicts)

    @property
    def news(self) -> int:
        """Return how many rows would be written."""
        return self.imported.added + self.imported.changed

    @property
    def in_words(self) -> str:
        """Return what would happen, without what would not: "61 will be added. 6 rows are refused."."""
        told = (
            (self.imported.added, "{} will be added", "{} will be added"),
            (self.imported.changed, "{} will be changed", "{} will be changed"),
            (self.imported.unchanged, "{} row says nothing new", "{} rows say nothing new"),
            (self.imported.refused, "{} row is refused", "{} rows are refused"),
        )
        return " ".join((one if count == 1 else many).format(f"{count:,}") + "." for count, one, many in told if count)

    @cached_property
    def kind(self) -> Kind:
        """Return the kind of rows that is shown: what was asked for, else the first that there is."""
        asked = [kind for kind in _WORDS if kind == self.show]
        there = [kind for kind, count in self.counts.items() if count]
        return (asked + there + [Kind.ADD])[0]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Return the kinds for `ui/components/choices.html`."""
        return [
            {"text": _WORDS[kind], "count": count, "url": f"?show={kind}", "current": kind == self.kind}
            for kind, count in self.counts.items()
        ]

    @property
    def heading(self) -> str:
        return _WORDS[self.kind]

    @property
    def last_column(self) -> str:
        """Return what the last column is called, "" where there is none."""
        return {Kind.REFUSE: "Why", Kind.CHANGE: "What changes"}.get(self.kind, "")

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        """Return one page of the rows of this kind."""
        of_kind = [row for row, letter in zip(self._rows, self.imported.verdicts, strict=True) if letter == self.kind]
        return Paginator(of_kind, ROWS).get_page(self.page_number)

    @cached_property
    def lines(self) -> list[Line]:
        rows = list(self.page.object_list)
        what = self._changes(rows) if self.kind == Kind.CHANGE else {}
        return [self._line(row, what.get(row[0], [])) for row in rows]

    @cached_property
    def _rows(self) -> list[Row]:
        return sheet_of(self.imported).rows

    def _line(self, row: Row, what: Sequence[str]) -> Line:
        number, cells = row
        names = (self._cell(cells, "last_name"), self._cell(cells, "first_name"))
        reason = self.imported.refusals.get(str(number), "")
        return Line(
            number=number,
            name=", ".join(name for name in names if name),
            born=self._cell(cells, "date_of_birth"),
            nhs_number=self._cell(cells, "nhs_number"),
            what=[reason] if reason else what,
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        columns = self.imported.columns
        return cells[columns.index(name)].strip()[:80] if name in columns else ""

    def _changes(self, rows: Sequence[Row]) -> dict[int, list[str]]:
        """Return for each of these rows what would change, as the register is now."""
        columns, today = self.imported.columns, clock.today()
        values = [values_of(cells, columns, today=today) for _, cells in rows]
        verdicts = judge(rows, columns, register_of(self.imported.group, like=values), today=today)
        return {
            verdict.line: [
                f"{FIELDS[name]}: {_short(name, verdict.before[name])} → {_short(name, value)}"
                for name, value in verdict.values.items()
            ]
            for verdict in verdicts
        }


def _short(name: str, value: Any) -> str:
    return said(name, value).replace("\n", ", ") or "nothing"


def samples(rows: Sequence[Row], column: int) -> str:
    """Return what a column holds in the first rows, so that it is known again."""
    found = dict.fromkeys(cells[column].strip()[:40] for _, cells in rows[:20] if cells[column].strip())
    return "; ".join(list(found)[:3])


def accepted() -> list[tuple[str, str]]:
    """Return each field with what its cells may hold, for the page on which a file is chosen."""
    told = dict.fromkeys(SEVERAL, "In one column or several") | {
        "first_name": "Needed",
        "last_name": "Needed",
        "nhs_number": "10 digits, with or without spaces",
        "date_of_birth": "Day, month, year in 4 digits: 31/03/1980",
        "standing_since": "Needed where they died or moved",
        "do_not_contact": "Yes or no",
        "on_immunoglobulin": "Yes or no",
    }
    words = {name: " · ".join(choices.values()) for name, choices in WORDS.items()}
    return [(label, words.get(name) or told.get(name, "Text")) for name, label in FIELDS.items()]
