"""The keys of the house by their fingerprints: which a backup needs, and whether they are here."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

_LETTERS = 16


def fingerprint(key: str | bytes) -> str:
    """Return what tells one key from another and says nothing of it: 16 letters of its SHA-256."""
    content = key.encode() if isinstance(key, str) else key
    return hashlib.sha256(b"supportgroup fingerprint " + content).hexdigest()[:_LETTERS]


def sealing_keys() -> dict[str, Path]:
    """Return the files of the surveys' private keys by name; none where this process is not given them."""
    if not settings.SEALING_KEYS_DIR:
        return {}
    return {path.name: path for path in sorted(Path(settings.SEALING_KEYS_DIR).glob("survey-*.key"))}


def secrets_here() -> dict[str, str]:
    """Return the keys of the environment by the names of their settings, lists with commas."""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "LINK_KEY": settings.LINK_KEY,
        "LINK_KEYS_OLD": ",".join(settings.LINK_KEYS_OLD),
    }


def fingerprints() -> dict[str, Any]:
    """Return the fingerprints of every key that this process holds."""
    return {
        "SECRET_KEY": [fingerprint(settings.SECRET_KEY)],
        "FIELD_KEYS": [fingerprint(key) for key in settings.FIELD_KEYS],
        "LINK_KEY": [fingerprint(key) for key in (settings.LINK_KEY, *settings.LINK_KEYS_OLD)],
        "sealing": {name: fingerprint(path.read_bytes()) for name, path in sealing_keys().items()},
    }


def why_not_readable(saved: Mapping[str, Any]) -> str | None:
    """Return which keys must be set here before a backup with these fingerprints is restored, or None."""
    here = fingerprints()
    for name, loses in (("FIELD_KEYS", "second factors could not be read"), ("LINK_KEY", "letters would not open")):
        if absent := [print_ for print_ in saved[name] if print_ not in here[name]]:
            wanted = "LINK_KEY or LINK_KEYS_OLD" if name == "LINK_KEY" else name
            return (
                f"Set {wanted} as they were where this backup was made, or {loses}. "
                f"Missing, by fingerprint: {', '.join(absent)}."
            )
    return None


def warnings(saved: Mapping[str, Any]) -> list[str]:
    """Return what will be lost with the keys that are here, although the backup can be restored."""
    here = fingerprints()
    found = []
    if saved["SECRET_KEY"][0] != here["SECRET_KEY"][0]:
        found.append("SECRET_KEY is another one: everybody signs in again, and links for a new password end.")
    if absent := [name for name, print_ in saved["sealing"].items() if here["sealing"].get(name) != print_]:
        found.append(
            f"Bring these files into SEALING_KEYS_DIR of the worker: {', '.join(absent)}. Without them nobody can ever "
            "read the answers of those surveys."
        )
    return found
