"""The texts of a questionnaire one by one, so that an edition can say each in other words. Pure.

A text has a key within its question: "text", "help", "option b", "statement 2" … What is saved of an edition is
{key: {"source": the text it was translated from, "words": the translation}}: where the source has changed since, the
words no longer count, and where the same text only moved within its question they still do.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from .phrases import (
    AT_A_GLANCE,
    IN_FOOT,
    IN_LETTERS,
    IN_MESSAGES,
    OF_KINDS,
    ON_OTHER_PAGES,
    ON_PAGES,
    ON_PAPER,
    ON_SLIP,
    ON_YELLOW_SLIP,
    PHRASES,
    SUBJECTS,
    WHEN_TYPED_WRONG,
)

Question = Mapping[str, Any]
Saved = Mapping[str, Mapping[str, str]]
DETAILS = ("low", "high", "unit")
"""The details of a question that people read."""
NAME = "The name of this language, in the language itself"
"""What people choose this edition by."""
GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "pages": ("Title, and the pages that everybody sees", frozenset({"title", "name", *ON_PAGES})),
    "form": ("The printed form", frozenset(ON_PAPER)),
    "wrong": ("What is said when something is typed wrong", frozenset(WHEN_TYPED_WRONG)),
    "other": (
        "Pages that few people see: saying no, a code that was used, a survey that has closed",
        frozenset(ON_OTHER_PAGES),
    ),
    "slip": ("The white slip", frozenset(ON_SLIP)),
    "letter": ("The letter and its reminders, on paper", frozenset({"about", *IN_LETTERS})),
    "foot": ("The small print under letters and emails", frozenset(IN_FOOT)),
    "message": ("The email, its reminders, and the text message", frozenset({*SUBJECTS, *IN_MESSAGES})),
    "yellow": ("The yellow slip, on paper and online", frozenset(ON_YELLOW_SLIP)),
}
"""What is around the questions, in the parts in which it is written: what each is called, and the keys of its texts."""
LONGEST = 600
"""Characters of a translation: other languages take more room than English."""
_ASIDE = {"heading": "Heading above it", "under": "Words under the heading", "text": "Question", "help": "Help",
          "why": "Second line", "low": "What 0 means", "high": "What 10 means", "unit": "Unit"}  # fmt: skip
_SUBJECT_LINES = dict.fromkeys(SUBJECTS, "Subject line")


def parts_of(question: Question) -> dict[str, str]:
    """Return every text of a question that people read, by its key. What is a figure alone stays as it is."""
    section, details = question.get("section") or {}, question.get("details") or {}
    found = {"heading": section.get("heading", ""), "under": section.get("words", "")}
    found |= {key: question[key] for key in ("text", "help", "why")}
    found |= {f"option {option['code']}": option["text"] for option in question["options"]}
    found |= {f"statement {place}": line for place, line in enumerate(_statements(details), start=1)}
    found |= {key: str(details.get(key, "")) for key in DETAILS}
    return {key: text for key, text in found.items() if text and not text.isdecimal()}


def around(title: str, about: str, *, phrases: bool) -> dict[str, str]:
    """Return what stands around the questions: the title, and, for another language, the phrases of page and paper.

    about: the survey's own sentence in the letter.
    """
    return {"title": title} | ({"name": NAME, "about": about} | PHRASES if phrases else {})


def label_of(key: str) -> str:
    """Return what a text is called beside the box for its translation."""
    if key in _ASIDE:
        return _ASIDE[key]
    what, _, which = key.partition(" ")
    return (
        f"{what.capitalize()} {which}"
        if which
        else {"title": "Title", "name": "Name", "about": "Why you are asking", **_SUBJECT_LINES}.get(key, "Words")
    )


def translated(parts: Mapping[str, str], saved: Saved) -> dict[str, str]:
    """Return the words that count, by key: of the same text under the same key, or under another one.

    Subject lines and texts count only where they were written, and vouched for, as such.
    """
    by_source = {entry["source"]: entry["words"] for entry in saved.values()}
    found = {}
    for key, source in parts.items():
        entry = saved.get(key)
        elsewhere = "" if key in AT_A_GLANCE else by_source.get(source, "")
        words = entry["words"] if entry and entry["source"] == source else elsewhere
        if words:
            found[key] = words
    return found


def outdated(parts: Mapping[str, str], saved: Saved) -> dict[str, str]:
    """Return, by key, the words of a text that has changed since they were written."""
    done = translated(parts, saved)
    return {key: saved[key]["words"] for key in parts if key in saved and key not in done and saved[key]["words"]}


def in_words(question: Question, words: Mapping[str, str], *, phrases: Mapping[str, str]) -> dict[str, Any]:
    """Return the question as an edition asks it. Codes, routes and numbers stay; a gap keeps the source's words."""
    section, details = question.get("section") or {}, dict(question.get("details") or {})
    if section:
        section = {
            "heading": words.get("heading", section.get("heading", "")),
            "words": words.get("under", section.get("words", "")),
        }
    if statements := _statements(details):
        lines = [words.get(f"statement {place}", line) for place, line in enumerate(statements, start=1)]
        details["statements"] = "\n".join(lines)
    details |= {key: words.get(key, details[key]) for key in DETAILS if key in details}
    return {
        **question,
        **{key: words.get(key, question[key]) for key in ("text", "help", "why")},
        "options": [{**one, "text": words.get(f"option {one['code']}", one["text"])} for one in question["options"]],
        "section": section,
        "details": details,
        "phrases": {key: phrases[key] for key in OF_KINDS if key in phrases},
    }


def direction_of(texts: Sequence[str]) -> str:
    """Return "rtl" where most letters of the texts are of a script that runs from right to left, else "ltr"."""
    sides = [unicodedata.bidirectional(letter) for text in texts for letter in text]
    return "rtl" if sum(side in ("R", "AL") for side in sides) > sides.count("L") else "ltr"


def _statements(details: Mapping[str, Any]) -> list[str]:
    return [line for line in str(details.get("statements", "")).splitlines() if line.strip()]
