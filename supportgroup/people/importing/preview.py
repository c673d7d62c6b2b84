"""The page on which a spreadsheet is checked: how many rows of each kind, and one page of them."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from supportgroup import clock
from supportgroup.people.models import Import
from supportgroup.people.typed import NotUnderstood
from supportgroup.people.words import WORDS, said

from .actions.store import sheet_of, table_of
from .cells import value_of
from .columns import FIELDS, SEVERAL
from .judging import Kind, Row, Table, Verdict, judge, values_of
from .reading import Sheet
from .register import register_of
from .rules import MARKS, mark_of

ROWS = 50
_WORDS = {
    Kind.REFUSE: "Refused",
    Kind.ASK: "To be decided",
    Kind.ADD: "To be added",
    Kind.CHANGE: "To be changed",
    Kind.SAME: "Nothing new",
}


@dataclass(frozen=True)
class Line:
    """One row of the spreadsheet: its line, who it names as it is written there, and what becomes of it.

    what: why it is refused, or what would change. notes: what was understood although it was unusual. person: the key
    of whom on the register it is about. answer: what somebody said of it.
    """

    number: int
    name: str
    born: str
    nhs_number: str
    what: Sequence[str]
    notes: Sequence[str] = ()
    person: int | None = None
    answer: str = ""


@dataclass(frozen=True)
class Preview:
    """What the page shows. show: the letter of the kind of rows that is asked for."""

    imported: Import
    show: str
    page_number: str

    @property
    def counts(self) -> dict[Kind, int]:
        """Return how many rows there are of each kind, in the order of the page."""
        return {kind: self.imported.verdicts.count(kind) for kind in _WORDS}

    @property
    def asked(self) -> int:
        """Return how many rows may be about somebody we know, or not, and nobody has said which."""
        return self.counts[Kind.ASK]

    @property
    def refused(self) -> int:
        """Return how many rows cannot be imported."""
        return self.counts[Kind.REFUSE]

    @property
    def answered(self) -> bool:
        """Tell whether any row was decided, so that it can be looked at again."""
        return bool(self.imported.answers)

    @property
    def remarks(self) -> list[tuple[str, int]]:
        """Return what was understood although it was unusual, with the number of rows."""
        return list(self.imported.remarks.items())

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
            (self.asked, "{} row is to be decided", "{} rows are to be decided"),
            (self.refused, "{} row is refused", "{} rows are refused"),
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
        what = {Kind.REFUSE: "Why", Kind.CHANGE: "What changes", Kind.ASK: "What would change"}.get(self.kind, "")
        return what or ("What we did" if any(line.notes for line in self.lines) else "")

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        """Return one page of the rows of this kind."""
        of_kind = [row for row, letter in zip(self._rows, self.imported.verdicts, strict=True) if letter == self.kind]
        return Paginator(of_kind, ROWS).get_page(self.page_number)

    @cached_property
    def lines(self) -> list[Line]:
        rows: list[Row] = list(self.page.object_list)
        verdicts = self._judged(rows)
        return [self._line(row, verdicts[row[0]]) for row in rows]

    @property
    def people(self) -> list[int]:
        """Return the keys of the people of the register of whom something is shown."""
        return [line.person for line in self.lines if line.person and line.what]

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.imported)

    @property
    def _rows(self) -> list[Row]:
        return self.sheet.rows

    def _line(self, row: Row, verdict: Verdict) -> Line:
        number, cells = row
        names = (self._cell(cells, "last_name"), self._cell(cells, "first_name"))
        born = verdict.values.get("date_of_birth") if self.kind == Kind.ADD else None
        reason = self.imported.refusals.get(str(number), "") if self.kind == Kind.REFUSE else ""
        return Line(
            number=number,
            name=", ".join(name for name in names if name),
            born=said("date_of_birth", born) if born else self._cell(cells, "date_of_birth"),
            nhs_number=self._cell(cells, "nhs_number"),
            what=[reason] if reason else _changes(verdict),
            notes=[*verdict.notes, *(MARKS[mark] for mark in self.sheet.marks.get(number, ""))],
            person=verdict.person,
            answer=self.imported.answers.get(str(number), ""),
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        columns = self.imported.columns
        text = cells[columns.index(name)].strip()[:80] if name in columns else ""
        return text if text.isprintable() else ""

    def _judged(self, rows: Sequence[Row]) -> dict[int, Verdict]:
        """Return the verdicts on these rows, as the register is now."""
        whole = table_of(self.imported, self.sheet)
        table = Table(rows, whole.columns, whole.answers, whole.is_1904)
        values = [_values(cells, table) for _, cells in rows]
        like = [one for one in values if {"first_name", "last_name"} <= one.keys()]
        verdicts = judge(table, register_of(self.imported.group, like=like), today=clock.today())
        return {verdict.line: verdict for verdict in verdicts}


def known_in(imported: Import, sheet: Sheet, lines: Collection[str]) -> list[int]:
    """Return the keys of whom on the register these lines of a spreadsheet may be about: by NHS number or by name."""
    values = [_who(cells, imported.columns) for line, cells in sheet.rows if str(line) in lines]
    register = register_of(imported.group, like=[one for one in values if {"first_name", "last_name"} <= one.keys()])
    return [known.key for alike in register.by_name.values() for known in alike]


def _who(cells: Sequence[str], columns: Sequence[str]) -> dict[str, Any]:
    """Return the name and the NHS number of a row, as far as they can be read, whatever else is wrong in it."""
    who: dict[str, Any] = {}
    for name, text in zip(columns, cells, strict=False):
        if name in ("first_name", "last_name", "nhs_number") and text.strip():
            with suppress(NotUnderstood, ValueError):
                who[name] = value_of(name, text, today=clock.today())[0]
    return who


def _values(cells: Sequence[str], table: Table) -> dict[str, Any]:
    try:
        return values_of(cells, table, today=clock.today())[0]
    except (NotUnderstood, ValueError):
        return {}


def _changes(verdict: Verdict) -> list[str]:
    """Return what changes, before and after, field by field."""
    if not verdict.before:
        return []
    return [
        f"{FIELDS[name]}: {_short(name, verdict.before[name])} → {_short(name, value)}"
        for name, value in verdict.values.items()
    ]


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
        "date_of_birth": "A date, day before month: 31/03/1980, 31-Mar-80",
        "standing_since": "Needed where they died or moved",
        "do_not_contact": "Yes or no",
        "on_immunoglobulin": "Yes or no",
        "interpreter": "Yes, no, or the language: Polish. Among the needs: Interpreter: Polish",
    }
    words = {name: " · ".join(choices.values()) for name, choices in WORDS.items()}
    return [(label, words.get(name) or told.get(name, "Text")) for name, label in FIELDS.items()]
