"""A mail server of our own that keeps what it is given and misbehaves on demand, by the address it is written to.

Run as a program (`python -m tests.outbox.sink PORT FILE`) it writes one line per accepted mail to FILE, so that a
test can count what arrived although the worker that sent it was killed.
"""

import asyncio
import logging
import re
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel(logging.WARNING)
_MESSAGE_ID = re.compile(rb"^Message-ID: <([0-9a-f-]{36})@", re.MULTILINE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Arrived:
    """One mail as the server took it."""

    sender: str
    recipient: str
    mail_id: str
    raw: bytes
    peer: tuple
    at: float

    @property
    def message(self):
        return message_from_bytes(self.raw, policy=modern)


@dataclass
class Behaviour:
    """What the server does. The part of an address before the first dot chooses: "refused.ada@…" is refused."""

    mails: list = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)
    times_later: int = 1
    file: Path | None = None
    pause: float = 0
    open_lines: int = 0
    most_lines: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        way = address.split(".")[0]
        self.seen[address] += 1
        if way == "refused":
            return f"550 5.1.1 <{address}>: no such user here"
        if way == "full":
            return f"552 5.2.2 <{address}>: over quota"
        if way == "later" and self.seen[address] <= self.times_later:
            return "451 4.7.1 Greylisted, come back"
        if way == "hangup":
            server.transport.abort()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        address = envelope.rcpt_tos[0]
        way = address.split(".")[0]
        if way == "spam":
            return f"554 5.7.1 <{address}>: message refused"
        if way == "wait" and self.seen[address] <= self.times_later:
            return "452 4.2.2 not now"
        if self.pause:
            await asyncio.sleep(self.pause)
        self._keep(envelope, session)
        if way == "drop":
            server.transport.abort()
        return "250 OK"

    def _keep(self, envelope, session) -> None:
        found = _MESSAGE_ID.search(envelope.content)
        mail_id = found.group(1).decode() if found else ""
        arrived = Arrived(
            envelope.mail_from, envelope.rcpt_tos[0], mail_id, envelope.content, session.peer, time.monotonic()
        )
        if self.file:
            with self.file.open("a") as lines:
                lines.write(f"{arrived.recipient} {arrived.mail_id} {time.time()}\n")
        else:
            self.mails.append(arrived)


class _Line(SMTP):
    """One connection, counted while it is open."""

    def connection_made(self, transport):
        self.event_handler.open_lines += 1
        self.event_handler.most_lines = max(self.event_handler.most_lines, self.event_handler.open_lines)
        super().connection_made(transport)

    def connection_lost(self, error):
        self.event_handler.open_lines -= 1
        super().connection_lost(error)


class _Counting(Controller):
    def factory(self):
        return _Line(self.handler, **self.SMTP_kwargs)


class Sink(Behaviour):
    """The server in a thread of the test."""

    def __init__(self, port: int | None = None) -> None:
        super().__init__()
        self.port = port or free_port()
        self._controller: Controller | None = None

    def start(self) -> "Sink":
        self._controller = _Counting(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list:
        return [mail for mail in self.mails if mail.recipient == address]


def main(port: int, file: Path, pause: float) -> None:
    controller = Controller(Behaviour(file=file, pause=pause), hostname="127.0.0.1", port=port)
    controller.start()
    print("listening", flush=True)  # noqa: T201  whoever started it waits for this line
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0)
