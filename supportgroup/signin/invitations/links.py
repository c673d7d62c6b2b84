"""The token in an invitation's link: made from its id and version when it is sent, stored nowhere."""

import base64
import hashlib
import hmac

from django.conf import settings

MARK_BYTES = 24
"""192 bits: more than anybody can guess."""


def token_of(key: int, version: int) -> str:
    """Return the token of one version of one invitation: "12-1-…"."""
    return f"{key}-{version}-{_mark(key, version)}"


def read(token: str) -> tuple[int, int] | None:
    """Return the id and the version that a token names, or None where the token is none of ours."""
    key, _, rest = token.partition("-")
    version, _, mark = rest.partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 9 for part in (key, version)):  # noqa: PLR2004
        return None
    right = _mark(int(key), int(version))
    genuine = hmac.compare_digest(mark.encode("utf-8", "replace"), right.encode())
    return (int(key), int(version)) if genuine and token == token_of(int(key), int(version)) else None


def _mark(key: int, version: int) -> str:
    purpose = f"signin.invitation:{settings.LINK_KEY}"
    whole = hmac.digest(purpose.encode(), f"{key}:{version}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(whole[:MARK_BYTES]).decode()
