"""What waits in this room: spreadsheets that nobody has confirmed."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.ui import wording
from supportgroup.ui.todo import Line

from . import facets, policy
from .importing.steps import page_of
from .models import Import, Person


def lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return a line for each spreadsheet that waits, for who may import, and what the register asks for."""
    return _spreadsheets(user, group) + _people(user, group, today)


def _people(user: Any, group: Any, today: datetime.date) -> list[Line]:
    current = Person.objects.visible_to(user, in_group=group).current()
    review_days = policy.REVIEW_NEEDS.in_force(group, on=today)
    found = []
    for only, verb, reason in _ASKS:
        if number := facets.narrowed(current, only, today=today, review_days=review_days).count():
            url = f"{reverse('people', args=[group.slug])}?only={only}"
            text = f"{verb} {wording.counted(number, 'person', 'people')}"
            found.append(Line(text=text, url=url, reason=reason))
    return found


_ASKS = (
    ("review", "Ask again what they need:", "Their access needs are due for review."),
    ("turning_18", "Look at who turns 18:", "From that day they decide for themselves."),
)


def _spreadsheets(user: Any, group: Any) -> list[Line]:
    waiting = Import.objects.visible_to(user, in_group=group).unconfirmed().select_related("file", "work")
    return [
        Line(
            text=f"Finish importing “{one.file_name}”",
            url=reverse(page_of(one), args=[group.slug, one.pk]),
            reason="Nobody in it is on the register yet.",
            due=one.file.keep_until,
            consequence="or the file is forgotten",
        )
        for one in waiting
    ]
