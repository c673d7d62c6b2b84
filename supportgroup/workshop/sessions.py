"""Who holds this folder. One launcher at a time; other commands borrow its servers while it runs.

Locks of the kernel (flock), so a killed process leaves none behind:
`var/launcher.lock` is held by whoever started the servers, `var/borrowed.lock` is shared by whoever uses them.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from .places import Places
from .ports import LOOPBACK

RUN = "dev.py"


@dataclass(frozen=True)
class Session:
    """What the holder of the folder wrote down: who it is, what it does, where its servers listen once they do."""

    pid: int
    command: str
    port: int
    addresses: dict[str, str]

    def keep(self, places: Places) -> None:
        """Write it where other commands look, readable by the owner alone: the addresses hold passwords."""
        path = _record(places)
        new = path.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
        new.replace(path)

    def listening(self, addresses: dict[str, str]) -> "Session":
        """Return the same session, its servers started."""
        return replace(self, addresses=addresses)

    def why_busy(self) -> str:
        """Return the sentence for somebody who wants to start the service here a second time."""
        if self.command == RUN:
            return (
                f"The service already runs in this folder, at http://{LOOPBACK}:{self.port}/ (process {self.pid}): "
                "use that one, or stop it with Ctrl-C where it was started."
            )
        return (
            f"`{self.command}` (process {self.pid}) is using this folder's database: let it finish, then start again."
        )


def current(places: Places) -> Session | None:
    """Return what the present or last holder wrote down, or None where nothing is written."""
    try:
        return Session(**json.loads(_record(places).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def forget(places: Places) -> None:
    """Take away what was written down: this session ended in good order."""
    _record(places).unlink(missing_ok=True)


@contextmanager
def held(places: Places) -> Iterator[bool]:
    """Hold the folder for the length of a `with` block; gives False, and holds nothing, where another does."""
    with _opened(places.var / "launcher.lock") as lock:
        yield _locked(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def borrowed(places: Places) -> Iterator[None]:
    """Use the holder's servers for the length of a `with` block."""
    with _opened(places.var / "borrowed.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def close(places: Places) -> None:
    """Wait until nobody uses our servers any more, and take away what would lead others to them."""
    with _opened(places.var / "borrowed.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        forget(places)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        yield file


def _locked(lock: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        return False
    return True


def _record(places: Places) -> Path:
    return places.var / "session.json"
