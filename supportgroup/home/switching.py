"""From one group to another, for users with a role in more than one."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from supportgroup.ui.wording import listed, lower_first


@dataclass(frozen=True)
class Way:
    """One group a user may go to: its name, the roles they hold there, its address."""

    name: str
    roles: str
    url: str


def roles_words(user: Any, slug: str) -> str:
    """Return the roles a user holds in a group today: "nurse and PALS officer"."""
    return listed(sorted(lower_first(role.label) for role in user.roles_in(slug)))


def groups_of(user: Any, *, but: str = "") -> list[Way]:
    """Return the groups in which a user holds a role today, but the one they are in."""
    names = user.group_names().items()
    return [Way(name, roles_words(user, slug), reverse("today", args=[slug])) for slug, name in names if slug != but]
