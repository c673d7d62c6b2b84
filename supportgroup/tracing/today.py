"""What waits in this room: results to be looked at, people to be looked at, details to be decided."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.showing import once
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted, day

from . import news
from .choices import Finding, ListState
from .models import TraceList


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the lists that may wait for somebody, for who may check."""
    if Power.TRACE_PEOPLE not in powers_of(user.roles_in(group.slug)):
        return []
    return [Watch([_any_waits(group.pk)], lambda _: _lines(user, group, news.spoken_for(user, group, today)))]


@question()
def _any_waits(group: int) -> Any:
    return _waiting(TraceList.objects.of(group))


def _waiting(lists: Any) -> Any:
    return lists.filter(state__in=[ListState.WAITING, ListState.LOADED, ListState.CHECKED], forgotten_on=None)


def steps(user: Any, group: Any) -> list[tuple[Any, Line]]:
    """Return what each list of the group waits for, with its line; what waits for nobody is left out."""
    visible = TraceList.objects.visible_to(user, in_group=group)
    return once(group, "tracing.steps", lambda: _steps(visible))


def _steps(lists: Any) -> list[tuple[Any, Line]]:
    unsure = Count("traced", filter=Q(traced__finding=Finding.UNSURE))
    changed = Count("traced", filter=~Q(traced__proposals={}))
    found = _waiting(lists).select_related("file", "group").annotate(now_unsure=unsure, now_changed=changed)
    told = [(one, _line(one)) for one in found]
    return [(one, line) for one, line in told if line]


def holds_up(listed: Any) -> bool:
    """Tell whether a list as `steps` returns it stands between somebody and being written to."""
    return bool(listed.state != ListState.CHECKED or listed.now_unsure)


def _lines(user: Any, group: Any, spoken_for: Collection[str]) -> list[Line]:
    """Return a line for each list that waits, but for what a room above says of it."""
    return [line for one, line in steps(user, group) if not (one.about in spoken_for and holds_up(one))]


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
