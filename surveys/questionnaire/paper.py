"""What the printed form is made of: the same on every copy, so nothing of a person. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from .choices import EASY_READ, STANDARD
from .kinds import on_paper
from .phrases import ON_PAPER

TEMPLATE = "surveys/questionnaire/questionnaire.typ"
EASY_READ_SIZE = 16
"""Points, at least, of an easy-read form."""


def form_of(title: str, number: int, questions: Sequence[Mapping[str, Any]], *, licence: str = "") -> dict[str, Any]:
    """Return the form of the standard edition of version `number`. licence: the line that a licence asks for."""
    asked = on_paper(questions)
    return {"title": title, "version": number, "edition": STANDARD, "licence": licence, "questions": asked}


def edition_form(code: str, content: Mapping[str, Any], number: int, *, licence: str = "") -> dict[str, Any]:
    """Return the form of another edition; content as an edition keeps it."""
    words = {key: content["phrases"][key] for key in ON_PAPER if content["phrases"].get(key)}
    return {
        "title": content["title"],
        "version": number,
        "edition": code,
        "lang": content["lang"],
        "dir": content["dir"],
        "words": words,
        "licence": licence,
        "questions": on_paper(content["questions"]),
    }


def size_for(code: str, size: int) -> int:
    """Return the size of print, in points, of a form for somebody whose letters have this one."""
    return max(size, EASY_READ_SIZE) if code == EASY_READ else size
