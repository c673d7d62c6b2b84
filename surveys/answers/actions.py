"""Keeping an answer sealed, and opening all of them together when the survey closes. Nothing notes when or by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.kinds import Ending, Progress
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey, Version

from . import content, opening, rules, sealing
from .models import SealedAnswer

WORKER = System("the worker that keeps survey keys")
NOBODY = System("a reply")


@dataclass(frozen=True)
class Opened:
    """How many answers were opened, and how many could not be, never were (too few came), or were lost with the key."""

    opened: int
    unopened: int = 0
    never: int = 0
    lost: int = 0


def keep(answers: dict[str, Any], *, survey: Survey, edition: str = "", by: Actor) -> None:
    """Seal one reply and keep it. Refused unless the survey is open; it cannot begin to close meanwhile.

    edition: in which words the questions were read, "" where nobody noted it; it is sealed with the answers.

    Whoever acts is not handed on: an action's signature stands in each of its statements, and a server may log them.
    """
    _keep(answers, survey=survey, edition=edition, by=NOBODY)


@action("answer.kept")
def _keep(answers: dict[str, Any], *, survey: Survey, edition: str, by: Actor) -> None:
    held = Survey.objects.hold(survey.pk)
    if reason := rules.why_not_keep(held.state):
        raise Refused(reason)
    version = Version.objects.get(survey=held)
    kept = content.with_edition(content.clean(answers, version.content["questions"]), edition)
    size = version.sealed_size or 0
    sealed = sealing.seal(kept, public_key=bytes(held.public_key), size=size, survey_key=held.pk)
    SealedAnswer.objects.create(survey=held, sealed=sealed)


@action("answers.opened")
def open_all(survey: Survey, *, sent: Mapping[str, int] | None = None, may_be_lost: bool = False, by: Actor) -> Opened:
    """Open every sealed answer of a closing survey, write them shuffled by one statement, delete the sealed ones.

    One statement, because rows written by several carry marks of their order. Fewer than 10 are deleted unopened, and
    none is written where fewer than 10 can be read. An answer that does not open is counted, and deleted with the
    others; a key that is missing or wrong stops all before anything is touched. sent: how many people were sent each
    edition. What people wrote waits in a table of its own to the end of the transaction (`opening.WORDS`).
    may_be_lost: two people have said that the key is lost; where it is not here either, all are deleted unopened.
    """
    opening.put_words_away()
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    sealed = SealedAnswer.objects.filter(survey=survey)
    came = sealed.count()
    try:
        opened = _open_enough(survey, came=came, sent=sent or {})
    except sealing.KeyMissing:
        if not may_be_lost:
            raise
        opened = Opened(opened=0, lost=came)
    sealed.delete()
    return opened


@action("survey.key_made")
def make_ready(survey: Survey, *, by: Actor) -> None:
    """Make the survey's key pair and open the survey. Done twice, or once and a half, it leaves one working pair."""
    questions = Version.objects.get(survey=survey).content["questions"]
    questionnaire.begin(
        survey,
        public_key=sealing.make_key_pair(survey.pk),
        sealed_size=content.largest_size(questions),
        by=by,
    )


def run_opening(progress: Progress) -> Ending:
    """Do the long work that opens a survey; where there is no place for its key, the survey is a draft again."""
    survey = Survey.objects.get(pk=progress.subject)
    try:
        make_ready(survey, by=WORKER)
    except Refused as refused:
        questionnaire.back_to_draft(survey, because=str(refused), by=WORKER)
        return Ending(str(refused), refused=True)
    return Ending("The survey is open.")


def give_up_opening(survey_key: int, because: str) -> None:
    """Make a survey that could not be opened a draft again, so that somebody can try once more."""
    questionnaire.back_to_draft(Survey.objects.get(pk=survey_key), because=because, by=WORKER)


def _has_own_key(survey: Survey) -> bool:
    return sealing.public_half(sealing.private_key_of(survey.pk)) == bytes(survey.public_key or b"")


def _open_enough(survey: Survey, *, came: int, sent: Mapping[str, int]) -> Opened:
    """Open the answers, or none where too few came; raise Refused, KeyMissing among it, before any is touched."""
    enough = not rules.are_too_few(came)
    if reason := rules.why_not_open_all(state=survey.state, is_own_key=not enough or _has_own_key(survey)):
        raise (sealing.KeyMissing if survey.state == SurveyState.CLOSING else Refused)(reason)
    return _open(survey, sent=sent) if enough else Opened(opened=0, never=came)


def _open(survey: Survey, *, sent: Mapping[str, int]) -> Opened:
    unopened = opening.lay_out(survey, sealing.private_key_of(survey.pk))
    came = opening.count()
    readable = sum(came.values())
    few = rules.are_too_few(readable)
    if few:
        opening.put_words_away()
    else:
        opening.write_down(survey, came=came, sent=sent)
    opening.put_away()
    return Opened(opened=0, unopened=unopened, never=readable) if few else Opened(opened=readable, unopened=unopened)
