"""In which words somebody answers: their own edition, or the one that they choose on the page.

The choice travels in the phone's own cookie. In which edition an answer was given is sealed with it; after the close it
stands there only where enough people were sent that edition and answered in it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from supportgroup.people.languages import code_of
from supportgroup.people.models import Person
from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.reading_in import ENGLISH, STANDARD_NAME, Reading, of_content, standard
from surveys.questionnaire.rules import editions_wanted


def reading(survey: Survey, wanted: Sequence[str], rows: Collection[dict[str, Any]] | None = None) -> Reading:
    """Return a survey in the first of the wanted editions that is open, or in the standard one.

    rows: its open editions, as `EditionQuerySet.named` has them, where they were fetched with the survey.
    """
    if rows is None:
        rows = list(Edition.objects.open_ones(survey.pk).named(words_of=wanted))
    contents = {row["code"]: row["whole"] for row in rows if row["whole"]}
    code = next((code for code in wanted if code in contents), STANDARD)
    own = of_content(code, contents[code]) if code in contents else standard(survey.title, _questions(survey))
    others = [{"code": STANDARD, "name": STANDARD_NAME, "lang": ENGLISH}, *rows]
    return replace(own, others=[row for row in others if row["code"] != code])


def wanted_by(person: Person) -> list[str]:
    """Return the codes of the editions that this person's language and needs ask for, best first."""
    return editions_wanted(person.needs, code_of(person.language))


def noted(survey: Survey, code: str) -> str:
    """Return what is sealed beside an answer: the edition it was given in; "" where the survey has but one."""
    codes = set(Edition.objects.open_ones(survey.pk).values_list("code", flat=True))
    if not codes:
        return ""
    return code if code in codes else STANDARD


def _questions(survey: Survey) -> list[dict[str, Any]]:
    version = getattr(survey, "version", None)
    return version.content["questions"] if version else []
