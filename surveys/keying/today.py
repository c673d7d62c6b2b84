"""What waits in this room: forms that were drawn, and forms to settle."""

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch
from supportgroup.ui.wording import counted

from .models import Drawn


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the forms that this user can key a second time or settle: those of surveys in which they have the duty."""
    if Power.KEY_FORMS not in powers_of(user.roles_in(group.slug)):
        return []
    mine = Drawn.objects.open_to(user, group=group)
    again, open_ones = mine.to_key_again().exclude(first_by=user), mine.to_settle()
    return [
        Watch([again], lambda _: _lines(again, group, _again)),
        Watch([open_ones], lambda _: _lines(open_ones, group, _to_settle)),
    ]


def _lines(rows: Any, group: Any, words: Callable[[int, str], tuple[str, str]]) -> list[Line]:
    found = Counter(rows.order_by("survey").values_list("survey", "survey__title"))
    lines = []
    for (survey, title), count in found.items():
        text, reason = words(count, title)
        lines.append(Line(text=text, reason=reason, url=reverse("forms", args=[group.slug, survey])))
    return lines


def _again(count: int, title: str) -> tuple[str, str]:
    return f"Key {counted(count, 'form')} of “{title}” a second time", "A colleague keyed what was drawn by chance."


def _to_settle(count: int, title: str) -> tuple[str, str]:
    return f"Settle {counted(count, 'form')} of “{title}”", "Two keyings differ. Look at the paper again."
