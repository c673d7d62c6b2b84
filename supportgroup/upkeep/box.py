"""An encrypted stream: nothing plain touches the disk, and whoever reads it knows when it was cut or changed.

    supportgroup backup 1 + newline
    length (4) + head: JSON with the salt, the cost of the key and when it was made
    frames: length (4) + sealed (up to 1 MiB + tag 16)

Each frame is sealed with ChaCha20-Poly1305 under its number and whether it is the last, and is bound to the head; so
frames cannot be dropped, swapped or cut off at the end. The first frame holds one known word: a wrong passphrase is
told apart from damage. The key is made from the passphrase with scrypt (RFC 7914).
"""

import json
import secrets
import struct
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FORMAT = 1
_BEGINNING = b"supportgroup backup "
_LENGTH = struct.Struct(">I")
_NONCE = struct.Struct(">QI")
_FRAME, _TAG, _LONGEST_HEAD = 1 << 20, 16, 10_000
_WORD = b"supportgroup"
_COST, _MOST_COST = 1 << 16, 1 << 20


class Unreadable(Exception):  # noqa: N818  it is not an error of ours: the file or the passphrase is wrong
    """This file cannot be read. The text is a sentence for whoever looks after the service."""


class Writer:
    """Seals what is written to it; `close` marks the end, without which nobody takes the file for whole."""

    def __init__(self, file: BinaryIO, secret: bytes, *, head: dict[str, str]) -> None:
        salt = secrets.token_bytes(16)
        written = json.dumps({**head, "salt": salt.hex(), "cost": _COST}, sort_keys=True).encode()
        beginning = _beginning(FORMAT) + _LENGTH.pack(len(written)) + written
        file.write(beginning)
        self._file, self._head, self._number, self._waiting = file, beginning, 0, bytearray()
        self._cipher = ChaCha20Poly1305(_key(secret, salt, _COST))
        self._seal(_WORD, last=False)

    def write(self, content: bytes) -> None:
        """Seal these bytes; they leave in frames of one size."""
        self._waiting += content
        while len(self._waiting) > _FRAME:
            self._seal(bytes(self._waiting[:_FRAME]), last=False)
            del self._waiting[:_FRAME]

    def close(self) -> None:
        """Seal what waits as the last frame."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, content: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_NONCE.pack(self._number, last), content, self._head)
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


class Reader:
    """Opens what a Writer sealed. Every read is checked first; Unreadable says what is wrong."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        line = file.readline(len(_BEGINNING) + 10)
        if not line.startswith(_BEGINNING):
            raise Unreadable("This file is not a backup of this service.")
        if line != _beginning(FORMAT):
            raise Unreadable(
                f"This backup has format {line.removeprefix(_BEGINNING).decode('ascii', 'replace').strip()}, and this "
                f"version reads format {FORMAT}. Use the version of the service that made it."
            )
        length = _length(file.read(_LENGTH.size))
        written = file.read(length) if length <= _LONGEST_HEAD else b""
        self._head = line + _LENGTH.pack(length) + written
        self._file, self._number, self._ready, self._ended = file, 0, b"", False
        try:
            self.head: dict[str, str] = json.loads(written)
            salt, cost = bytes.fromhex(self.head["salt"]), int(self.head["cost"])
            self._cipher = ChaCha20Poly1305(_key(secret, salt, min(cost, _MOST_COST)))
        except (ValueError, KeyError, TypeError):
            raise Unreadable("The beginning of this backup is damaged. Use another backup.") from None
        if self._next_frame() != _WORD:
            raise Unreadable("The passphrase is wrong, or the beginning of this backup was changed.")

    @classmethod
    def checked(cls, file: BinaryIO, secret: bytes) -> Self:
        """Return a reader at the beginning of a file that was read to its end and found whole and unchanged."""
        first = cls(file, secret)
        while first.read(_FRAME):
            pass
        file.seek(0)
        return cls(file, secret)

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`; nothing at the end."""
        while not self._ready and not self._ended:
            self._ready = self._next_frame()
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken

    def exactly(self, size: int) -> bytes:
        """Return that many bytes. Unreadable where there are fewer."""
        found = bytearray()
        while len(found) < size:
            more = self.read(size - len(found))
            if not more:
                raise Unreadable("This backup ends too early: it was cut off. Use another backup.")
            found += more
        return bytes(found)

    def _next_frame(self) -> bytes:
        length = _length(self._file.read(_LENGTH.size))
        sealed = self._file.read(length) if length <= _FRAME + _TAG else b""
        if len(sealed) < length:
            raise Unreadable("This backup was cut off or damaged. Use another backup.")
        opened = self._open(sealed)
        self._number += 1
        if self._ended and self._file.read(1):
            raise Unreadable("Something was added to the end of this backup. Use another backup.")
        return opened

    def _open(self, sealed: bytes) -> bytes:
        for last in (False, True):
            try:
                opened = self._cipher.decrypt(_NONCE.pack(self._number, last), sealed, self._head)
            except InvalidTag:
                continue
            self._ended = last
            return opened
        if self._number == 0:
            raise Unreadable("The passphrase is wrong, or the beginning of this backup was changed.")
        raise Unreadable("This backup was changed or damaged after it was made. Use another backup.")


def _beginning(number: int) -> bytes:
    return _BEGINNING + str(number).encode() + b"\n"


def _length(packed: bytes) -> int:
    if len(packed) < _LENGTH.size:
        raise Unreadable("This backup ends too early: it was cut off. Use another backup.")
    length: int = _LENGTH.unpack(packed)[0]
    return length


def _key(secret: bytes, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(secret)
