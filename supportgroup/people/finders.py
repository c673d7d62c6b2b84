"""What rooms above know people by: each registers a finder in `AppConfig.ready`, this room only asks.

A finder gets what was typed, the user and the group, and returns the keys of the people whom it names and whom this
user may find in that way; nothing for what it does not understand.
"""

from collections.abc import Callable, Iterable
from typing import Any

Finder = Callable[..., Iterable[int]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Have `finder(text, user=user, group=group)` asked in every search of the register."""
    _finders.append(finder)


def keys_of(text: str, *, user: Any, group: Any) -> list[int]:
    """Return the keys of the people whom any finder knows by this text."""
    return [key for finder in _finders for key in finder(text, user=user, group=group)]
