"""Each kind of message is registered once by its room, in `AppConfig.ready`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from . import secrecy
from .letter import Email
from .models import Message
from .secrecy import HiddenFrom


def _needs_no_preparation(messages: Sequence[Message]) -> None:
    return None


def _has_no_words(occasions: Collection[str]) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Pack:
    """One kind of pack in a print run. format: in words. packs: how many of it.

    pages: sides of one pack, the empty backs between its parts counted, 0 where that is not known. enclosed: what is
    put in beside the paper, each by its name in the plural.
    """

    format: str
    packs: int
    pages: int
    enclosed: tuple[str, ...] = ()

    @property
    def sheets(self) -> int:
        """Return how many sheets one pack is, printed on both sides."""
        return -(-self.pages // 2)


@dataclass(frozen=True)
class Kind:
    """How one kind of message is written, asked again, and printed.

    label: what staff read on the messages page.
    compose: the email's words, made when it is sent. `message.addressee` is who it is for.
    why_not_send: asked at the moment of sending; a reason to hold it, or None.
    print_run: the PDF of many letters of one occasion, in the order given; None where never printed. Called with
        `cover`, a PDF, it has that on top, on a sheet of its own.
    specimen: the same PDF to be looked at here: every link and code in it opens nothing.
    packs: what packs the letters of a print run make; None where each is a letter and nothing else.
    text: the words of a text message; None where this kind is never sent as one.
    prepare: called once with each batch before the others are, to fetch in one query what they will want;
        it may leave what it finds on the messages themselves.
    occasion_words: what occasions are called on the pages ("Satisfaction survey"), by occasion.
    mendable: those reasons of why_not_send that somebody here can put right, so that the message can go after all.
    asked_for: the person asked for it themselves a moment ago, so it goes although they want no contact.
    has_enclosures: its letters come with forms or envelopes, so that only we can print and post them.
    hidden_from: given a user and a group, what is hidden from them although they have the power that `seen_by` names.
    """

    name: str
    label: str
    compose: Callable[[Message], Email]
    why_not_send: Callable[[Message], str | None]
    print_run: Callable[..., bytes] | None = None
    specimen: Callable[[Sequence[Message]], bytes] | None = None
    packs: Callable[[Sequence[Message]], Sequence[Pack]] | None = None
    text: Callable[[Message], str] | None = None
    prepare: Callable[[Sequence[Message]], None] = _needs_no_preparation
    occasion_words: Callable[[Collection[str]], Mapping[str, str]] = _has_no_words
    mendable: Collection[str] = frozenset()
    hidden_from: HiddenFrom | None = None
    asked_for: bool = False
    has_enclosures: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. A name is registered once."""
    if kind.name in _kinds:
        raise ValueError(f"The kind {kind.name} is registered twice.")
    _kinds[kind.name] = kind
    if kind.hidden_from:
        secrecy.register(kind.name, kind.hidden_from)


def kind_of(message: Message) -> Kind:
    """Return how this message's kind is written. KeyError where its room no longer knows it."""
    return _kinds[message.kind]


def kind_called(name: str) -> Kind | None:
    """Return the kind of this name, or None."""
    return _kinds.get(name)


def label_of(name: str) -> str:
    """Return what staff call this kind, also where its room no longer knows it."""
    kind = _kinds.get(name)
    return kind.label if kind else "A kind no longer used"


def every_kind() -> list[Kind]:
    """Return all registered kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]
