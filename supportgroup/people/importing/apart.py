"""Have a workbook read in a process of its own, which may use so much memory, so long, and sees no settings or keys.

What reads it is native code that is given a stranger's file: if it dies, the page and the worker live.
"""

import json
import os
import subprocess
import sys
from typing import Any

from django.conf import settings

from .scanning import NotReadable

PATIENCE_SECONDS = 120
_READER = "supportgroup.people.importing.workbook"


def read(data: bytes, sheet: str = "") -> dict[str, Any]:
    """Return what `workbook.read` returns; refused with a sentence where it cannot be read or takes too much."""
    told = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own program, with the file on its standard input
            [sys.executable, "-m", _READER, sheet],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env=told | {"PYTHONIOENCODING": "utf-8"},
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise NotReadable(
            "This workbook takes more room than we can give it. Copy the rows with people into a new sheet, "
            "save it and choose that file."
        ) from None
    if "trouble" in answer:
        raise NotReadable(answer["trouble"])
    return dict(answer)
