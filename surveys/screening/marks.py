"""What in a text could name somebody: names, numbers, addresses, dates, rare conditions. Pure.

Rather too much than too little is marked: somebody looks at each mark, and what is not marked is read as well.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from supportgroup.people.folding import folded

from .everyday import CONDITIONS, WORDS

REGISTER, STAFF, NAME, NHS_NUMBER, PHONE, EMAIL, POSTCODE, ADDRESS, DATE, CONDITION, OWN = (
    "a name on the register", "a name of staff", "a name", "an NHS number", "a phone number", "an email address",
    "a postcode", "an address", "a date", "a condition", "words",
)  # fmt: skip
SHORT = 2
"""Letters up to which a name is one only with a capital."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NAMED = r"[A-Z][\w'’-]+"
_CONDITIONS = "|".join(sorted(map(re.escape, CONDITIONS), key=len, reverse=True))
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (NHS_NUMBER, re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    (PHONE, re.compile(r"(?<!\w)(?:\+?44[ -]?(?:\(0\)[ -]?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,10}(?!\d)")),
    (POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    (
        ADDRESS,
        re.compile(
            rf"\b\d{{1,4}}[a-z]? (?:{_NAMED} ){{1,3}}"
            r"(?:Street|St|Road|Rd|Lane|Ln|Close|Avenue|Ave|Drive|Way|Court|Crescent|Place|Terrace|Gardens|Grove)\b"
        ),
    ),
    (
        DATE,
        re.compile(
            rf"\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|{_DAY}(?: of)? {_MONTH}\b(?:,? \d{{4}})?"
            rf"|{_MONTH} {_DAY}\b(?:,? \d{{4}})?|{_MONTH},? \d{{4}})",
            re.IGNORECASE,
        ),
    ),
    (
        NAME,
        re.compile(
            r"\b(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Nurse|Sister|Matron|Auntie|Uncle)\.? "
            rf"{_NAMED}(?: {_NAMED})?"
        ),
    ),
    (CONDITION, re.compile(rf"\b(?:{_CONDITIONS})\b", re.IGNORECASE)),
    (CONDITION, re.compile(r"\b[\w'’-]+ (?:syndrome|disease)\b", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A part of a text, from letter `start` to before letter `end`, and why it is marked."""

    start: int
    end: int
    why: str


def find(text: str, *, register: Collection[str], staff: Collection[str]) -> list[Mark]:
    """Return the marks of a text in order; none overlap. register, staff: words of names, folded."""
    found = [Mark(*match.span(), why) for why, shape in _SHAPES for match in shape.finditer(text)]
    found += _names(text, register, REGISTER)
    found += _names(text, staff, STAFF)
    return _apart(found)


def words_of(text: str) -> set[str]:
    """Return every word of a text as names are compared: folded, a part of a double name alone too."""
    return {part for match in _WORD.finditer(text) for part in _parts(match.group())}


def where(text: str, words: str) -> list[Mark]:
    """Return each place in which these words stand in a text, large or small letters alike."""
    wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return [Mark(*match.span(), OWN) for match in wanted.finditer(text)]


def blanked(text: str, marks: Sequence[Mark]) -> str:
    """Return the text with what was marked there left out, and said what it was: "[a name]"."""
    for mark in sorted(_apart(list(marks)), key=lambda mark: mark.start, reverse=True):
        text = f"{text[: mark.start]}[{_said(mark)}]{text[mark.end :]}"
    return text


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with why it is marked, "" where it is not."""
    place = 0
    for mark in marks:
        yield text[place : mark.start], ""
        yield text[mark.start : mark.end], mark.why
        place = mark.end
    yield text[place:], ""


def _said(mark: Mark) -> str:
    """Return what stands in its place: of whom a name was, register or staff, is not told."""
    return {REGISTER: NAME, STAFF: NAME, OWN: "left out"}.get(mark.why, mark.why)


def _names(text: str, names: Collection[str], why: str) -> Iterator[Mark]:
    for match in _WORD.finditer(text):
        found = [part for part in _parts(match.group()) if part in names]
        plain = all(part in WORDS or len(part) <= SHORT for part in found)
        if found and (not plain or match.group()[0].isupper()):
            yield Mark(*match.span(), why)


def _parts(word: str) -> set[str]:
    word = re.sub(r"['’]s$", "", word)
    return {folded(word), *(folded(part) for part in word.split("-"))} - {""}


def _apart(found: list[Mark]) -> list[Mark]:
    """Return marks of which none overlap: the earliest, and of those that begin together the longest."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            kept[-1] = Mark(kept[-1].start, mark.end, kept[-1].why)
    return kept
