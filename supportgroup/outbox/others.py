"""Recipients who are neither on the register nor users: the room that knows them says who a key is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from .choices import RecipientKind


@dataclass(frozen=True)
class Other:
    """Somebody we write to because they wrote to us. address: as they gave it, "" for none."""

    name: str
    email: str = ""
    address: str = ""

    def __str__(self) -> str:
        return self.name


Finder = Callable[[Collection[int]], Mapping[int, Other]]
_finders: dict[str, Finder] = {}


def register(kind: RecipientKind, finder: Finder) -> None:
    """Have this asked who the recipients of a kind are, by their keys."""
    _finders[kind] = finder


def find(kind: str, keys: Collection[int]) -> Mapping[int, Other]:
    """Return who these keys are; nobody for a kind that no room knows."""
    finder = _finders.get(kind)
    return finder(keys) if finder and keys else {}
