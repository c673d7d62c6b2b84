"""The file `.env`: one `NAME=value` a line. What the environment already says wins over it."""

import re
from collections.abc import Mapping
from pathlib import Path

from .troubles import Trouble

_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")


def parse(text: str) -> dict[str, str]:
    """Return the names and values of an .env file; raises Trouble with the number of a line that is neither."""
    values = {}
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.fullmatch(stripped)
        if not match:
            raise Trouble(f"Line {number} of .env is not NAME=value: mend it or put a # before it.")
        name, value = match.groups()
        if value[:1] in {"'", '"'} and value.endswith(value[0]) and len(value) > 1:
            value = value[1:-1]
        values[name] = value
    return values


def merged(path: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment, filled up with what the file says and the environment does not."""
    if not path.exists():
        return dict(environment)
    return {**parse(path.read_text(encoding="utf-8")), **environment}
