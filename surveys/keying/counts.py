"""How far the keying of a survey is, in numbers."""

from dataclasses import dataclass, field
from typing import Any

from surveys.questionnaire.kinds import lines_of
from surveys.questionnaire.models import Survey

from . import rules
from .models import Drawn, Keyed


@dataclass(frozen=True)
class Twice:
    """The forms that were drawn. Numbers of forms: to key again, to settle, being compared. lines: what differed."""

    to_key: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    to_settle: list[int] = field(default_factory=list)
    comparing: list[int] = field(default_factory=list)
    waiting: int = 0
    left: int = 0
    words: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)


def keyed_of(survey: Survey) -> Keyed:
    """Return what is known of the keyed forms of a survey, also where none is keyed."""
    return Keyed.objects.filter(survey=survey).first() or Keyed(survey=survey)


def twice(survey: Survey, questions: list[dict[str, Any]], *, user_key: int | None) -> Twice:
    """Return how the second keying of a survey stands for this user: a form of their own is for somebody else."""
    keyed = keyed_of(survey)
    drawn = list(Drawn.objects.filter(survey=survey).by_stage())
    lines = lines_of(questions)
    return Twice(
        to_key=[one.number for one in drawn if not one.has_second and one.first_by_id != user_key],
        own=[one.number for one in drawn if not one.has_second and one.first_by_id == user_key],
        to_settle=[one.number for one in drawn if one.differs and not one.has_third],
        comparing=[one.number for one in drawn if one.has_second and (one.differs is None or one.has_third)],
        waiting=len(drawn),
        left=keyed.left,
        words=rules.agreement(compared=keyed.compared, differing=keyed.differing, lines=len(lines)),
        lines=[
            {"number": line["number"], "text": line["text"], "apart": keyed.differing.get(str(line["number"]), 0)}
            for line in lines
            if keyed.compared
        ],
    )
