"""Comparing the two keyings of a form. Only a worker can: web processes are not given the key that opens them."""

from contextlib import suppress
from typing import Any

from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.kinds import Ending, Progress
from supportgroup.ui.wording import counted
from surveys.answers import sealing
from surveys.answers.models import SealedAnswer
from surveys.questionnaire.models import Survey, Version

from . import comparing
from .actions import locked, sealed
from .comparisons import forget_comparing
from .models import Drawn, Keyed

WORKER = System("the worker that compares keyed forms")


def run(progress: Progress) -> Ending:
    """Compare what has been keyed twice, and make one answer of each form that agrees or is settled."""
    try:
        done = compare(Survey.objects.get(pk=progress.subject), by=WORKER)
    except Refused as refused:
        return Ending(str(refused), refused=True)
    return Ending(f"{counted(done, 'form was', 'forms were')} compared or settled.")


@action("forms.compared")
def compare(survey: Survey, *, by: Actor) -> int:
    """Compare every form that waits for it, and return how many there were. Run again, it finds none.

    A form whose keyings agree becomes one answer, the first; of one that differs the lines are noted, not what was
    keyed. A settled one becomes one answer as well. A keying that does not open is left to the close.
    """
    survey = Survey.objects.hold(survey.pk)
    keyed = locked(survey)
    waiting = list(Drawn.objects.filter(survey=survey).to_compare().select_for_update(of=("self",)))
    if not waiting:
        return 0
    private_key = sealing.private_key_of(survey.pk)
    questions = Version.objects.get(survey=survey).content["questions"]
    for drawn in waiting:
        try:
            first, second, third = (_open(one, survey, private_key) for one in (drawn.first, drawn.second, drawn.third))
        except sealing.DoesNotOpenError:
            continue
        if drawn.differs is None:
            drawn.differs = comparing.differing(first, second, questions)
            _count(keyed, drawn.differs)
        if drawn.differs and drawn.third is None:
            drawn.save(update_fields=["differs"])
            continue
        whole = comparing.settled(first, third, drawn.differs, questions)
        SealedAnswer.objects.create(survey=survey, sealed=sealed(whole, survey))
        drawn.delete()
    keyed.save(update_fields=["compared", "differing"])
    return len(waiting)


@action("forms.finished")
def finish(survey: Survey, *, by: Actor) -> int:
    """Make one answer of each form that was drawn, destroy the numbers, and return how many forms were keyed.

    For a survey that is being closed, in the transaction that opens its answers. What nobody keyed again, or settled,
    counts as it was keyed first; `left` says how many these are. When forms were compared is forgotten.
    """
    with suppress(Refused):  # without the survey's key nothing is compared; whether it may close is not decided here
        compare(survey, by=by)
    keyed = locked(survey)
    waiting = Drawn.objects.filter(survey=survey)
    firsts = list(waiting.values_list("first", flat=True))
    SealedAnswer.objects.bulk_create(SealedAnswer(survey=survey, sealed=first) for first in firsts)
    waiting.delete()
    forget_comparing(survey)
    keyed.left, keyed.numbers = len(firsts), []
    keyed.save(update_fields=["left", "numbers"])
    return keyed.forms


def _open(kept: Any, survey: Survey, private_key: bytes) -> dict[str, Any]:
    if kept is None:
        return {}
    return sealing.open_sealed(bytes(kept), private_key=private_key, survey_key=survey.pk)


def _count(keyed: Keyed, lines: list[str]) -> None:
    keyed.compared += 1
    keyed.differing = keyed.differing | {line: keyed.differing.get(line, 0) + 1 for line in lines}
