"""The list of people leaves the service: what stands in each column, by role, and how it is written without harm."""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.ui import wording

from .choices import Need
from .facts import minor_words, need_tags, need_words, standing_words
from .listing import Listing
from .models import ClinicalOutline, Person
from .words import LABELS, OUTLINE_LABELS, said

AT_A_TIME = 500
MOST_ON_PAPER = 1000
COLUMNS = (
    "last_name", "first_name", "title", "date_of_birth", "nhs_number", "preferred_route", "email", "phone", "address",
    "postcode", "language", "needs", "print_size", "letters_in", "do_not_contact",
)  # fmt: skip
_HARMFUL = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Taking:
    """Who takes the list, when, and which filters hold: what stands on top of it."""

    by: str
    on: datetime.date
    group: str
    filters: str
    people: int

    @property
    def lines(self) -> list[str]:
        """Return the lines on top of a file or a print."""
        return [
            f"Confidential: {self.group}. Who is on this list is health information.",
            f"Taken by {self.by} on {wording.day(self.on)}: {wording.counted(self.people, 'person', 'people')}.",
            f"Who is on it: {self.filters or 'everybody'}. Destroy it when you no longer need it.",
        ]


def headings(*, clinical: bool) -> list[str]:
    """Return the name of each column; clinical ones only for who may see them."""
    outline = list(OUTLINE_LABELS.values()) if clinical else []
    return [LABELS[name] for name in COLUMNS] + ["Under 18", "With the service"] + outline


def cells(person: Person, *, clinical: bool, today: datetime.date) -> list[str]:
    """Return what stands in each column for one person."""
    row = [_said(person, name) for name in COLUMNS]
    row += [minor_words(person, today=today), standing_words(person) or "Current patient"]
    if clinical:
        outline = getattr(person, "outline", None) or ClinicalOutline()
        row += [said(name, getattr(outline, name)) for name in OUTLINE_LABELS]
    return row


ON_PAPER = ("Name", "Born", "NHS number", "How to reach them", "Address", "What to respect")


def on_paper(person: Person, *, today: datetime.date) -> list[str]:
    """Return the few cells that fit across a page: no clinical word is printed."""
    reach = [said("preferred_route", person.preferred_route), person.email, person.phone]
    respect = [minor_words(person, today=today), standing_words(person), *(tag.words for tag in need_tags(person))]
    return [
        person.listed_name,
        _said(person, "date_of_birth"),
        said("nhs_number", person.nhs_number),
        ", ".join(part for part in reach if part),
        ", ".join(part for part in (_said(person, "address"), person.postcode) if part),
        ", ".join(part for part in respect if part),
    ]


def written(keys: Sequence[int], shown: Listing, taking: Taking) -> Iterator[bytes]:
    """Yield the list as CSV, some hundred people at a time, however many they are."""
    yield b"\xef\xbb\xbf"  # spreadsheet programs take it for UTF-8 then
    yield _csv([[line] for line in taking.lines] + [headings(clinical=shown.clinical)])
    for people in batches(keys, shown):
        yield _csv(cells(person, clinical=shown.clinical, today=shown.today) for person in people)


def batches(keys: Sequence[int], shown: Listing) -> Iterator[list[Person]]:
    """Yield the people of these keys in their order, some hundred at a time; who is gone meanwhile is left out."""
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        found = shown.people.filter(pk__in=some)
        people = (found.select_related("outline") if shown.clinical else found).in_bulk()
        yield [people[key] for key in some if key in people]


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_HARMFUL) else cell


class _Lines:
    """A file for the CSV writer that only hands back what is written."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    writer: Any = csv.writer(_Lines())
    return "".join(writer.writerow([harmless(cell) for cell in row]) for row in rows).encode()


def _said(person: Person, name: str) -> str:
    if name == "print_size" and "large_print" not in person.needs:
        return ""
    if name == "date_of_birth":
        return f"{person.date_of_birth:%d/%m/%Y}" if person.date_of_birth else ""
    if name == "needs":
        interpreter = need_words(Need.INTERPRETER, person)
        return said(name, person.needs).replace(Need.INTERPRETER.label, interpreter)
    return said(name, getattr(person, name)).replace("\n", ", ").replace("\u00a0", " ")
