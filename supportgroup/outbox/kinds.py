"""Each kind of message is registered once by its room, in `AppConfig.ready`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .letter import Email
from .models import Message


@dataclass(frozen=True)
class Kind:
    """How one kind of message is written, asked again, and printed.

    label: what staff read on the messages page.
    compose: the email's words, made when it is sent.
    why_not_send: asked at the moment of sending; a reason to hold it, or None.
    print_run: the PDF of many letters of one occasion, in the order given; None where never printed.
    """

    name: str
    label: str
    compose: Callable[[Message], Email]
    why_not_send: Callable[[Message], str | None]
    print_run: Callable[[Sequence[Message]], bytes] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. A name is registered once."""
    if kind.name in _kinds:
        raise ValueError(f"The kind {kind.name} is registered twice.")
    _kinds[kind.name] = kind


def kind_of(message: Message) -> Kind:
    """Return how this message's kind is written."""
    return _kinds[message.kind]


def every_kind() -> list[Kind]:
    """Return all registered kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]
