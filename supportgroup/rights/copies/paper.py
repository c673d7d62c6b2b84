"""The copy as a PDF: tagged, in plain headings, in ordinary or large print. It is made when asked for, never kept."""

import datetime
import re
from typing import Any

from supportgroup.documents.pdf import compile_pdf
from supportgroup.ui import wording

from .gathering import label

TEMPLATE = "rights/copies/copy.typ"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def copy_pdf(copy: dict[str, Any], *, helpline: str, size: int) -> bytes:
    """Return the copy that `gathering.gather` made, as paper. size: of the print, in points."""
    data = copy | {
        "made_on": _plain_day(copy["made_on"]),
        "helpline": helpline,
        "text_size": size,
        "sections": [
            section | {"entries": [_printed(entry) for entry in section["entries"]]} for section in copy["sections"]
        ],
    }
    return compile_pdf(TEMPLATE, data, title=f"What we hold about {copy['about']}")


def _printed(entry: dict[str, str]) -> list[list[str]]:
    return [[label(name), _plain_day(value)] for name, value in entry.items()]


def _plain_day(text: str) -> str:
    """Return the text with each 2026-08-06 in it written as 6 August 2026."""

    def written(match: re.Match[str]) -> str:
        try:
            return wording.day(datetime.date(*map(int, match.groups())))
        except ValueError:
            return match.group()

    return _DAY.sub(written, text)
