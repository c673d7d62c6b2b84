"""Which messages somebody may not see although they have the power: the room that sends them may ask for a duty too."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import Q

HiddenFrom = Callable[[Any, Any], Q | None]
"""Given a user and a group, what is hidden from them by kind, occasion and the power that sees it; None for nothing."""

_kinds_of: dict[HiddenFrom, list[str]] = defaultdict(list)


def register(kind: str, hidden_from: HiddenFrom) -> None:
    """Ask this function whenever messages of this kind, or print runs of them, are shown to somebody."""
    _kinds_of[hidden_from].append(kind)


def hidden(user: Any, group: Any) -> list[Q]:
    """Return what is hidden from this user in this group; each function is asked once for all its kinds."""
    found = ((kinds, hidden_from(user, group)) for hidden_from, kinds in _kinds_of.items())
    return [Q(kind__in=kinds) & what for kinds, what in found if what is not None]
