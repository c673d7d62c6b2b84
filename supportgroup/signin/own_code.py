"""The digits that are emailed: made from a random nonce and the service's key, stored nowhere."""

import hashlib
import hmac

from django.conf import settings

from .models import EmailedCode
from .rules import Digits


def _keyed(purpose: str, content: bytes) -> bytes:
    return hmac.digest(f"{purpose}:{settings.LINK_KEY}".encode(), content, hashlib.sha256)


def mark_of_address(email: str) -> bytes:
    """Return the keyed hash (32 bytes) by which codes of an address are counted; capitals do not matter."""
    return _keyed("signin.address", email.strip().lower().encode())


def mark_of_user(key: int) -> bytes:
    """Return the keyed hash (32 bytes) by which codes of a user's second step are counted."""
    return _keyed("signin.user", str(key).encode())


def mark_of_visitor(address: str) -> bytes:
    """Return the keyed hash (32 bytes) by which what one visitor asks for is counted."""
    return _keyed("signin.visitor", address.encode())


def digits_of(code: EmailedCode) -> str:
    """Return the digits of this code: "048151", or "048151000872" of a long one."""
    number = int.from_bytes(_keyed("signin.code", bytes(code.nonce)), "big")
    return f"{number % 10**code.digits:0{code.digits}d}"


def in_fours(digits: str) -> str:
    """Return the digits as they are easily typed: a long code as "0481 5100 0872"."""
    return digits if len(digits) <= Digits.SHORT else " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def is_right(code: EmailedCode, typed: str) -> bool:
    """Tell whether the typed digits are this code's, in the same time for right and wrong."""
    digits = "".join(character for character in typed if character.isdecimal())
    return bool(code.digits) and hmac.compare_digest(digits_of(code).encode(), digits.encode())
