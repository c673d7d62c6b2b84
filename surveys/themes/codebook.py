"""The fields people wrote in, and what earlier rounds called the themes of the same question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.models import Survey

from .models import Theme
from .rules import twin_of


@dataclass(frozen=True)
class Field:
    """One field for words: its key among the answers, the number of its question, and what it asked."""

    key: str
    number: str
    asked: str

    @property
    def words(self) -> str:
        """Return "19. What should we change first?"."""
        return f"{self.number}. {self.asked}"


def fields_of(questions: Sequence[Any]) -> list[Field]:
    """Return every field for words, in order."""
    return [
        Field(kind_of(line).names(line)[name], str(line["number"]), about or line["text"])
        for line in lines_of(questions)
        for name, about in kind_of(line).words_in(line).items()
    ]


def earlier_themes(survey: Survey, field: Field) -> list[Theme]:
    """Return themes that earlier rounds found where the same was asked, and this one has not; the newest round first.

    Of those with one name, the newest.
    """
    rounds = Survey.objects.of(survey.group).earlier_than(survey).select_related("version")
    same = [
        Q(survey=one, field=other.key)
        for one in rounds
        for other in fields_of(one.version.content["questions"])
        if other.asked == field.asked
    ]
    if not same:
        return []
    known = dict(Theme.objects.filter(survey=survey, field=field.key).values_list("pk", "name"))
    found: dict[int, Theme] = {}
    for theme in Theme.objects.filter(_any_of(same)).standing().order_by("-survey__closed_on", "name", "pk"):
        if twin_of(theme.name, known) is None:
            found[theme.pk] = theme
            known[theme.pk] = theme.name
    return list(found.values())


def _any_of(conditions: Sequence[Q]) -> Q:
    whole = Q()
    for one in conditions:
        whole |= one
    return whole
