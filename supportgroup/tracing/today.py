"""What waits in this room: results to be looked at, people to be looked at, details to be decided."""

import datetime
from typing import Any

from django.db.models import Count, Q

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted, day

from .choices import Finding, ListState
from .models import TraceList


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the lists that may wait for somebody, for who may check."""
    if Power.TRACE_PEOPLE not in powers_of(user.roles_in(group.slug)):
        return []
    visible = TraceList.objects.visible_to(user, in_group=group)
    return [Watch([_any_waits(group.pk)], lambda _: _lines(_waiting(visible)))]


@question()
def _any_waits(group: int) -> Any:
    return _waiting(TraceList.objects.of(group))


def _waiting(lists: Any) -> Any:
    return lists.filter(state__in=[ListState.WAITING, ListState.LOADED, ListState.CHECKED], forgotten_on=None)


def _lines(found: Any) -> list[Line]:
    """Return a line for each list that waits."""
    unsure = Count("traced", filter=Q(traced__finding=Finding.UNSURE))
    changed = Count("traced", filter=~Q(traced__proposals={}))
    told = (
        _line(one) for one in found.select_related("file", "group").annotate(now_unsure=unsure, now_changed=changed)
    )
    return [line for line in told if line]


def _line(listed: Any) -> Line | None:
    url = listed.get_absolute_url()
    if listed.state == ListState.WAITING:
        made = f"{listed.title}: the list was made on {day(listed.made_at)}."
        if listed.downloaded_at is None:
            return Line(text="Download the list for the deceased check", url=url, reason=made)
        return Line(text="Load the result of the deceased check", url=url, reason=made)
    if listed.state == ListState.LOADED:
        keep = listed.file.keep_until if listed.file else None
        return Line(
            text="Look at the result of the deceased check",
            url=f"{url}result/",
            reason=f"{listed.title}: nobody is marked yet.",
            due=keep,
            consequence="or the result is forgotten" if keep else "",
        )
    if listed.now_unsure:
        people = counted(listed.now_unsure, "person", "people")
        return Line(text=f"Look at {people} the deceased check is not sure of", url=url, reason=f"{listed.title}.")
    if listed.now_changed:
        people = counted(listed.now_changed, "person", "people")
        return Line(
            text=f"Decide on other details of {people}", url=url, reason=f"{listed.title}: nothing is changed yet."
        )
    return None
