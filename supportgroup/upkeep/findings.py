"""What one check of the doctor says: ok, look at, or wrong; and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    OK = "ok"
    LOOK = "look at"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One line. what: the thing that was looked at; says: how it is; mend: what to do, empty where it is well."""

    grade: Grade
    what: str
    says: str
    mend: str = ""


def ok(what: str, says: str) -> Finding:
    """Return that this is well."""
    return Finding(Grade.OK, what, says)


def look(what: str, says: str, mend: str) -> Finding:
    """Return that somebody should look at this, although the service works."""
    return Finding(Grade.LOOK, what, says, mend)


def wrong(what: str, says: str, mend: str) -> Finding:
    """Return that this does not work, or is not safe."""
    return Finding(Grade.WRONG, what, says, mend)
