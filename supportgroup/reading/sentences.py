"""A text taken apart into sentences and words, with the place of each. Pure."""

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-\u2010\u2011][^\W_]+)*")
_SHORT = frozenset("mr mrs ms dr st prof eg ie etc vs approx".split())
"""Words with a full stop that ends no sentence; “No.” is one before a figure."""
_NUMBER = re.compile(r"(?i)\bno\.\s+\d")


@dataclass(frozen=True)
class Piece:
    """A sentence or a word of a text, and where it begins and ends in it."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Piece]:
    """Return the sentences of a text. The end of a line ends one too, because a heading has no full stop."""
    found, start = [], 0
    for end in _END.finditer(text):
        is_number = _NUMBER.match(text, max(end.start() - 2, 0))
        if not end[0].startswith("\n") and (is_number or _is_short(text[start : end.start()])):
            continue
        found.append(_piece(text, start, end.end()))
        start = end.end()
    found.append(_piece(text, start, len(text)))
    return [piece for piece in found if _WORD.search(piece.text)]


def words(text: str) -> list[Piece]:
    """Return the words and figures of a text; a word with hyphens is one."""
    return [Piece(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def _is_short(before: str) -> bool:
    last = re.search(r"([^\W\d_]+(?:\.[^\W\d_])*)$", before)
    return last is not None and (last[1].lower() in _SHORT or "." in last[1])


def _piece(text: str, start: int, end: int) -> Piece:
    inner = text[start:end]
    begins = start + len(inner) - len(inner.lstrip())
    return Piece(inner.strip(), begins, begins + len(inner.strip()))
