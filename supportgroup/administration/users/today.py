"""What waits for administrators: roles that end soon, and invitations that nobody has used."""

import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power, Role
from supportgroup.access.grants import powers_of
from supportgroup.accounts.models import RoleHolding
from supportgroup.signin.invitations.rules import GOOD_FOR
from supportgroup.signin.models import Invitation
from supportgroup.ui.todo import Line, Watch
from supportgroup.ui.wording import day, lower_first

SOON = datetime.timedelta(days=14)


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the roles that end within 14 days and the invitations whose link is too old: a line for each."""
    if Power.RUN_GROUP not in powers_of(user.roles_in(group.slug)):
        return []
    ending, unused = _ending(group, today), _unused(group)
    return [Watch([ending, unused], lambda _: _lines(ending, unused, group))]


def _lines(ending: Any, unused: Any, group: Any) -> list[Line]:
    no_role = Cast(Value(""), CharField(max_length=20))
    ends = ending.values("role", key=F("user"), name=F("user__name"), last=F("ends_on"))
    old = unused.values(role=no_role, key=F("user"), name=F("user__name"), last=F("sent_at__date"))
    found = ends.union(old, all=True).order_by("name", "key", "role")
    return [_ends(group, row) if row["role"] else _not_used(group, row) for row in found]


def _ending(group: Any, today: datetime.date) -> Any:
    """Return the roles in force that end soon and are not given again from the day after."""
    goes_on = RoleHolding.objects.of(group).filter(user=OuterRef("user"), role=OuterRef("role"), stopped_at=None)
    follows = goes_on.filter(starts_on__gt=OuterRef("ends_on"))
    ending = RoleHolding.objects.of(group).in_force(on=today).filter(ends_on__lte=today + SOON)
    return ending.filter(~Exists(follows))


def _unused(group: Any) -> Any:
    return Invitation.objects.of(group).not_come().filter(sent_at__lt=clock.now() - GOOD_FOR, user__is_active=True)


def _ends(group: Any, row: dict[str, Any]) -> Line:
    return Line(
        f"{row['name']}’s role as {lower_first(str(Role(row['role']).label))} ends on {day(row['last'])}",
        _page(group, row),
        "Give a later last day if they stay.",
        due=row["last"],
        consequence="the day after, it opens nothing",
    )


def _not_used(group: Any, row: dict[str, Any]) -> Line:
    return Line(
        f"Invitation to {row['name']} not used",
        _page(group, row),
        f"It was sent on {day(row['last'])} and its link is too old. Send it again, or withdraw it.",
    )


def _page(group: Any, row: dict[str, Any]) -> str:
    return reverse("user", args=[group.slug, row["key"]])
