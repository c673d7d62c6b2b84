"""What a result says of each person of a list. Pure: our values and the answer in, a judgement out.

People are known by the reference we gave them, never by their name. Number and date of birth are compared, and what
does not agree is shown to a person. Where we lack one of the two, both names must agree as well: a twin shares all the
rest, and a number may be mistyped. A death is taken at its word only where all of it agrees, it has its day and it is
not informal; and nobody of whom the service gives any news of a death counts as living.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from supportgroup.people.folding import folded
from supportgroup.people.typed import DIGITS, NotUnderstood, is_nhs_number, postcode

from .choices import Finding, Why
from .layout import SUCCESS, Answer, Subject, day

_INFORMAL, _REMOVED = "1", "U"
_YEAR_AT_LEAST = re.compile(r"(?:19|20)\d\d(?:\d\d)?")


@dataclass(frozen=True)
class Judgement:
    """What is known now. died_on: None where the service gave no whole day. proposals: field -> what came back."""

    finding: Finding
    why: str = ""
    died_on: datetime.date | None = None
    proposals: Mapping[str, str] = field(default_factory=dict)


def judge(ours: Subject, answer: Answer, *, today: datetime.date) -> Judgement:
    """Return what the answer says of this person."""
    if why := _why_unsure(ours, answer, today=today):
        return Judgement(Finding.UNSURE, why)
    if answer.died_on:
        return Judgement(Finding.DIED, died_on=day(answer.died_on))
    return Judgement(Finding.LIVES, proposals=_proposals(ours, answer))


def _why_unsure(ours: Subject, answer: Answer, *, today: datetime.date) -> str:
    """Return why the answer is not taken at its word: it is not of this person for certain, or the death is not."""
    return _why_not_them(ours, answer) or _why_not_certain(ours, answer, today=today)


def _why_not_them(ours: Subject, answer: Answer) -> str:
    if answer.code not in SUCCESS or not _is_number(answer.nhs_number):
        return Why.NOT_FOUND
    if ours.nhs_number and answer.nhs_number != ours.nhs_number:
        return Why.OTHER_NUMBER
    if ours.born and answer.born != ours.born:
        return Why.OTHER_BIRTH
    if not (ours.nhs_number and ours.born) and not _is_called_as(ours, answer):
        return Why.OTHER_NAME
    return ""


def _is_called_as(ours: Subject, answer: Answer) -> bool:
    """Tell whether the last names and the first of the first names agree."""
    last, first = folded(answer.last_name) == folded(ours.last_name), folded(answer.first_name).split()[:1]
    return last and first == folded(ours.first_name).split()[:1]


def _why_not_certain(ours: Subject, answer: Answer, *, today: datetime.date) -> str:
    if answer.death_status == _REMOVED:
        return Why.WITHDRAWN
    if answer.died_on and not _is_death(answer, ours, today=today):
        return Why.NO_DATE
    if answer.death_status == _INFORMAL:
        return Why.UNCONFIRMED
    return Why.NO_DATE if answer.death_status and not answer.died_on else ""


def _is_number(text: str) -> bool:
    return len(text) == DIGITS and text != "0" * DIGITS and is_nhs_number(text)


def _is_death(answer: Answer, ours: Subject, *, today: datetime.date) -> bool:
    """Tell whether what stands as the date of death can be one; a year, or a year and a month, is enough."""
    whole = day(answer.died_on)
    if whole is None:
        return bool(_YEAR_AT_LEAST.fullmatch(answer.died_on)) and answer.died_on[:4] <= str(today.year)
    return whole <= today and (ours.born is None or whole >= ours.born)


def _proposals(ours: Subject, answer: Answer) -> dict[str, str]:
    """Return what came back otherwise than we have it. An address is proposed only with another postcode."""
    found = {}
    if not ours.nhs_number:
        found["nhs_number"] = answer.nhs_number
    for name, has, came in (
        ("last_name", ours.last_name, answer.last_name),
        ("first_name", ours.first_name, answer.first_name),
    ):
        if came and folded(came) != folded(has):
            found[name] = _as_written(came)[:80]
    if new := _new_postcode(ours.postcode, answer.postcode):
        found["postcode"] = new
        if answer.address:
            found["address"] = _as_written(answer.address)[:400]
    return found


def _new_postcode(has: str, came: str) -> str:
    try:
        found = postcode(came)
    except NotUnderstood:
        return ""
    return found if found != has else ""


def _as_written(text: str) -> str:
    """Return a name or an address in ordinary letters where it came in capitals."""
    return re.sub(r"[A-Z]+(?:'[A-Z]+)?", _capital, text) if text.isupper() else text


def _capital(word: re.Match[str]) -> str:
    return word[0].title() if not re.search(r"\d", word.string[max(word.start() - 1, 0) : word.end() + 1]) else word[0]
