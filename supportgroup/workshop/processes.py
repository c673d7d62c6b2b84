"""Children that never outlive us: stopped in order when we end, ended by the kernel when we are killed."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Self

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux' prctl; other systems have nothing like it
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PATIENCE = 10.0
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal, or asked the process to end."""


def ends_with_us(farewell: signal.Signals) -> Callable[[], None]:
    """Return what a child does before its program starts: ask the kernel for this signal when we die."""
    parent = os.getpid()

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PARENT_DEATH_SIGNAL, int(farewell), 0, 0, 0)
        if os.getppid() != parent:  # we died between the fork and the call
            os._exit(1)

    return ask


@dataclass
class Child:
    """One running program, the signal it ends on, and the seconds it is given to do so."""

    name: str
    process: subprocess.Popen[bytes]
    farewell: signal.Signals

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def tell(self, words: bytes) -> None:
        """Write to its standard input and close that."""
        if self.process.stdin:
            with contextlib.suppress(BrokenPipeError), self.process.stdin as pipe:
                pipe.write(words)

    def ask_to_end(self) -> None:
        if not self.ended:
            self.process.send_signal(self.farewell)

    def see_out(self, until: float) -> None:
        """Wait for the end until that moment of the monotonic clock, then end it and all it started by force."""
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Children:
    """A group of children, each the leader of its own session. Leaving the `with` block ends them together."""

    running: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        output: IO[bytes] | None = None,
        farewell: signal.Signals = signal.SIGTERM,
        orphaned: signal.Signals | None = None,
        told: bytes = b"",
        user: str | None = None,
    ) -> Child:
        """Start a program that ends when we do: on `farewell` when we end, on `orphaned` when we are killed.

        `output` takes what it prints; None lets it print to our terminal. `told` is its standard input.
        """
        process = subprocess.Popen(
            [str(part) for part in command],
            env=env,
            cwd=cwd,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=ends_with_us(orphaned or farewell),  # noqa: PLW1509  we start no threads
            user=user,
            extra_groups=[] if user else None,
        )
        child = Child(name, process, farewell)
        self.running.append(child)
        child.tell(told)
        return child

    def dismiss(self, child: Child) -> None:
        """End one child before the others."""
        self.running.remove(child)
        child.ask_to_end()
        child.see_out(time.monotonic() + _PATIENCE)

    def first_ended(self) -> Child | None:
        """Return a child that ended by itself, if there is one."""
        return next((child for child in self.running if child.ended), None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        deaf_to_signals()
        for child in self.running:
            child.ask_to_end()
        until = time.monotonic() + _PATIENCE
        for child in self.running:
            child.see_out(until)


def wait_for(ready: Callable[[], bool], *, child: Child, seconds: float) -> bool:
    """Wait until it is ready; False when the child ended first or the seconds went by."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not child.ended:
        if ready():
            return True
        time.sleep(0.02)
    return False


def in_foreground(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run a program at the terminal and return its exit code. Ctrl-C is its own affair; it ends when we do."""
    heard = {number: signal.getsignal(number) for number in _STOPPING}
    for number in _STOPPING:
        signal.signal(number, lambda *_: None)  # a handler, since an ignored signal would be ignored by the child too
    try:
        with subprocess.Popen(
            [str(part) for part in command],
            env=env,
            cwd=cwd,
            preexec_fn=ends_with_us(signal.SIGTERM),  # noqa: PLW1509  we start no threads
        ) as process:
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, lambda received, _: process.send_signal(received))
            return process.wait()
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)


def listen_to_signals() -> None:
    """Raise Interrupted in the main thread at Ctrl-C, a closed terminal or a request to end."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        deaf_to_signals()
        raise Interrupted

    for number in _STOPPING:
        signal.signal(number, interrupt)


def deaf_to_signals() -> None:
    """Hear no further signals: a second Ctrl-C while children are being stopped would leave some of them."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
