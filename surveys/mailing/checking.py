"""Whether everybody who is about to be written to was in a deceased check that still counts.

A check that somebody recorded by hand counts for the whole group, as they say. One that came as the result of a list
counts for exactly the people in the list.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.tracing.choices import ListState
from supportgroup.tracing.models import Traced, TraceList
from supportgroup.ui.todo import ANY_MOMENT, ask, question
from surveys.questionnaire.models import Survey

from .models import DeceasedCheck, Invitee
from .occasions import list_of
from .policy import DECEASED_CHECK_HOURS
from .querysets import InviteeQuerySet
from .rules import is_check_in_date


def newest_check(group: Group, survey: int | None = None) -> DeceasedCheck | None:
    """Return the newest check that says something of a survey, by when it was done; of a list only if it is its own."""
    checks = DeceasedCheck.objects.filter(group=group).select_related("recorded_by", "traced__group")
    lists = ["", list_of(survey)] if survey else [""]
    return checks.filter(Q(traced=None) | Q(traced__about__in=lists)).first()


def is_recorded_by_hand(group: Group, *, at: datetime.datetime | None = None) -> bool:
    """Tell whether a check that counts for the whole group is in date at that moment."""
    newest = DeceasedCheck.objects.filter(group=group, traced=None).first()
    return is_check_in_date(
        checked_at=newest.checked_at if newest else None, now=at or clock.now(), hours=hours_of(group)
    )


def hours_of(group: Group) -> int:
    """Return how old a check may be."""
    return int(DECEASED_CHECK_HOURS.in_force(group, on=clock.today()))


def covered(group: Group, people: Iterable[int], *, at: datetime.datetime | None = None) -> set[int]:
    """Return which of these people count as checked at that moment by a list."""
    since = (at or clock.now()) - datetime.timedelta(hours=hours_of(group))
    found = Traced.objects.of(group).covering(since=since).filter(person__in=list(people))
    return set(found.values_list("person", flat=True))


def list_in_hand(survey: Survey) -> str:
    """Return how far a list is that was taken to be this survey's next check: "waiting", "loaded", or "" for none."""
    lists = TraceList.objects.of(survey.group).filter(about=list_of(survey.pk)).unfinished()
    newest = lists.first()
    if newest is None or (newest.state == ListState.WAITING and newest.downloaded_at is None):
        return ""
    return str(newest.state)


def anybody_unchecked(group: Group, reminders: Sequence[tuple[int, datetime.datetime]]) -> list[bool]:
    """Tell of each survey and the moment of its reminder whether somebody is then covered by no check in date.

    One query for all of them.
    """
    hours = datetime.timedelta(hours=hours_of(group))
    answers = ask([_unchecked_since_then(group.pk, survey).at(at - hours) for survey, at in reminders])
    return [bool(answer) for answer in answers]


@question()
def _unchecked_since_then(group: int, survey: int) -> InviteeQuerySet:
    by_hand = DeceasedCheck.objects.filter(group=group, traced=None, checked_at__gte=ANY_MOMENT)
    listed = Traced.objects.filter(list__group=group).covering(since=ANY_MOMENT).filter(person=OuterRef("person"))
    waiting = Invitee.objects.filter(survey=survey).to_be_reminded()
    unchecked: InviteeQuerySet = waiting.filter(~Exists(by_hand), ~Exists(listed))
    return unchecked


def unchecked(group: Group, people: Iterable[int], *, at: datetime.datetime | None = None) -> int:
    """Return how many of these people no check in date covers."""
    keys = set(people)
    if is_recorded_by_hand(group, at=at):
        return 0
    return len(keys) - len(covered(group, keys, at=at))
