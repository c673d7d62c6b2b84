"""A survey's key pair, and answers that nobody can read until the survey closes.

Each answer is sealed to the survey's public key: a fresh X25519 key agrees a secret with it, HKDF-SHA256 makes a key
and a nonce of that secret, ChaCha20-Poly1305 seals the words, padded to one size, together with the survey's id.
So web processes can write answers and cannot read one. The private half is a file that only the worker is given.

    sealed = fresh public key (32 bytes) + sealed (length (4) + JSON + zeros) + tag (16)
"""

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from supportgroup.access.refusal import Refused

_LENGTH = struct.Struct(">I")
_PUBLIC, _TAG, _KEY, _NONCE = 32, 16, 32, 12
_NO_PLACE = (
    "This process is not given the keys of surveys. "
    "Ask whoever runs the service to set SEALING_KEYS_DIR for the worker."
)
_NOT_WRITTEN = (
    "The worker could not write the key of this survey. "
    "Ask whoever runs the service whether its folder SEALING_KEYS_DIR can be written."
)
_OWNER_ONLY = 0o600
_OWNERS_FOLDER = 0o700


class KeyMissing(Refused):
    """A worker does not have the key of this survey: it is not there, or what is there is another survey's."""


class DoesNotOpenError(Exception):
    """A sealed answer is damaged, or was not sealed to this key for this survey."""


def size_for(content: dict[str, Any]) -> int:
    """Return how many bytes this content takes when it is sealed."""
    return _PUBLIC + _LENGTH.size + len(_as_bytes(content)) + _TAG


def seal(content: dict[str, Any], *, public_key: bytes, size: int, survey_key: int) -> bytes:
    """Return the content sealed in exactly `size` bytes. ValueError where it does not fit."""
    words = _as_bytes(content)
    padding = size - size_for(content)
    if padding < 0:
        raise ValueError(f"This answer takes {-padding} bytes more than the {size} of its version.")
    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    secret = fresh.exchange(X25519PublicKey.from_public_bytes(public_key))
    key, nonce = _key_and_nonce(secret, ours + public_key)
    padded = _LENGTH.pack(len(words)) + words + bytes(padding)
    return ours + ChaCha20Poly1305(key).encrypt(nonce, padded, _bound_to(survey_key))


def opener(*, private_key: bytes, survey_key: int) -> Callable[[bytes], dict[str, Any]]:
    """Return a function that returns what was sealed to this key for this survey, or raises DoesNotOpenError."""
    own = X25519PrivateKey.from_private_bytes(private_key)
    ours, bound_to = own.public_key().public_bytes_raw(), _bound_to(survey_key)

    def opened(sealed: bytes) -> dict[str, Any]:
        theirs, words = sealed[:_PUBLIC], sealed[_PUBLIC:]
        try:
            secret = own.exchange(X25519PublicKey.from_public_bytes(theirs))
            key, nonce = _key_and_nonce(secret, theirs + ours)
            padded = ChaCha20Poly1305(key).decrypt(nonce, words, bound_to)
            (length,) = _LENGTH.unpack_from(padded)
            content = json.loads(padded[_LENGTH.size : _LENGTH.size + length])
        except (InvalidTag, ValueError, RecursionError, struct.error) as damage:
            raise DoesNotOpenError from damage
        if not isinstance(content, dict):
            raise DoesNotOpenError
        return content

    return opened


def open_sealed(sealed: bytes, *, private_key: bytes, survey_key: int) -> dict[str, Any]:
    """Return what was sealed to this key for this survey, or raise DoesNotOpenError."""
    return opener(private_key=private_key, survey_key=survey_key)(sealed)


def make_key_pair(survey_key: int) -> bytes:
    """Return the public half of the survey's key, made now unless it was made before.

    The file is whole or not there: a worker that dies between the file and its row finds the same key again.
    """
    file = _file_of(survey_key)
    try:
        if not file.exists():
            file.parent.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)
            _write_whole(file, X25519PrivateKey.generate().private_bytes_raw())
    except OSError as trouble:
        raise Refused(_NOT_WRITTEN) from trouble
    return public_half(private_key_of(survey_key))


def private_key_of(survey_key: int) -> bytes:
    """Return the private half of the survey's key, or raise KeyMissing where this process does not have it."""
    try:
        return _file_of(survey_key).read_bytes()
    except FileNotFoundError:
        raise KeyMissing(
            "The key of this survey is not on this worker. No answer was opened or lost. "
            f"Ask whoever runs the service to put {_file_of(survey_key).name} back into SEALING_KEYS_DIR, "
            "then close the survey again."
        ) from None


def public_half(private_key: bytes) -> bytes:
    """Return the public half of a private key."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def destroy_key(survey_key: int) -> None:
    """Destroy the private half of the survey's key. Destroyed already, it does nothing."""
    file = _file_of(survey_key)
    if file.exists():
        with file.open("r+b") as open_file:
            open_file.write(bytes(_KEY))
            os.fsync(open_file.fileno())
        file.unlink()
        _fsync_folder(file.parent)


def _as_bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _key_and_nonce(secret: bytes, public_keys: bytes) -> tuple[bytes, bytes]:
    made = HKDF(SHA256(), length=_KEY + _NONCE, salt=public_keys, info=b"sealed survey answer 1").derive(secret)
    return made[:_KEY], made[_KEY:]


def _bound_to(survey_key: int) -> bytes:
    return f"survey {survey_key}".encode()


def _file_of(survey_key: int) -> Path:
    if not settings.SEALING_KEYS_DIR:
        raise Refused(_NO_PLACE)
    return Path(settings.SEALING_KEYS_DIR) / f"survey-{survey_key}.key"


def _write_whole(file: Path, secret: bytes) -> None:
    part = file.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as open_part:
        os.fchmod(descriptor, _OWNER_ONLY)
        open_part.write(secret)
        open_part.flush()
        os.fsync(descriptor)
    part.replace(file)
    _fsync_folder(file.parent)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
