"""Keeping a keyed form, once; by chance it is drawn, so that somebody else keys it a second time."""

import datetime
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.answers import actions as answers
from surveys.answers import sealing
from surveys.answers.content import clean
from surveys.questionnaire.models import Survey, Version

from . import policy, rules
from .models import Drawn, Keyed

KEYED_FOR = datetime.timedelta(days=2)
"""How long a keyed form that is sent a second time is known again, from the midnight before."""
A_HUNDRED = 100


class NumberTaken(Refused):
    """A form with this number has been keyed in. free: the number that the form in hand gets if it is another."""

    def __init__(self, sentence: str, *, number: int, free: int) -> None:
        super().__init__(sentence)
        self.number, self.free = number, free


@dataclass(frozen=True)
class Kept:
    """A form that was kept. is_new: not known from before. is_drawn: somebody else keys it a second time."""

    is_new: bool
    is_drawn: bool


@action("form.keyed")
def key_in(survey: Survey, *, number: int, given: dict[str, Any], form: str, by: Actor) -> Kept:
    """Keep the answers of one paper form. number: as written on it. form: the random word of the page it was keyed on.

    Nothing is kept a second time where this page's form was kept already. Raises NumberTaken where another form has
    its number. Whether it is drawn is decided by chance, now: nobody who keys can know it before.
    """
    survey = Survey.objects.hold(survey.pk)
    if reason := rules.why_not_key_in(state=survey.state, answers=given):
        raise Refused(reason)
    keyed = locked(survey)
    mark = f"keyed-form:{sha256(form.encode()).hexdigest()}"
    if cache.get(mark):
        return Kept(is_new=False, is_drawn=Drawn.objects.filter(survey=survey, number=number).exists())
    if reason := rules.why_not_number(number, taken=keyed.numbers):
        raise NumberTaken(reason, number=number, free=rules.next_free(keyed.numbers))
    percent = policy.KEYED_TWICE.in_force(survey.group, on=clock.today())
    is_drawn = by.user is not None and rules.is_drawn(secrets.randbelow(A_HUNDRED), percent=percent)
    if is_drawn:
        Drawn.objects.create(survey=survey, number=number, first=sealed(given, survey), first_by=by.user)
    else:
        answers.keep(given, survey=survey, by=by)
    keyed.forms += 1
    keyed.numbers = sorted([*keyed.numbers, number])
    keyed.save(update_fields=["forms", "numbers"])
    # In the same transaction and the same database as the answer, so that both are kept or neither.
    # It goes at a midnight: the row of the cache keeps when that is, and would tell the second at which a form came.
    cache.set(mark, 1, timeout=_until_midnight())
    return Kept(is_new=True, is_drawn=is_drawn)


def sealed(given: dict[str, Any], survey: Survey) -> bytes:
    """Return answers sealed as every reply of the survey is."""
    version = Version.objects.get(survey=survey)
    kept = clean(given, version.content["questions"])
    size = version.sealed_size or 0
    return sealing.seal(kept, public_key=bytes(survey.public_key or b""), size=size, survey_key=survey.pk)


def locked(survey: Survey) -> Keyed:
    """Return the survey's row for keyed forms, which whoever keys in the same survey then waits for."""
    Keyed.objects.bulk_create([Keyed(survey_id=survey.pk)], ignore_conflicts=True)
    return Keyed.objects.select_for_update().get(survey=survey.pk)


def _until_midnight() -> float:
    return (clock.at(clock.today() + KEYED_FOR, 0) - clock.now()).total_seconds()
