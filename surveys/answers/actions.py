"""Keeping an answer sealed, and opening all of them together when the survey closes. Nothing notes when or by whom."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import connection

from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.kinds import Ending, Progress
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.models import Survey, Version

from . import content, rules, sealing
from .models import Response, SealedAnswer

WORKER = System("the worker that keeps survey keys")
NOBODY = System("a reply")
_AT_A_TIME = 200


@dataclass(frozen=True)
class Opened:
    """How many answers were opened, and how many could not be."""

    opened: int
    unopened: int


def keep(answers: dict[str, Any], *, survey: Survey, by: Actor) -> None:
    """Seal one reply and keep it. Refused unless the survey is open; it cannot begin to close meanwhile.

    Whoever acts is not handed on: an action's signature stands in each of its statements, and a server may log them.
    """
    _keep(answers, survey=survey, by=NOBODY)


@action("answer.kept")
def _keep(answers: dict[str, Any], *, survey: Survey, by: Actor) -> None:
    held = Survey.objects.hold(survey.pk)
    if reason := rules.why_not_keep(held.state):
        raise Refused(reason)
    version = Version.objects.get(survey=held)
    kept = content.clean(answers, version.content["questions"])
    size = version.sealed_size or 0
    sealed = sealing.seal(kept, public_key=bytes(held.public_key), size=size, survey_key=held.pk)
    SealedAnswer.objects.create(survey=held, sealed=sealed)


@action("answers.opened")
def open_all(survey: Survey, *, by: Actor) -> Opened:
    """Open every sealed answer of a closing survey, write them shuffled by one statement, delete the sealed ones.

    One statement, because rows written by several carry marks of their order. An answer that does not open is
    counted, and deleted with the others; a key that is missing or wrong stops all before anything is touched.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    private_key = sealing.private_key_of(survey.pk)
    is_own_key = sealing.public_half(private_key) == bytes(survey.public_key or b"")
    if reason := rules.why_not_open_all(state=survey.state, is_own_key=is_own_key):
        raise Refused(reason)
    readable, unopened = _read_all(survey, private_key)
    secrets.SystemRandom().shuffle(readable)
    _write_all(survey, readable)
    SealedAnswer.objects.filter(survey=survey).delete()
    return Opened(opened=len(readable), unopened=unopened)


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


def _read_all(survey: Survey, private_key: bytes) -> tuple[list[str], int]:
    questions = Version.objects.get(survey=survey).content["questions"]
    readable, unopened = [], 0
    sealed_ones = SealedAnswer.objects.filter(survey=survey).values_list("sealed", flat=True)
    for sealed in sealed_ones.iterator(chunk_size=_AT_A_TIME):
        try:
            opened = sealing.open_sealed(bytes(sealed), private_key=private_key, survey_key=survey.pk)
            readable.append(json.dumps(content.clean(opened, questions), ensure_ascii=False))
        except (sealing.DoesNotOpenError, content.NotAnAnswerError):
            unopened += 1
    return readable, unopened


def _write_all(survey: Survey, readable: list[str]) -> None:
    table = Response._meta.db_table  # noqa: SLF001  the table's name, for one statement that Django would split
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, survey_id, content) "  # noqa: S608  our own table's name
            "SELECT gen_random_uuid(), %s, words::jsonb FROM unnest(%s::text[]) AS words",
            [survey.pk, readable],
        )
