"""The bytes of an email of two alternatives, byte for byte as Django's classes write them and many times as fast.

Django builds a tree of parts for each message and folds each header anew. Most headers of a mailing are the same in
every message, and its lines are short enough to go as they are. Whatever is otherwise is left to Django.
"""

import re
from email.policy import compat32
from functools import lru_cache

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import RFC5322_EMAIL_LINE_LENGTH_LIMIT as LONGEST_LINE
from django.core.mail.message import forbid_multi_line_headers

_LINE_END = re.compile(rb"\r\n|\r|\n")
_ALTERNATIVES = ("plain", "html")
_SAME_FOR_ALL = frozenset({"Subject", "From", "Reply-To", "Date", "Auto-Submitted"})
"""Headers that are kept folded. Those of one person are not: nobody's name stays in memory."""


def bytes_of(email: EmailMultiAlternatives, *, boundary: str) -> bytes:
    """Return this email, a text and one HTML alternative of it, with lines that end in CRLF."""
    bodies = [_as_lines(words) for words in (str(email.body), str(email.alternatives[0][0]))]
    if not email.body or any(len(line) > LONGEST_LINE for lines in bodies for line in lines):
        return _by_django(email, boundary)
    parts = [_part(subtype, lines) for subtype, lines in zip(_ALTERNATIVES, bodies, strict=True)]
    between = b"\r\n--" + boundary.encode()
    return b"".join(
        [*_head(email, boundary), between, b"\r\n", parts[0], between, b"\r\n", parts[1], between, b"--\r\n"]
    )


def _head(email: EmailMultiAlternatives, boundary: str) -> list[bytes]:
    headers = {"Subject": email.subject, "From": email.from_email, "To": ", ".join(email.to),
               "Reply-To": ", ".join(email.reply_to), **email.extra_headers}  # fmt: skip
    kind = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\nMIME-Version: 1.0\r\n'
    folded = ((_kept_header if name in _SAME_FOR_ALL else _header)(name, str(value)) for name, value in headers.items())
    return [kind.encode(), *folded]


def _header(name: str, value: str) -> bytes:
    """Return one header as Django encodes and the library folds it."""
    name, safe = forbid_multi_line_headers(name, value, "utf-8")
    folded: bytes = compat32.fold_binary(name, safe)
    return _LINE_END.sub(b"\r\n", folded)


_kept_header = lru_cache(maxsize=64)(_header)


def _part(subtype: str, lines: list[bytes]) -> bytes:
    body = b"\r\n".join(lines)
    bits = "7bit" if body.isascii() else "8bit"
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: {bits}'
    return b"".join([head.encode(), b"\r\n\r\n", body])


def _as_lines(words: str) -> list[bytes]:
    return _LINE_END.split(words.encode())


def _by_django(email: EmailMultiAlternatives, boundary: str) -> bytes:
    built = email.message()
    # The library would look for a boundary by compiling an expression for each message; an id of our own is as unique.
    built.set_boundary(boundary)
    # Django's own message class takes the line ending that its base class, known to mypy, does not.
    return built.as_bytes(linesep="\r\n")  # type: ignore[call-arg]
