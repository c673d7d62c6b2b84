"""What is due to be destroyed, for those who keep the records."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui import wording
from supportgroup.ui.todo import Line

from . import table


def lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return one line for all that is due, with how many of what."""
    powers = powers_of(user.roles_in(group.slug))
    if Power.KEEP_RECORDS not in powers:
        return []
    due = [line for line in table.lines(group, today=today) if line.due and line.kept.also in {None, *powers}]
    if not due:
        return []
    what = wording.listed([line.due_words for line in due])
    url = due[0].url if len(due) == 1 else reverse("records", args=[group.slug])
    return [Line(f"Look through {what}", url, "The time for which we keep them is over. You decide whether they go.")]
