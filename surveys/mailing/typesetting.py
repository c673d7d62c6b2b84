"""A print run typeset: letters and white slips some at a time, each form once, then bound into packs.

A large run is set in a process of its own, so that the website's process, or the worker's, keeps none of its memory.
A form has no mark of anybody, so what is enclosed in 1,000 packs is set once for each edition and size of print.
Printed on both sides, each part begins on a new sheet: a form must never share one with a name.
"""

import base64
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from supportgroup.documents.apart import made_apart
from supportgroup.documents.binding import Book, Leaf
from supportgroup.documents.pdf import compile_each, compile_pdf
from supportgroup.documents.sections import Section, read
from surveys.questionnaire import paper

LETTERS, WHITE_SLIPS, YELLOW_SLIP = (
    f"surveys/mailing/letters/{name}.typ" for name in ("print_run", "white_slips", "yellow_slips")
)
AT_ONCE = 25
"""Letters set by one call: for a while Typst remembers what it has set, about 1 MB a letter."""
HERE_AT_MOST = 100
"""Letters that are set in the process that asks, within 2 seconds; to begin another takes one."""

_SPOKEN = ("words", "lang", "dir")
_Letter = dict[str, Any]


def typeset(run: dict[str, Any], *, title: str, cover: bytes | None = None) -> bytes:
    """Return the packs of a run as one PDF, in the order of its letters, each with a bookmark that says its number.

    run: as `printing.run_data` makes it. cover: the PDF of a sheet that lies on top. RuntimeError where the data do not
    fit the templates.
    """
    if len(run["letters"]) <= HERE_AT_MOST:
        return _bound(run, title, cover).finished()
    on_top = base64.b64encode(cover).decode() if cover is not None else None
    return made_apart(f"{__name__}:typeset_told", {"run": run, "title": title, "cover": on_top})


def typeset_told(told: dict[str, Any]) -> bytes:
    """Return the packs of a run that came through a pipe, set in this process."""
    cover = base64.b64decode(told["cover"]) if told["cover"] is not None else None
    return _bound(told["run"], told["title"], cover).finished()


def pages_of(run: dict[str, Any]) -> int:
    """Return how many pages the packs of a run have, the empty backs between their parts counted."""
    return len(_bound(run, "Packs"))


def _bound(run: dict[str, Any], title: str, cover: bytes | None = None) -> Book:
    packs, letters = _Packs(run, title), run["letters"]
    if cover is not None:
        packs.book.lay_on_top(cover, double_sided=run.get("double_sided", True))
    parts = [letters[first : first + AT_ONCE] for first in range(0, len(letters), AT_ONCE)]
    papers = compile_each((paper for some in parts for paper in packs.papers(some)), title=title)
    for some in parts:
        packs.bind(some, papers)
    return packs.book


class _Packs:
    """Packs that are being bound, and what is the same in many of them."""

    def __init__(self, run: dict[str, Any], title: str) -> None:
        self.book = Book()
        self._run, self._title = run, title
        self._has_yellow_slip = bool(run["enclosed"] and run.get("yellow_slip"))
        self._double_sided = run.get("double_sided", True)
        editions = run.get("editions", {})
        self._spoken: dict[str, dict[str, Any]] = {"": {}} | {
            code: {key: form[key] for key in _SPOKEN} for code, form in editions.items()
        }
        self._enclosed: dict[tuple[Any, ...], Section] = {}

    def papers(self, some: list[_Letter]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what is each one's own, as it must be set: letters, then the white slips where they are enclosed."""
        words = {key: self._run[key] for key in ("sender", "survey", "kind", "enclosed")}
        words["spoken"] = self._run.get("spoken", {})
        yield LETTERS, {**words, "letters": some, "double_sided": self._double_sided}
        if self._run["enclosed"]:
            words = {"sender": self._run["sender"], "yellow": self._has_yellow_slip, "spoken": self._spoken}
            yield WHITE_SLIPS, {**words, "letters": [{"edition": "", **one} for one in some]}

    def bind(self, some: list[_Letter], papers: Iterator[bytes]) -> None:
        """Put the packs of some letters at the end of the book. papers: theirs come next."""
        letters = self._each(read(next(papers)))
        slips = self._each(read(next(papers))) if self._run["enclosed"] else []
        for at, (one, letter) in enumerate(zip(some, letters, strict=True)):
            self._add(letter, bookmark=one["record_number"])
            if slips:
                self._add(self.book.copy_of(self._form(one)))
                self._add(slips[at])
            if self._has_yellow_slip:
                self._add(self.book.copy_of(self._yellow_slip(one)))

    def _add(self, leaves: list[Leaf], *, bookmark: str = "") -> None:
        if self._double_sided:
            self.book.start_sheet()
        self.book.add(leaves, bookmark=bookmark)

    def _each(self, section: Section) -> list[list[Leaf]]:
        """Return each one's pages of a section: they begin where the bookmark of its heading leads."""
        leaves = self.book.copy_of(section)
        return [leaves[start:end] for start, end in pairwise([*section.starts, len(leaves)])]

    def _form(self, one: _Letter) -> Section:
        """Return the form of somebody's edition ("" is the standard one) in their size of print, set once."""
        edition, size = one.get("edition", ""), one.get("form_size", one["text_size"])
        form = self._run["editions"][edition] if edition else self._run["questionnaire"]
        content = {
            "sender": {"hospital": self._run["sender"]["hospital"]}, "questionnaire": form, "text_size": size,
            "double_sided": self._double_sided,
        }  # fmt: skip
        return self._once(("form", edition, size), paper.TEMPLATE, content)

    def _yellow_slip(self, one: _Letter) -> Section:
        """Return the yellow slip in the words of somebody's edition, the same on every copy."""
        edition, size = one.get("yellow", ""), one["text_size"]
        slip = self._run["yellow_slip"] | (self._run["yellow_slips"][edition] if edition else {})
        content = {"sender": self._run["sender"], "yellow_slip": slip, "text_size": size}
        return self._once(("yellow slip", edition, size), YELLOW_SLIP, content)

    def _once(self, key: tuple[Any, ...], template: str, content: dict[str, Any]) -> Section:
        if key not in self._enclosed:
            self._enclosed[key] = read(compile_pdf(template, content, title=self._title))
        return self._enclosed[key]
