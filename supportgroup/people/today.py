"""What waits in this room: spreadsheets that nobody has confirmed."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui import wording
from supportgroup.ui.todo import Line, Watch, question

from . import facets, policy
from .importing.steps import page_of
from .models import Import, Person


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the spreadsheets that wait, for who may import, and what the register asks for, for who may see it."""
    powers = powers_of(user.roles_in(group.slug))
    found = []
    if Power.IMPORT_PEOPLE in powers:
        visible = Import.objects.visible_to(user, in_group=group)
        found.append(Watch([_unconfirmed(group.pk)], lambda _: _spreadsheets(visible.unconfirmed(), group)))
    if Power.SEE_PEOPLE in powers:
        found.append(_people(group, today))
    return found


@question()
def _unconfirmed(group: int) -> Any:
    return Import.objects.of(group).unconfirmed()


def _people(group: Any, today: datetime.date) -> Watch:
    review_days = policy.REVIEW_NEEDS.in_force(group, on=today)
    asked = [_asked(group.pk, only, today, review_days) for only, _, _ in _ASKS]
    return Watch(asked, lambda counts: _lines(counts, group))


@question(counted=True)
def _asked(group: int, only: str, today: datetime.date, review_days: int) -> Any:
    return facets.narrowed(Person.objects.of(group).current(), only, today=today, review_days=review_days)


def _lines(counts: Sequence[int], group: Any) -> list[Line]:
    return [
        Line(
            text=f"{verb} {wording.counted(number, 'person', 'people')}",
            url=f"{reverse('people', args=[group.slug])}?only={only}",
            reason=reason,
        )
        for number, (only, verb, reason) in zip(counts, _ASKS, strict=True)
        if number
    ]


_ASKS = (
    ("review", "Ask again what they need:", "Their access needs are due for review."),
    ("turning_18", "Look at who turns 18:", "From that day they decide for themselves."),
)


def _spreadsheets(waiting: Any, group: Any) -> list[Line]:
    return [
        Line(
            text=f"Finish importing “{one.file_name}”",
            url=reverse(page_of(one), args=[group.slug, one.pk]),
            reason="Nobody in it is on the register yet.",
            due=one.file.keep_until,
            consequence="or the file is forgotten",
        )
        for one in waiting.select_related("file", "work")
    ]
