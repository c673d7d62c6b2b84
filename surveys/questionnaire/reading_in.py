"""A survey in the words of one edition, as its pages show it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation.trans_real import parse_accept_lang_header

from .choices import STANDARD

ENGLISH = "en"
STANDARD_NAME = "English"


@dataclass(frozen=True)
class Reading:
    """A survey in one edition. others: [{"code", "name", "lang"}, …] of those that can be chosen instead."""

    code: str
    lang: str
    dir: str
    title: str
    phrases: Mapping[str, str]
    questions: Sequence[dict[str, Any]]
    others: list[dict[str, Any]] = field(default_factory=list)

    def lacks(self, key: str) -> bool:
        """Tell whether a phrase must stand in English on a page of another language."""
        return self.lang != ENGLISH and not self.phrases.get(key)


def standard(title: str, questions: Sequence[dict[str, Any]]) -> Reading:
    """Return a survey in the words that it was written in."""
    return Reading(STANDARD, ENGLISH, "ltr", title, {}, questions)


def of_content(code: str, content: Mapping[str, Any]) -> Reading:
    """Return a survey in an edition; content as an edition keeps it."""
    known = {name: content[name] for name in ("lang", "dir", "title", "phrases", "questions")}
    return Reading(code=code, **known)


def languages_asked_for(header: str) -> list[str]:
    """Return the codes of editions for the languages that a browser asks for, the best first ("Accept-Language")."""
    codes = [language.partition("-")[0] for language, _ in parse_accept_lang_header(header)]
    return [STANDARD if code == ENGLISH else code for code in codes]
