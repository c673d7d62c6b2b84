"""For which language somebody needs an interpreter, as spreadsheets say it: among the needs or in an own column."""

import re

from supportgroup.people import languages, typed
from supportgroup.people.folding import folded

_AMONG_NEEDS = re.compile(r"\s*interpreter(?:\s*[:(\-\u2013]\s*(?P<language>[^)]*?))?\s*\)?\s*", re.IGNORECASE)
_YES = re.compile(
    r"(?:yes|y|true|1|required|needed|interpreter)\b[\s:(,\-\u2013]*(?P<language>[^)]*)\)?", re.IGNORECASE
)
_NONE = frozenset({"no", "n", "false", "0", "none", "not needed", "not required", "n/a", "na", "english", "-"})


def is_interpreter(need: str) -> bool:
    """Tell whether a need is an interpreter, with its language or without: "Interpreter: Polish"."""
    return _AMONG_NEEDS.fullmatch(need) is not None


def of_needs(text: str) -> str:
    """Return the language that is named beside the interpreter among the needs of a cell, "" for none."""
    found = filter(None, map(_AMONG_NEEDS.fullmatch, re.split(r"[;|/\n]+", text)))
    return next((languages.spelled(one["language"]) for one in found if one["language"]), "")


def of_column(text: str) -> str | None:
    """Return the language of a cell of its own: "Polish", "Yes (Polish)"; "" for only yes, None for no interpreter."""
    tidy = typed.one_line(text)
    if folded(tidy) in _NONE:
        return None
    said = _YES.fullmatch(tidy)
    return languages.spelled(said["language"] if said else tidy)
