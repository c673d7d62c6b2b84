"""The words of a questionnaire, to be read for how hard they are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from supportgroup.reading.marking import parts
from supportgroup.reading.saying import Note, notes, too_short, verdict

from .phrases import IN_LETTERS, filled

TYPED = (
    "text", "help", "why", "answers", "other", "statements", "low", "high", "unit",
    "heading", "words", "title", "about",
)  # fmt: skip
"""The boxes of the editor's forms in which words for patients are typed."""


_INVITATION = (
    ("letter_invitation",), ("about", "letter_asking"), ("letter_how_long",), ("letter_ways",), ("letter_paper",),
    ("letter_online",), ("letter_by_phone",), ("letter_choice",), ("letter_no_enclosed",), ("letter_nobody",),
    ("letter_no_name",), ("letter_thanks",), ("letter_box_online",), ("letter_box_scan", "letter_box_go"),
    ("letter_box_code",), ("letter_box_phone",), ("letter_box_ask",),
)  # fmt: skip
"""The sentences of an invitation in the order in which they are printed, as `invitation.typ` sets them."""


def words_of(question: Mapping[str, Any]) -> list[str]:
    """Return all that stands in sentences of a question, with the heading above it."""
    section = question.get("section") or {}
    statements = str(question["details"].get("statements", "")).splitlines()
    said = [section.get("heading", ""), section.get("words", ""), question["text"], question["help"], question["why"]]
    return [line for line in [*said, *statements] if line]


def notes_of(question: Mapping[str, Any]) -> list[Note]:
    """Return what could be plainer in a question, its options included."""
    return notes(_lines([*words_of({**question, "section": {}}), *(option["text"] for option in question["options"])]))


def marked(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text of a question with its hard places, and the notes about all of it: {"parts", "notes"}."""
    return {"parts": parts(question["text"]), "notes": notes_of(question)}


def of_typed(typed: Mapping[str, Any]) -> list[Note]:
    """Return what could be plainer in what stands in the boxes of a form."""
    return notes(_lines(str(typed.get(name) or "") for name in TYPED))


def of_survey(about: str, questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what SMOG says of a whole questionnaire with its sentence for the letter.

    {"verdict": a Verdict or None, "too_short": why there is none}.
    """
    text = _lines([about, *(line for question in questions for line in words_of(question))])
    return {"verdict": verdict(text), "too_short": too_short(text)}


def letter_of(about: str, *, minutes: int, questions: int) -> list[str]:
    """Return the invitation as it is printed with the form, a paragraph each; what is not known yet is left out."""
    known = {"minutes": minutes, "questions": questions, "asked": "[number]"}
    return [
        filled(" ".join(about if key == "about" else IN_LETTERS[key] for key in keys), **known).replace("*", "")
        for keys in _INVITATION
    ]


def of_letter(paragraphs: Sequence[str]) -> dict[str, Any]:
    """Return what SMOG says of a whole letter, and what could be plainer in it: as `of_survey`, and "notes"."""
    text = _lines(paragraphs)
    return {"verdict": verdict(text), "too_short": too_short(text), "notes": notes(text)}


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
