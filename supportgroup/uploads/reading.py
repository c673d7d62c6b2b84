"""What a file is, told by its first bytes and never by its name; and its bytes again."""

from supportgroup.access.refusal import Refused

from .choices import FileKind
from .models import StoredFile

HEAD = 64 * 1024
"""How many bytes are looked at."""

_MAGIC = (
    (b"PK\x03\x04", FileKind.WORKBOOK),
    (b"PK\x05\x06", FileKind.WORKBOOK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_WORKBOOK),
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"RIFF", FileKind.PICTURE),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NEARLY_ALL = 0.9
_NEVER_IN_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def kind_of(head: bytes) -> FileKind:
    """Return what a file is, from its first bytes."""
    for beginning, kind in _MAGIC:
        if head.startswith(beginning):
            return kind
    if head.startswith(_UTF_16) or _is_utf_16(head):
        return FileKind.TEXT
    return FileKind.UNKNOWN if _NEVER_IN_TEXT.intersection(head) else FileKind.TEXT


def _is_utf_16(head: bytes) -> bool:
    """Tell whether these bytes are UTF-16 without its mark: every second byte is 0 and the others are letters."""
    first, second = head[::2], head[1::2]
    letters, zeros = (first, second) if second.count(0) > first.count(0) else (second, first)
    return zeros.count(0) > len(zeros) * _NEARLY_ALL and not _NEVER_IN_TEXT.intersection(letters)


def content(stored: StoredFile) -> bytes:
    """Return all bytes of a stored file; refused where it is no longer there."""
    try:
        with stored.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise Refused("The file is no longer here. Choose it again.") from None
