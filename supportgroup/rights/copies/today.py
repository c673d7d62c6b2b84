"""Which requests for a copy wait for somebody on their Today page."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.remembered import remembered
from supportgroup.ui.todo import Line, Watch, question

from .choices import State
from .models import CopyRequest, Stop
from .timing import standing_of

SHOWN = 5


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the requests that are not answered: a line for each, the oldest first, at most 5. Nobody is named."""
    powers, found = powers_of(user.roles_in(group.slug)), []
    if Power.ANSWER_REQUESTS in powers:
        found.append(Watch([_any_unanswered(group.pk)], lambda _: _lines(_oldest_unanswered(group.pk), group, today)))
    if Power.SEE_WHO_REPLIED in powers:
        found.append(Watch([_any_without_pals(group.pk)], lambda _: _of_pals(_oldest_without_pals(group.pk), group)))
    return found


@question()
def _any_unanswered(group: int) -> Any:
    return CopyRequest.objects.of(group).unanswered()


@question()
def _any_without_pals(group: int) -> Any:
    return CopyRequest.objects.of(group).without_pals_part()


@remembered
def _oldest_unanswered(group: int) -> Any:
    stopped = Exists(Stop.objects.filter(request=OuterRef("pk")))
    return CopyRequest.objects.of(group).unanswered().annotate(was_stopped=stopped).order_by("asked_on", "pk")[:SHOWN]


@remembered
def _oldest_without_pals(group: int) -> Any:
    return CopyRequest.objects.of(group).without_pals_part().order_by("asked_on", "pk")[:SHOWN]


def _of_pals(waiting: list[CopyRequest], group: Any) -> list[Line]:
    """Return a line for each copy whose closed envelope a nurse waits for."""
    return [
        Line(
            f"Make PALS’s part of the copy for {str(asked).lower()}",
            reverse("person", args=[group.slug, asked.person_id]),
            "Nurses are never told who replied or was reminded. Give them this part in a closed envelope.",
            due=asked.month_on,
        )
        for asked in waiting
    ]


def _lines(waiting: list[Any], group: Any, today: datetime.date) -> list[Line]:
    prefetch_related_objects([asked for asked in waiting if asked.was_stopped], "stops")
    for asked in waiting:
        asked.group = group
    return [_line(asked, today=today) for asked in waiting]


def _line(asked: Any, *, today: datetime.date) -> Line:
    standing = standing_of(asked, today=today, was_stopped=asked.was_stopped)
    if asked.state == State.STOPPED:
        return Line(f"Ask again for {asked}", asked.get_absolute_url(), standing.says)
    verb = "Hand over the copy for" if asked.identity else "Make sure who asks in"
    return Line(
        f"{verb} {str(asked).lower()}",
        asked.get_absolute_url(),
        "Somebody asked for everything that is held on them.",
        due=standing.due_on,
        consequence="the law gives a month" if not asked.longer else "the law gives three months",
        urgent=standing.is_late,
    )
