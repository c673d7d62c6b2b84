"""What waits in the contact log: what this user said they would do, and what nobody is named for."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.remembered import remembered
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted

from .models import FollowUp

SOON = datetime.timedelta(days=7)
MOST = 5
"""Lines of this room; more become one."""
_SHOWN = ("what", "due_on", "clinical", "owner", "entry__person__first_name", "entry__person__last_name")


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the follow-ups of this user that are due within a week."""
    if Power.EDIT_PEOPLE not in powers_of(user.roles_in(group.slug)):
        return []
    return [Watch([_any_due(group.pk, user.pk, today)], lambda _: _lines(user, group, today))]


@question()
def _any_due(group: int, user: int, today: datetime.date) -> Any:
    return _due(FollowUp.objects.of(group), user, today)


def _due(follow_ups: Any, user: int, today: datetime.date) -> Any:
    return follow_ups.open().for_user(user).due_by(today + SOON)


@remembered
def _first_due(group: int, user: int, today: datetime.date) -> Any:
    due = _due(FollowUp.objects.of(group), user, today)
    return due.select_related("entry__person").only(*_SHOWN)[: MOST + 1]


def _lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return a line for each; more than a few become one line."""
    found = _first_due(group.pk, user.pk, today)
    if len(found) > MOST:
        late = _due(FollowUp.objects.visible_to(user, in_group=group), user.pk, today).count()
        page = reverse("follow_ups", args=[group.slug]) + "?state=mine"
        return [Line(f"See to {counted(late, 'follow-up')} from the contact log", page, due=found[0].due_on)]
    return [_line(one, group, today) for one in found]


def _line(follow_up: FollowUp, group: Any, today: datetime.date) -> Line:
    person = follow_up.entry.person
    about = "It ends when it is entered in the hospital record." if follow_up.clinical else ""
    return Line(
        text=f"{follow_up.what}: {person}",
        url=reverse("person", args=[group.slug, person.pk]),
        reason=about or ("You said you would." if follow_up.owner_id else "Nobody is named for it."),
        due=follow_up.due_on,
        urgent=follow_up.clinical and follow_up.due_on <= today,
    )
