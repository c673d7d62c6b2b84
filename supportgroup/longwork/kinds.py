"""Which function does which kind of long work; registered by its room in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ending:
    """How a piece of work ended: a sentence for its page, counts for its result, and whether it was refused."""

    sentence: str
    result: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True)
class Progress:
    """What a piece of work is given: the key of what it is about, and where to say how far it is."""

    subject: int
    say: Callable[[int, int], None]

    def report(self, done: int, total: int) -> None:
        """Say how far it is; seen at once by others, whatever becomes of the work's own transaction."""
        self.say(done, total)


Run = Callable[[Progress], Ending]
_kinds: dict[str, Run] = {}


def register(name: str, run: Run) -> None:
    """Make a kind of work known. A worker that dies runs it again from the start: all or nothing, or the same twice."""
    if name in _kinds:
        raise ValueError(f"The kind of work {name} is registered twice.")
    _kinds[name] = run


def run_of(name: str) -> Run:
    """Return the function that does this kind of work."""
    return _kinds[name]
