"""Who acts: a signed-in user, a person by their own link, or the system by name."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest


class Actor(Protocol):
    """What an action needs to know of whoever does it.

    kind is "user", "person" or "system"; key is the row's id, None for the system; name is how the
    trail will show them; user is the user's row or None, for columns that say who decided.
    """

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def user(self) -> Any: ...


@dataclass(frozen=True)
class SignedIn:
    """A user who signed in."""

    user: Any
    kind: str = "user"

    @property
    def key(self) -> int | None:
        return int(self.user.pk)

    @property
    def name(self) -> str:
        return str(self.user)


@dataclass(frozen=True)
class ByTheirOwnLink:
    """A person of the register who came by a link, a typed code or an emailed code.

    The trail keeps their key and no name: who they are is looked up while they are on the register.
    """

    key: int
    kind: str = "person"
    name: str = "the person themselves"
    user: None = None


@dataclass(frozen=True)
class System:
    """The clock or a command, by name."""

    name: str
    kind: str = "system"
    key: None = None
    user: None = None


CLOCK = System("the clock")
"""What Celery starts by itself."""


def actor(request: HttpRequest) -> Actor:
    """Return who acts in this request: the signed-in user."""
    return SignedIn(request.user)
