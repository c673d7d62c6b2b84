"""In which words somebody answers: their own edition, or the one that they choose on the page.

The choice travels in the phone's own cookie. In which edition an answer was given is sealed with it; after the close it
stands there only where enough people were sent that edition and answered in it.
"""

from dataclasses import dataclass, field
from typing import Any

from supportgroup.people.languages import code_of
from supportgroup.people.models import Person
from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.rules import edition_for

STANDARD_NAME = "English"


@dataclass(frozen=True)
class Reading:
    """A survey in one edition. others: [{"code", "name", "lang"}, …] of those that can be chosen instead."""

    code: str
    lang: str
    dir: str
    title: str
    phrases: dict[str, str]
    questions: list[dict[str, Any]]
    others: list[dict[str, Any]] = field(default_factory=list)


def reading(survey: Survey, code: str) -> Reading:
    """Return a survey in the edition with this code, or in the standard one where there is none that is open."""
    rows = list(Edition.objects.open_ones(survey.pk).named(words_of=code))
    content = next((row["whole"] for row in rows if row["whole"]), None)
    chosen = code if content else STANDARD
    others = [{"code": STANDARD, "name": STANDARD_NAME, "lang": "en"}, *rows]
    others = [row for row in others if row["code"] != chosen]
    if not content:
        return Reading(STANDARD, "en", "ltr", survey.title, {}, survey.version.content["questions"], others)
    known = {name: content[name] for name in ("lang", "dir", "title", "phrases", "questions")}
    return Reading(code=chosen, others=others, **known)


def own_edition(person: Person, survey: Survey) -> str:
    """Return the code of the edition that this person's language or need asks for; the standard one where none does."""
    codes = Edition.objects.open_ones(survey.pk).values_list("code", flat=True)
    own = edition_for(needs=person.needs, language_code=code_of(person.language), editions=set(codes))
    return own or STANDARD


def noted(survey: Survey, code: str) -> str:
    """Return what is sealed beside an answer: the edition it was given in; "" where the survey has but one."""
    codes = set(Edition.objects.open_ones(survey.pk).values_list("code", flat=True))
    if not codes:
        return ""
    return code if code in codes else STANDARD
