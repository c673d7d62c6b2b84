"""A draft is sealed with a key that only the patient's phone keeps; its id is made from that key. Pure.

Whoever holds the table holds ciphertext without a name; whoever loses the key has lost the draft. All drafts of a
survey have one size: somebody who saw how long a draft was, just before its owner was marked as replied, could look for
an answer of that length afterwards.
"""

import json
import secrets
from hashlib import blake2b
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """Return a new key of 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def id_of(key: bytes) -> UUID:
    """Return the id of the draft with this key. The key cannot be found from it."""
    return UUID(bytes=blake2b(key, digest_size=16, person=b"draft id").digest(), version=4)


def seal(content: dict[str, Any], key: bytes, *, size: int) -> bytes:
    """Return the content encrypted and bound to its own row, padded with spaces to a multiple of `size` bytes.

    size: what the longest reply of this survey takes, so that it is nearly always once that.
    """
    nonce, words = secrets.token_bytes(NONCE_BYTES), json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    plain = words.encode()
    return nonce + _cipher(key).encrypt(nonce, plain + b" " * (-len(plain) % size), id_of(key).bytes)


def open_sealed(sealed: bytes, key: bytes) -> dict[str, Any] | None:
    """Return the content, or None if the key does not fit or a byte was changed."""
    sealed = bytes(sealed)
    try:
        inside = _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], id_of(key).bytes)
    except InvalidTag:
        return None
    content: dict[str, Any] = json.loads(inside)
    return content


def _cipher(key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(blake2b(key, digest_size=KEY_BYTES, person=b"draft seal").digest())
