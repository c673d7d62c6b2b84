"""What the printed form is made of: the same on every copy, so nothing of a person. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from supportgroup.documents.glyphs import lacking
from supportgroup.ui.wording import counted

from .choices import EASY_READ, STANDARD, edition_name
from .kinds import on_paper
from .parts import parts_of
from .phrases import IN_FOOT, IN_LETTERS, ON_PAPER, ON_SLIP, ON_YELLOW_SLIP

TEMPLATE = "surveys/questionnaire/questionnaire.typ"
EASY_READ_SIZE = 16
"""Points, at least, of an easy-read form."""
SHOWN = 10
"""How many characters that cannot be drawn are named."""


def form_of(title: str, number: int, questions: Sequence[Mapping[str, Any]], *, licence: str = "") -> dict[str, Any]:
    """Return the form of the standard edition of version `number`. licence: the line that a licence asks for."""
    asked = on_paper(questions)
    return {"title": title, "version": number, "edition": STANDARD, "licence": licence, "questions": asked}


def edition_form(code: str, content: Mapping[str, Any], number: int, *, licence: str = "") -> dict[str, Any]:
    """Return the form of another edition; content as an edition keeps it."""
    words = {key: content["phrases"][key] for key in (*ON_PAPER, *ON_SLIP) if content["phrases"].get(key)}
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


def letter_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the letters of an edition say: {"words", "about", "foot", "lang", "dir"}; {} where that is English.

    A letter is never half in one language: each of its sentences must have words that our fonts can draw. The small
    print (foot) likewise: {} where that alone stands in English.
    """
    words, about = _whole(content, IN_LETTERS), content.get("about", "")
    if not about or not words or lacking([about]):
        return {}
    foot = _whole(content, IN_FOOT)
    return {"words": words, "about": about, "foot": foot, "lang": content["lang"], "dir": content["dir"]}


def yellow_slip_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the yellow slip of an edition says: {"words", "lang", "dir"}; {} where it stands in English."""
    words = _whole(content, ON_YELLOW_SLIP)
    return {"words": words, "lang": content["lang"], "dir": content["dir"]} if words else {}


def _whole(content: Mapping[str, Any], keys: Iterable[str]) -> dict[str, str]:
    """Return these sentences; {} where one has no words, or has some that our fonts cannot draw."""
    words = {key: content["phrases"].get(key, "") for key in keys}
    return words if all(words.values()) and not lacking(list(words.values())) else {}


def undrawn(content: Mapping[str, Any]) -> str:
    """Return the characters of an edition's form and slip that no font of ours draws, each once."""
    around = [words for key, words in content["phrases"].items() if key in ON_PAPER or key in ON_SLIP]
    asked = [text for question in content["questions"] for text in parts_of(question).values()]
    return lacking([content["title"], *around, *asked])


def why_not_print(code: str, content: Mapping[str, Any]) -> str | None:
    """Return the reason an edition is not printed, or None: empty squares in the place of words say nothing."""
    missing = undrawn(content)
    if not missing:
        return None
    shown = " ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
    return (
        f"The {edition_name(code)} edition is not printed: our fonts cannot draw {counted(len(missing), 'character')} "
        f"of it ({shown}), which would be empty squares on paper. Online it is as it should be. On paper, whoever "
        "needs this edition gets the standard form."
    )


def size_for(code: str, size: int) -> int:
    """Return the size of print, in points, of a form for somebody whose letters have this one."""
    return max(size, EASY_READ_SIZE) if code == EASY_READ else size
