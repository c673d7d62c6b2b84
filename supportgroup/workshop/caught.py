"""The caught mail: one .eml file a message, newest first."""

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import overload

_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")
_LINK = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True)
class Caught:
    """One message as it was handed over. `text` and `html` are empty where it has no such part."""

    name: str
    at: datetime
    recipient: str
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str

    @property
    def links(self) -> list[str]:
        """Return the addresses in the text, each once, in their order."""
        return list(dict.fromkeys(link.rstrip(".,;:!?)") for link in _LINK.findall(self.text)))


class Mailbox(Sequence[Caught]):
    """All caught messages, newest first; only those that are asked for are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = (path.stem for path in folder.glob("*.eml")) if folder.is_dir() else ()
        self.names = sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, which: int) -> Caught: ...

    @overload
    def __getitem__(self, which: slice) -> list[Caught]: ...

    def __getitem__(self, which: int | slice) -> Caught | list[Caught]:
        if isinstance(which, slice):
            return [self.message(name) for name in self.names[which]]
        return self.message(self.names[which])

    def message(self, name: str) -> Caught:
        """Return one message; raises KeyError where there is none of this name."""
        if name not in self.names:
            raise KeyError(name)
        read = email.message_from_bytes((self.folder / f"{name}.eml").read_bytes(), policy=email.policy.default)
        return Caught(
            name=name,
            at=datetime.strptime(name.split("-", maxsplit=1)[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC),
            recipient=str(read.get("X-Caught-For", "")),
            sender=str(read.get("From", "")),
            reply_to=str(read.get("Reply-To", "")),
            subject=str(read.get("Subject", "")),
            text=_part(read, "plain"),
            html=_part(read, "html"),
        )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return "" if body is None else str(body.get_content())
