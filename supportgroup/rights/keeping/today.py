"""What is due to be destroyed, for those who keep the records."""

import datetime
from collections.abc import Sequence
from itertools import compress
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.groups.keeping import Kept, everything_kept
from supportgroup.ui import wording
from supportgroup.ui.todo import Line, Watch, question

from . import table
from .models import Hold


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch what is due of every kind of record on which this user decides."""
    powers = powers_of(user.roles_in(group.slug))
    if Power.KEEP_RECORDS not in powers:
        return []
    kinds = [kept for kept in everything_kept() if kept.also in {None, *powers}]
    over, held = table.over(kinds, group, today=today), _any_held(group.pk)
    return [Watch([*over, held], lambda found: _lines(list(compress(kinds, found)), group, today, held=found[-1]))]


@question()
def _any_held(group: int) -> Any:
    return Hold.objects.of(group).in_force()


def _lines(kinds: Sequence[Kept], group: Any, today: datetime.date, *, held: int) -> list[Line]:
    """Return one line for all kinds of which something is due. held: whether anything at all is held."""
    due = table.not_held(kinds, group, today=today) if held else kinds
    if not due:
        return []
    what = wording.listed([kept.what for kept in due])
    records = reverse("records", args=[group.slug])
    url = reverse("records_of_a_kind", args=[group.slug, due[0].key]) if len(due) == 1 else records
    return [Line(f"Look through {what}", url, "The time for which we keep them is over. You decide whether they go.")]
