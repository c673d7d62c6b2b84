"""What lies in a backup, one thing after another: what it is about, the database, the files, and the keys if asked.

Each thing is: length (4) + JSON {kind, name}, then blocks of length (4) + bytes, then a block of no bytes.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .box import Reader, Unreadable, Writer

ABOUT, DATABASE, FILE, KEY, SEALING_KEY, END = "about", "database", "file", "key", "sealing key", "end"
_LENGTH = struct.Struct(">I")
_BLOCK, _LONGEST_LABEL = 1 << 18, 5_000


@dataclass(frozen=True)
class Thing:
    """One thing in the parcel; its blocks must be read before the next thing is."""

    kind: str
    name: str
    blocks: Iterator[bytes]

    def whole(self) -> bytes:
        """Return all of it: for what is small."""
        return b"".join(self.blocks)


def put(box: Writer, kind: str, name: str, content: Iterable[bytes]) -> int:
    """Put one thing into the box and return its size in bytes."""
    label = json.dumps({"kind": kind, "name": name}).encode()
    box.write(_LENGTH.pack(len(label)) + label)
    size = 0
    for block in content:
        for start in range(0, len(block), _BLOCK):
            part = block[start : start + _BLOCK]
            box.write(_LENGTH.pack(len(part)) + part)
            size += len(part)
    box.write(_LENGTH.pack(0))
    return size


def things(box: Reader) -> Iterator[Thing]:
    """Yield what lies in the box, until its end; what was not read of one thing is passed over."""
    while True:
        label = json.loads(_piece(box, longest=_LONGEST_LABEL))
        if label["kind"] == END:
            return
        blocks = _blocks(box)
        yield Thing(label["kind"], label["name"], blocks)
        for _ in blocks:
            pass


def safe_name(name: str) -> PurePosixPath:
    """Return the name of a file below a folder. Unreadable where it would lead out of it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\x00" in name or not path.parts:
        raise Unreadable("A file in this backup has a name that cannot be restored.")
    return path


def _blocks(box: Reader) -> Iterator[bytes]:
    while block := _piece(box, longest=_BLOCK):
        yield block


def _piece(box: Reader, *, longest: int) -> bytes:
    (length,) = _LENGTH.unpack(box.exactly(_LENGTH.size))
    if length > longest:
        raise Unreadable("This backup was not made by this service.")
    return box.exactly(length)
