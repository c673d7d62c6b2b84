"""Which complaints wait for somebody on their Today page."""

import datetime
from typing import Any

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch, question

from .choices import State
from .models import Complaint

SHOWN = 5


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the complaints that are not closed: a line for each, the oldest first, at most 5."""
    if Power.HANDLE_COMPLAINTS not in powers_of(user.roles_in(group.slug)):
        return []
    visible = Complaint.objects.visible_to(user, in_group=group)
    return [Watch([_any_unclosed(group.pk)], lambda _: _lines(visible.unclosed(), group, today))]


@question()
def _any_unclosed(group: int) -> Any:
    return Complaint.objects.of(group).unclosed()


def _lines(waiting: Any, group: Any, today: datetime.date) -> list[Line]:
    oldest = list(waiting[:SHOWN])
    for complaint in oldest:
        complaint.group = group
    return [_line(complaint, today=today) for complaint in oldest]


def _line(complaint: Complaint, *, today: datetime.date) -> Line:
    if complaint.state == State.NEW:
        return Line(
            f"Acknowledge complaint {complaint.reference}",
            complaint.get_absolute_url(),
            "Somebody complained about how their information was used.",
            due=complaint.acknowledge_by,
            consequence="the law gives 30 days",
            urgent=complaint.acknowledge_by < today,
        )
    return Line(
        f"Look into complaint {complaint.reference}",
        complaint.get_absolute_url(),
        "It is acknowledged. Tell them what came of it.",
    )
