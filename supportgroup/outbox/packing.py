"""What the post room gets: the pile as one PDF, its count sheet on top; labels for envelopes without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.documents.pdf import compile_pdf
from supportgroup.people.models import Person
from supportgroup.people.window import address_lines, window_lines
from supportgroup.ui.wording import clock_time, counted, day

from . import runs
from .kinds import Pack, kind_called, label_of
from .models import Message, PrintRun
from .policy import ENVELOPE, ENVELOPES, LABEL_SHEETS
from .printing import CANNOT_PRINT, letters_of, pdf_of

COUNT_SHEET, LABELS = "outbox/count_sheet.typ", "outbox/labels.typ"
GRAMS_A_SHEET = 5
"""Of A4 paper of 80 g a square metre, rounded up."""


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels, in millimetres: where the first begins, how large each is, how far apart across."""

    across: int
    down: int
    left: float
    top: float
    width: float
    height: float
    pitch: float


SHEETS = {
    "L7160": LabelSheet(across=3, down=7, left=7.21, top=15.15, width=63.5, height=38.1, pitch=66.04),
    "L7163": LabelSheet(across=2, down=7, left=4.63, top=15.15, width=99.1, height=38.1, pitch=101.6),
}
"""Avery's sheets of 21 and of 14 labels. The labels of a column touch each other."""


def pile(run: PrintRun) -> bytes:
    """Return the whole run as one PDF: the count sheet on a sheet of its own, then the letters in post order."""
    title = f"{run}: {label_of(run.kind)}, letters to print"

    def cover(letters: Sequence[Message]) -> bytes:
        return compile_pdf(COUNT_SHEET, _counted(run, letters) | {"on_top": True}, title=title)

    return pdf_of(run, cover=cover)


def count_sheet(run: PrintRun) -> bytes:
    """Return one page: how many packs there are, of which kind, what is needed for them. It names nobody."""
    letters = letters_of(run)
    return compile_pdf(COUNT_SHEET, _counted(run, letters) | {"on_top": False}, title=f"Count sheet of {run}")


def labels(run: PrintRun, *, sheet: str) -> bytes:
    """Return the addresses of a run on sheets of labels, in the order of the letters. sheet: a name of `SHEETS`."""
    letters, made_for = letters_of(run), SHEETS[sheet]
    data = {"addresses": [_address(letter) for letter in letters], "sheet": made_for.__dict__}
    return compile_pdf(LABELS, data, title=f"Address labels of {run}, for {sheet}")


def packs_of(run: PrintRun, letters: Sequence[Message]) -> list[Pack]:
    """Return the kinds of packs in these letters; a kind of letter that says nothing of it is one pack of each."""
    kind = kind_called(run.kind)
    if kind is None:
        raise Refused(CANNOT_PRINT)
    return list(kind.packs(letters)) if kind.packs else [Pack("Letter", len(letters), 0)]


def _counted(run: PrintRun, letters: Sequence[Message]) -> dict[str, Any]:
    packs, envelope = packs_of(run, letters), ENVELOPE.in_force(run.group, on=clock.today())
    in_all = sum(pack.packs for pack in packs)
    enclosed = {
        thing: sum(pack.packs for pack in packs if thing in pack.enclosed) for pack in packs for thing in pack.enclosed
    }
    needed = [["Outer envelopes", f"{in_all:,}", dict(ENVELOPES)[envelope]]]
    if envelope in LABEL_SHEETS:
        sheet = SHEETS[envelope]
        sheets = -(-in_all // (sheet.across * sheet.down))
        needed.append(["Sheets of labels", f"{sheets:,}", f"{envelope}, {sheet.across * sheet.down} on a sheet"])
    needed += [[thing, f"{number:,}", "One in each pack that has a form"] for thing, number in enclosed.items()]
    made = localtime(run.made_at)
    return {
        "hospital": run.group.hospital_name,
        "title": runs.title_of(run),
        "run": str(run),
        "made": f"{day(made.date())}, {clock_time(made.time())}",
        "rows": [_row(pack) for pack in packs],
        "foot": ["All", f"{in_all:,}", "", f"{sum(pack.packs * pack.sheets for pack in packs):,}", ""],
        "needed": needed,
        "order": [_ends(letters[0]), _ends(letters[-1])],
        "packs": counted(in_all, "pack"),
    }


def _row(pack: Pack) -> list[str]:
    if not pack.pages:
        return [pack.format, f"{pack.packs:,}", "", "", ""]
    weight = f"{pack.sheets * GRAMS_A_SHEET} g"
    return [pack.format, f"{pack.packs:,}", f"{pack.pages:,}", f"{pack.packs * pack.sheets:,}", weight]


def _ends(letter: Message) -> str:
    """Return by what somebody knows the first and the last of the pile: the postcode, which names nobody."""
    return letter.addressee.postcode if isinstance(letter.addressee, Person) else ""


def _address(letter: Message) -> list[str]:
    to = letter.addressee
    if isinstance(to, Person):
        return address_lines(to)
    return window_lines(str(to), getattr(to, "address", ""))
