"""What may be taken in: how large, of which kind; and what is kept of a file's name."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from .choices import FileKind

LONGEST_NAME, LONGEST_ENDING = 120, 8
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one page takes: the largest size in bytes, the kinds, and what it asks for in words ("a spreadsheet").

    advice: what to do instead, for kinds that people often choose by mistake.
    """

    largest: int
    kinds: frozenset[FileKind]
    wanted: str
    advice: Mapping[FileKind, str] = field(default_factory=dict)


def why_not_size(size: int, limits: Limits) -> str | None:
    """Return why a file of this many bytes is not taken, or None if it is. Asked before anything is read."""
    if size == 0:
        return "The file is empty. Choose another."
    if size > limits.largest:
        return (
            f"The file has {_megabytes(size)} and the most we can take is {_megabytes(limits.largest)}. "
            "Make it smaller, or divide it into several files."
        )
    return None


def why_not_kind(kind: FileKind, limits: Limits) -> str | None:
    """Return why a file of this kind is not taken, or None if it is."""
    if kind in limits.kinds:
        return None
    return f"This is {kind.label}, not {limits.wanted}. {limits.advice.get(kind, 'Choose another file.')}"


def tidy_name(name: str) -> str:
    """Return a file's own name for showing: no folders, nothing that cannot be printed, at most 120 characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = " ".join("".join(c for c in last if c.isprintable()).split())
    if len(shown) <= LONGEST_NAME:
        return shown or "a file without a name"
    stem, dot, ending = shown.rpartition(".")
    kept = f"…{dot}{ending}" if stem and len(ending) <= LONGEST_ENDING else "…"
    return shown[: LONGEST_NAME - len(kept)] + kept


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.0f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1024))} kB"
