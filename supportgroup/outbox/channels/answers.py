"""What became of one hand-over, and a mail server's numbers in plain words."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_ENHANCED = re.compile(r"\b[45]\.(\d{1,3}\.\d{1,3})\b")
# RFC 3463: what the second and third number of an enhanced status say.
_ENHANCED_WORDS = {
    "1.1": "There is no mailbox with this address",
    "1.2": "There is no mail server for the part of the address after the @",
    "1.3": "The address is not written as an address can be",
    "1.6": "The mailbox has moved and left no new address",
    "1.10": "This address takes no mail at all",
    "2.1": "The mailbox is closed",
    "2.2": "The mailbox is full",
    "3.4": "The message is too big for their mail server",
    "7.1": "Their mail server does not take mail from us",
}
_CODE_WORDS = {
    550: "There is no mailbox with this address",
    551: "The mailbox is somewhere else",
    552: "The mailbox is full",
    553: "The address is not written as an address can be",
}


_MAILBOX_FULL = "2.2"
_FOR_NOW = range(400, 500)


class Result(Enum):
    """What became of one hand-over."""

    ACCEPTED = auto()
    REFUSED = auto()
    """For good: trying again would get the same answer."""
    LATER = auto()
    """Not this time; nothing was taken, so it may be tried again."""
    UNSURE = auto()
    """The message was given and no answer came: it may have arrived."""
    AWAY = auto()
    """The server takes nothing from us at the moment, whoever it is for."""


@dataclass(frozen=True)
class Answer:
    """What became of one hand-over, with the reason in plain words, which never holds an address."""

    result: Result
    reason: str = ""


def in_words(code: int, said: bytes | str) -> str:
    """Return what a mail server's refusal means. Its own text is left out: it tends to repeat the address."""
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    found = _ENHANCED.search(text)
    detail = found.group(1) if found else ""
    if code in _FOR_NOW and detail != _MAILBOX_FULL:
        return f"Their mail server asked us to come later ({code})."
    words = _ENHANCED_WORDS.get(detail) or _CODE_WORDS.get(code, "The mail server refused this message")
    return f"{words} ({code})."
