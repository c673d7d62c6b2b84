"""Real processes for the fault tests: a Celery worker, a mail server, a broker. Each ends with its test."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.outbox.sink import free_port

ROOT = Path(__file__).resolve().parents[2]


def wait_until(true, *, seconds: float, every: float = 0.02):
    """Return what `true` gives as soon as it gives something; fail after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(every)
    raise AssertionError(f"Not so after {seconds} seconds: {true}")


class Process:
    """A program in a session of its own, so that its children can be killed with it."""

    def __init__(self, *words: str, **variables: str) -> None:
        self._started = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def first_line(self) -> bytes:
        return self._started.stdout.readline()

    def kill(self) -> None:
        """SIGKILL to the program and all its children, and wait until they are gone."""
        if self._started.poll() is None:
            os.killpg(self._started.pid, signal.SIGKILL)
        self._started.wait()
        self._started.stdout.close()


class SinkProcess:
    """The mail server as a process that writes what it takes to a file."""

    def __init__(self, folder: Path, *, pause: float = 0) -> None:
        self.port, self.file = free_port(), folder / "arrived.txt"
        self.file.touch()
        self._process = Process(sys.executable, "-m", "tests.outbox.sink", str(self.port), str(self.file), str(pause))
        assert self._process.first_line() == b"listening\n"

    def lines(self) -> list[list[str]]:
        """Return recipient, mail id and moment of each mail that was taken, in order."""
        return [line.split() for line in self.file.read_text().splitlines() if line.count(" ") == 2]

    def kill(self) -> None:
        self._process.kill()


def worker(*, mail_port: int, **variables: str) -> Process:
    """Start a Celery worker with two processes on this test's database."""
    return _celery(
        *("worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
        EMAIL_URL=f"smtp://127.0.0.1:{mail_port}",
        **variables,
    )


def beat(folder: Path) -> Process:
    """Start the clock that sweeps, as it runs in production."""
    return _celery("beat", "--pidfile=", "--schedule", str(folder / "beat"))


def _celery(*words: str, **variables: str) -> Process:
    at = connection.settings_dict
    return Process(
        *(sys.executable, "-m", "celery", "-A", "tests.outbox.worker_for_tests", *words, "--loglevel", "WARNING"),
        DATABASE_URL=f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        REDIS_URL=settings.REDIS_URL,
        DJANGO_SETTINGS_MODULE="supportgroup.settings.test",
        **variables,
    )
