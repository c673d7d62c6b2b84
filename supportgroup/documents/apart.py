"""A large paper is set in a process of its own, whose memory goes when it ends.

Typst remembers what it has set and gives back hardly anything: after 1,000 packs a process would keep 300 MB for good.
What is set travels through a pipe, never through an argument or a file, and comes back the same way.
"""

import json
import logging
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

ROOT = Path(__file__).parents[2]

NAME = "supportgroup.documents.apart"
"""Of this module, which runs as `__main__` in the other process."""

_log = logging.getLogger(NAME)


def made_apart(function: str, told: dict[str, Any]) -> bytes:
    """Return what a function makes of plain data, run in a process of its own.

    function: "package.module:name"; it takes the data as JSON holds it and returns bytes. RuntimeError where it fails:
    that process has logged of which kind the failure was, and nothing of the data.
    """
    done = subprocess.run(  # noqa: S603  our own interpreter and a name of ours
        [sys.executable, "-m", NAME, function],
        input=json.dumps(told, ensure_ascii=False).encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{function} ended with {done.returncode} in a process of its own.")
    return done.stdout


def main(function: str) -> int:
    """Read the data, write what the function makes of it, and return the exit code."""
    import django

    django.setup()
    module, _, name = function.partition(":")
    try:
        made = getattr(import_module(module), name)(json.load(sys.stdin.buffer))
    except Exception as trouble:  # noqa: BLE001  its words may quote a letter, so they are not written anywhere
        _log.error("%s could not be made: %s", function, type(trouble).__name__)
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
