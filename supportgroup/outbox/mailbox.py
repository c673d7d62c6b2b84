"""The mailbox to which mail comes back, read over IMAP: only what is new, changing nothing in it but "seen"."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from .bounces import LARGEST

SECONDS_OF_PATIENCE = 30
_PORTS = {"imaps": 993, "imap": 143}
MOST_AT_ONCE = 500


class NotReadable(Exception):  # noqa: N818  it is told to those who look after the service, not raised at anybody
    """The mailbox cannot be read. The text says why, without its password."""


@dataclass(frozen=True)
class Arrived:
    """One mail in the mailbox."""

    uid: int
    raw: bytes


class Mailbox:
    """An open mailbox. validity: IMAP's UIDVALIDITY; where it changes, all numbers begin anew."""

    def __init__(self, server: imaplib.IMAP4, validity: str) -> None:
        self._server, self.validity = server, validity

    def after(self, uid: int) -> Iterator[Arrived]:
        """Give the mails that came after this one, oldest first, at most so many; what is too large is left out."""
        _, found = self._ask("SEARCH", None, f"UID {uid + 1}:*")
        uids = sorted(number for number in map(int, (found[0] or b"").split()) if number > uid)
        for number in uids[:MOST_AT_ONCE]:
            _, parts = self._ask("FETCH", str(number), f"(BODY.PEEK[]<0.{LARGEST}>)")
            raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
            yield Arrived(number, raw)

    def mark_seen(self, uid: int) -> None:
        """Mark a mail as seen: those who look into the mailbox know that it was dealt with."""
        self._ask("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, command: str, *words: str | None) -> tuple[str, list[Any]]:
        answer, found = self._server.uid(command, *words)  # type: ignore[arg-type]
        if answer != "OK":
            raise NotReadable(f"The mailbox for returned mail answered {answer} to {command}.")
        return answer, found


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """Open the mailbox at this address (imaps://user:password@host:993/INBOX) until the block ends."""
    at = urlsplit(url)
    try:
        server = _connected(at)
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise NotReadable(f"The mailbox for returned mail does not answer ({type(trouble).__name__}).") from None
    try:
        server.login(unquote(at.username or ""), unquote(at.password or ""))
        server.select(unquote(at.path.strip("/")) or "INBOX")
        yield Mailbox(server, (server.response("UIDVALIDITY")[1] or [b""])[0].decode())
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise NotReadable(f"The mailbox for returned mail could not be read ({type(trouble).__name__}).") from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def name_of(url: str) -> str:
    """Return what a mailbox is kept under: who and where, without the password."""
    at = urlsplit(url)
    return f"{unquote(at.username or '')}@{at.hostname}{at.path}"[:200]


def _connected(at: SplitResult) -> imaplib.IMAP4:
    port = at.port or _PORTS.get(at.scheme, 993)
    host = at.hostname or ""
    if at.scheme == "imaps":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS_OF_PATIENCE)
    return imaplib.IMAP4(host, port, timeout=SECONDS_OF_PATIENCE)
