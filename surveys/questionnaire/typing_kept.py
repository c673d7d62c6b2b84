"""What a writer has typed and not saved: kept for that writer alone, shown again when they come back to the form.

A form has a place in its survey: "question 12", "new single", "heading 12", "letter".
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import QueryDict

from supportgroup import clock

from .models import Survey, Typing

MOST_CHARACTERS = 200_000
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "seen_kept"})


LETTER = "letter"
"""The place of the form for the title and what the letter says."""


def place_of(*, question: int | None = None, kind: str = "", heading: bool = False) -> str:
    """Return the place of a form: of a new question of a kind, of a question, or of the heading above it."""
    if question is None:
        return f"new {kind}"
    return f"heading {question}" if heading else f"question {question}"


def keep(survey: Survey, user: Any, place: str, typed: QueryDict) -> Typing | None:
    """Keep what is in the boxes of a form; None, and nothing kept, where it is more than we keep.

    typed: as it was posted; a NUL, which no database keeps in a text, is left out. What was kept before of this form
    goes.
    """
    boxes = {_kept(name): [_kept(value) for value in values] for name, values in typed.lists() if name not in NOT_KEPT}
    if sum(len(value) for values in boxes.values() for value in values) > MOST_CHARACTERS:
        return None
    kept, _ = Typing.objects.update_or_create(
        survey=survey, user=user, place=place, defaults={"typed": boxes, "at": clock.now()}
    )
    return kept


def _kept(words: str) -> str:
    return words.replace("\x00", "")


def of_form(survey: Survey, user: Any, place: str) -> Typing | None:
    """Return what this user has typed into this form and not saved."""
    return survey.typings.filter(user=user, place=place).first()


def of_survey(survey: Survey, user: Any) -> models.QuerySet[Typing]:
    """Return all that this user has typed and not saved in a survey, the last first."""
    return survey.typings.filter(user=user).order_by("-at")


def forget(survey: Survey, user: Any, place: str) -> None:
    """Forget what was typed into a form: it has been saved, or its writer threw it away."""
    survey.typings.filter(user=user, place=place).delete()


def as_posted(typed: Mapping[str, list[str]]) -> QueryDict:
    """Return kept boxes as a form reads them."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data
