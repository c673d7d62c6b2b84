"""A thousand emails through a real Celery worker into a counting sink, beside raw smtplib into the same sink."""

import asyncio
import contextlib
import logging
import os
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aiosmtpd.smtp import SMTP, Envelope, Session

from supportgroup.workshop.ports import LOOPBACK, free

PATIENCE = 120.0
CONNECTIONS = "4"
"""To the sink at once: the mailing has three of them, sign-in codes one."""
# The sink would otherwise write five lines for each message, and that would be measured.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Counter:
    """Counts what comes and keeps nothing of it but when it came, in seconds of perf_counter."""

    def __init__(self) -> None:
        self.came = 0
        self.moments: list[float] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        """Count one message."""
        self.came += 1
        self.moments.append(time.perf_counter())
        return "250 Counted"


@dataclass(frozen=True)
class Sink:
    """Where it listens, and its count."""

    port: int
    counter: Counter


@contextlib.contextmanager
def sink() -> Iterator[Sink]:
    """Run an SMTP server in a thread."""
    found, ready, port = Counter(), threading.Event(), free()
    loop = asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.create_server(lambda: SMTP(found, enable_SMTPUTF8=True, hostname="localhost"), LOOPBACK, port)
        loop.run_until_complete(server)
        ready.set()
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    ready.wait(PATIENCE)
    try:
        yield Sink(port, found)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)


def raw_rate(port: int, *, sender: str, recipient: str, content: bytes, times: int = 1000) -> float:
    """Return how many a second smtplib hands over on one connection: the same built message again and again."""
    with smtplib.SMTP(LOOPBACK, port) as line:
        began = time.perf_counter()
        for _ in range(times):
            line.sendmail(sender, [recipient], content)
        return times / (time.perf_counter() - began)


@contextlib.contextmanager
def worker(sink_port: int) -> Iterator[int]:
    """Run a Celery worker with a process for each connection that sends into the sink; yield its process id."""
    told = {**os.environ, "EMAIL_URL": f"smtp://{LOOPBACK}:{sink_port}", "OUTBOX_EMAILS_A_MINUTE": "0"}
    told["OUTBOX_EMAIL_CONNECTIONS"] = CONNECTIONS
    command = [sys.executable, "-m", "celery", "--app", "supportgroup.celery", "worker", "--concurrency", CONNECTIONS]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    child = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield child.pid
    finally:
        child.terminate()
        child.wait(PATIENCE)


def memory_of_children(pid: int) -> float:
    """Return the resident memory of the largest child process, in MB."""
    listed = subprocess.run(["ps", "-o", "rss=", "--ppid", str(pid)], capture_output=True, text=True, check=True)
    return max(int(size) / 1024 for size in listed.stdout.split())


def until(holds: Callable[[], bool], *, patience: float = PATIENCE) -> float:
    """Wait until it holds and return when that was, as perf_counter tells; end the bench where it never does."""
    latest = time.perf_counter() + patience
    while not holds():
        if time.perf_counter() > latest:
            raise SystemExit("The worker did not send everything in time.")
        time.sleep(0.05)
    return time.perf_counter()
