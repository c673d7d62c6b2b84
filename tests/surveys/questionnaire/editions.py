"""Editions for tests: words of a language that runs from right to left, as long as the English they stand for."""

import re

from surveys.questionnaire import editions
from surveys.questionnaire.models import Edition
from tests.surveys.questionnaire.factories import BY

BY_LENGTH = ("و", "في", "هل", "كان", "علاج", "سؤال", "الدواء", "الممرضة", "المستشفى", "الاستبيان", "المجموعات")
_WORD = re.compile(r"\{[a-z]+\}|[^\s{}]+")


def in_arabic(text):
    """Return Arabic words of about the same length; {names} stay."""

    def word(found):
        return found[0] if found[0].startswith("{") else BY_LENGTH[min(len(found[0]), len(BY_LENGTH)) - 1]

    return _WORD.sub(word, text)


IN_POLISH = (
    "i",
    "na",
    "jak",
    "jest",
    "forma",
    "ankieta",
    "leczenie",
    "pytaniach",
    "szpitalny",
    "odpowiedzi",
    "pielęgniark",
)


def in_polish(text):
    """Return Polish words of about the same length; {names} stay."""
    return _WORD.sub(lambda found: found[0] if found[0][0] == "{" else IN_POLISH[min(len(found[0]), 11) - 1], text)


def written(survey, code="ar", *, but=(), say=in_arabic, vouched=False):
    """Return an edition of which everything is written but these keys; vouched: its subject lines count."""
    edition, _ = Edition.objects.get_or_create(survey=survey, code=code)
    for text in editions.texts_of(edition):
        words = {key: say(source) for key, source in text.parts.items() if key not in but}
        name = {} if text.number else {"name": "العربية"}
        editions.save_words(edition, question=text.key, words=words | name, vouched=vouched, by=BY)
    return edition
