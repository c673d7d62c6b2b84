"""Every address there is, with something that fits in each part: what the tests of the fences walk."""

import uuid
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.matrix import ROWS

FITTING = {"IntConverter": 1, "SlugConverter": "qvt", "StringConverter": "x" * 32, "PathConverter": "x",
           "UUIDConverter": uuid.UUID(int=7)}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One named address and the kinds of its parts."""

    name: str
    parts: dict[str, object]


def every_address() -> list[Address]:
    """Return every address that leads to a view, once."""
    found = {address.name: address for address in _walk(get_resolver().url_patterns, {})}
    return [found[name] for name in sorted(found)]


def path_of(address: Address, *, group, things) -> str:
    """Return a path there: with things of the world where the matrix says which, with something fitting elsewhere."""
    row = ROWS.get(address.name)
    known = {"group": group.slug, "code": group.public_code} | (row.parts(things) if row else {})
    return reverse(address.name, kwargs={part: known.get(part, fitting) for part, fitting in address.parts.items()})


def _walk(patterns, above):
    for pattern in patterns:
        converters = getattr(pattern.pattern, "converters", {})
        parts = above | {name: FITTING[type(kind).__name__] for name, kind in converters.items()}
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, parts)
        elif isinstance(pattern, URLPattern) and pattern.name:
            typed = {name: "1" for name in pattern.pattern.regex.groupindex if name not in parts}
            yield Address(pattern.name, parts | typed)
