"""Text messages: into the developer's mail catcher, or through GOV.UK Notify. Each is known by our own reference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from .answers import Answer, Result

CONSOLE, NOTIFY = "console", "notify"
AWAY = "The text service did not answer. We try again by ourselves."
ACCEPTED = Answer(Result.ACCEPTED)


@dataclass(frozen=True)
class TextMessage:
    """A text ready to be handed over: a mobile number, the words, our own reference.

    was_tried: an earlier try was not answered or not settled, so it may have been taken after all.
    """

    number: str
    words: str
    reference: str
    was_tried: bool = False


@dataclass(frozen=True)
class Fate:
    """What became of what was taken: it arrived, it failed with a reason, or neither is known yet.

    by_address: it is the address that failed; for_good: it will fail again.
    """

    arrived: bool = False
    failed_because: str = ""
    by_address: bool = False
    for_good: bool = False


def nothing() -> None:
    return None


class TextService(Protocol):
    """What a run needs of a service that sends texts; `meanwhile` is as for the mail server."""

    def is_there(self) -> bool: ...
    def send(self, message: TextMessage, *, meanwhile: Callable[[], None] = nothing) -> Answer: ...
    def fate_of(self, reference: str) -> Fate: ...


class Console:
    """Gives texts to the mail server that Django's settings name, which on a developer's machine is the catcher."""

    def is_there(self) -> bool:
        return True

    def send(self, message: TextMessage, *, meanwhile: Callable[[], None] = nothing) -> Answer:
        """Hand a text over as an email whose address is the number."""
        email = EmailMessage(
            "Text message", message.words, settings.DEFAULT_FROM_EMAIL, [f"{message.number}@text.invalid"],
            headers={"Message-ID": f"<{message.reference}@text.invalid>"}, connection=get_connection(),
        )  # fmt: skip
        try:
            email.send()
        except OSError:
            return Answer(Result.AWAY, AWAY)
        return ACCEPTED

    def fate_of(self, reference: str) -> Fate:
        return Fate(arrived=True)


def service() -> TextService | None:
    """Return the service that settings name, or None where texts are not sent."""
    if settings.TEXTS == CONSOLE:
        return Console()
    if settings.TEXTS != NOTIFY:
        return None
    from .notify import Notify  # its client takes 9 MB, which a process of the website has no use for

    return Notify()
