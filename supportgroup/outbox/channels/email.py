"""Email over one kept connection, spoken step by step, because what an answer means depends on the step.

Before the server has asked for the message, a lost connection has lost nothing: it may be tried again. After the
message was given, a lost answer means that it may have arrived.
"""

import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from supportgroup.outbox.compose import Envelope
from supportgroup.outbox.rules import MAIL_SERVER_AWAY

from .answers import Answer, Result, in_words
from .text import NOTIFY

_ACCEPTED = Answer(Result.ACCEPTED)
_AWAY = Answer(Result.AWAY, MAIL_SERVER_AWAY)
_LOST_BEFORE = Answer(Result.LATER, "The mail server broke off before it took the message.")
_LOST_AFTER = Answer(
    Result.UNSURE, "The mail server had the message and did not answer. It may have arrived, or it may not."
)
_DONE, _WILL_FORWARD, _GO_ON, _CLOSING = 250, 251, 354, 421
_FOR_GOOD = range(500, 600)
_FOR_NOW = range(400, 500)


def _nothing() -> None:
    return None


class MailServer:
    """One connection to the mail server that Django's settings name, opened when first needed and kept."""

    def __init__(self) -> None:
        self.backend: Any = get_connection()
        self._fresh = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self.backend.close()

    def is_there(self) -> bool:
        """Open the connection unless it is open, and tell whether that worked."""
        if not isinstance(self.backend, EmailBackend) or self.backend.connection is not None:
            return True
        backend: Any = self.backend
        try:
            backend.open()
            backend.connection.ehlo_or_helo_if_needed()
        except OSError:
            self._drop()
            return False
        self._fresh = True
        return True

    def send(self, envelope: Envelope, *, meanwhile: Callable[[], None] = _nothing) -> Answer:
        """Hand one email over and return what became of it. Never raises for what a server or a wire does.

        meanwhile: called while the server takes the message in, which is when it keeps us waiting longest.
        """
        if not isinstance(self.backend, EmailBackend):
            return self._send_by_backend(envelope)
        if not self.is_there():
            return _AWAY
        answer = self._begin(envelope.sender)
        if answer is None:
            answer = self._name_recipient(envelope.recipient) or self._give(envelope.content, meanwhile)
        self._fresh = False
        return answer

    def _begin(self, sender: str) -> Answer | None:
        """Name the sender. A kept connection may have been closed meanwhile: then once on a new one."""
        try:
            code, _ = self.backend.connection.mail(sender)
        except OSError:
            code = _CLOSING
        if code == _DONE:
            return None
        was_kept = not self._fresh
        self._drop()
        if code == _CLOSING and was_kept and self.is_there():
            return self._begin(sender)
        return _AWAY

    def _name_recipient(self, address: str) -> Answer | None:
        try:
            code, said = self.backend.connection.rcpt(address)
        except OSError:
            self._drop()
            return _LOST_BEFORE
        return None if code in (_DONE, _WILL_FORWARD) else self._refused(code, said)

    def _give(self, content: bytes, meanwhile: Callable[[], None]) -> Answer:
        connection = self.backend.connection
        try:
            code, said = connection.docmd("data")
        except OSError:
            self._drop()
            return _LOST_BEFORE
        if code != _GO_ON:
            return self._refused(code, said)
        try:
            connection.send(_as_data(content))
            meanwhile()
            code, said = connection.getreply()
        except OSError:
            self._drop()
            return _LOST_AFTER
        if code == _DONE:
            return _ACCEPTED
        return self._refused(code, said) if code in _FOR_NOW or code in _FOR_GOOD else _LOST_AFTER

    def _refused(self, code: int, said: bytes) -> Answer:
        if code == _CLOSING:
            self._drop()
        else:
            self._clear()
        return Answer(Result.REFUSED if code in _FOR_GOOD else Result.LATER, in_words(code, said))

    def _clear(self) -> None:
        """Make the connection ready for the next message; one that cannot be is dropped."""
        try:
            code, _ = self.backend.connection.rset()
        except OSError:
            code = _CLOSING
        if code != _DONE:
            self._drop()

    def _drop(self) -> None:
        with contextlib.suppress(OSError):
            if self.backend.connection is not None:
                self.backend.connection.close()
        self.backend.connection = None

    def _send_by_backend(self, envelope: Envelope) -> Answer:
        """Hand over to a backend that is not SMTP, which says only whether it took the message."""
        try:
            taken = self.backend.send_messages([envelope.email])
        except Exception:  # noqa: BLE001  whatever it raises, the message may have gone
            return _LOST_AFTER
        return _ACCEPTED if taken else Answer(Result.LATER, "The mail service did not take the message.")


def mail_server() -> Any:
    """Return what emails are handed to, as a context manager: the mail server, or the service that settings name."""
    if settings.EMAILS != NOTIFY:
        return MailServer()
    from .notify_email import NotifyMail  # its client takes 9 MB, which a process of the website has no use for

    return NotifyMail()


def _as_data(content: bytes) -> bytes:
    """Return the message as SMTP's DATA wants it: lines end in CRLF, a dot at a line's start is doubled, then a dot."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines) + b".\r\n"
