"""Paper forms that Nadia Rahman keys a second time: most agree, two do not, and the paper decides."""

import datetime
from typing import Any

from supportgroup import clock
from supportgroup.groups.actions import set_policy
from supportgroup.longwork.actions import run_waiting
from surveys.keying import twice
from surveys.keying.models import Drawn
from surveys.keying.policy import KEYED_TWICE
from surveys.questionnaire.models import Survey

from .cast import Cast

ALL, SOME = 100, 10
LEARNING_DAYS = 8
"""For so long each form of a survey is keyed twice, until those who key are sure of it; then one in ten is drawn."""
MISREAD = ("10", "8", "12")
"""The questions of which one is keyed wrongly the second time: the first that this form has an answer to."""
Forms = dict[int, dict[str, Any]]


def begin(survey: Survey, cast: Cast) -> None:
    """Have every form keyed twice at first, and one in ten from some days later on."""
    today = clock.today()
    later = today + datetime.timedelta(days=LEARNING_DAYS)
    for value, day in ((ALL, today), (SOME, later)):
        set_policy(survey.group, KEYED_TWICE, value=value, applies_from=day, by=cast["admin"])


def key_again(survey: Survey, forms: Forms, cast: Cast, *, leaves_work: bool) -> None:
    """Key the drawn forms a second time, two of them with a slip of the finger, and settle these with the paper.

    forms: what stands on each, by its number. leaves_work: one is still to be keyed again and one to be settled.
    """
    drawn = list(Drawn.objects.filter(survey=survey).to_key_again().order_by("number"))
    if leaves_work:
        drawn.pop()
    for place, one in enumerate(drawn):
        paper = forms[one.number]
        twice.key_again(one, given=paper if place > 1 else _misread(paper), by=cast["pals3"])
    run_waiting()
    differing = list(Drawn.objects.filter(survey=survey).to_settle().order_by("number"))
    if leaves_work:
        differing.pop()
    for one in differing:
        given = {line: forms[one.number][line] for line in one.differs}
        twice.settle(one, given=given, by=cast["pals2"])
    run_waiting()


def _misread(paper: dict[str, Any]) -> dict[str, Any]:
    line = next(line for line in MISREAD if line in paper)
    return paper | {line: "b" if paper[line] == "a" else "a"}
