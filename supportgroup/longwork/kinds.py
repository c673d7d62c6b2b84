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
GaveUp = Callable[[int, str], None]


def _nothing_to_undo(subject: int, because: str) -> None:
    return None


_kinds: dict[str, tuple[Run, GaveUp]] = {}


def register(name: str, run: Run, *, gave_up: GaveUp = _nothing_to_undo) -> None:
    """Make a kind of work known. A worker that dies runs it again from the start: all or nothing, or the same twice.

    gave_up: told the subject and a sentence where the work failed by a fault and will not be begun again, so that the
    room can let somebody ask for it anew. What `run` refuses itself, it has dealt with.
    """
    if name in _kinds:
        raise ValueError(f"The kind of work {name} is registered twice.")
    _kinds[name] = (run, gave_up)


def run_of(name: str) -> Run:
    """Return the function that does this kind of work."""
    return _kinds[name][0]


def gave_up_of(name: str) -> GaveUp:
    """Return what is told when this kind of work is given up; where its room no longer knows it, nothing."""
    return _kinds[name][1] if name in _kinds else _nothing_to_undo
