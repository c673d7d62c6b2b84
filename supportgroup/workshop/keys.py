"""Secrets of one development machine: made once, kept under `var/keys`, readable by their owner alone."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

_WORDS = """
amber anchor apple barley basket beacon birch bramble bridge brook button candle canvas cedar cherry clover
copper coral cotton daisy ember falcon feather fennel garden ginger harbour hazel heather island ivory jasmine
juniper kettle lantern laurel lemon linen maple marble meadow mellow nutmeg ocean olive orchard otter pebble
pepper plover quartz quiet raven ribbon river saffron sparrow thistle tulip velvet willow winter
"""


def random_text() -> str:
    """Return 384 random bits as text for an address or an environment variable."""
    return secrets.token_urlsafe(48)


def field_key() -> str:
    """Return a key in the form that Fernet reads: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def spoken_password() -> str:
    """Return a password that can be read out: three words and four digits, about 31 bits, for the demo alone."""
    words = [secrets.choice(_WORDS.split()) for _ in range(3)]
    return "-".join([*words, f"{secrets.randbelow(9000) + 1000}"])


def kept(folder: Path, name: str, make: Callable[[], str] = random_text) -> str:
    """Return the secret of this name, made on first use."""
    path = folder / name
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    value = make()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(value + "\n")
    return value
