"""Two people write the same question: the second is told what it says now, and overwrites nothing unseen. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from supportgroup.access.refusal import Refused

WORDS = ("kind", "text", "help", "details", "why", "options")
ROUTES = ("options",)
HEADING = ("section",)
MEANWHILE = "Somebody changed this question while you were writing, so yours is not saved yet and theirs still stands."


class Clash(Refused):
    """What somebody changed reads otherwise than they saw it."""


def print_of(question: Any, fields: tuple[str, ...], *, order: Sequence[int] = ()) -> str:
    """Return 16 letters that differ where one of these fields of a question differs, or the order of all questions.

    With the words of a question go its options, but not where they lead, which has a page of its own.
    order: the keys of the questions, for what names questions by their numbers.
    """
    seen: dict[str, Any] = {field: getattr(question, field) for field in fields} | {"order": list(order)}
    if fields == WORDS:
        seen["options"] = [{**option, "go_to": None} for option in seen["options"]]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


def check(seen: str, question: Any, fields: tuple[str, ...], *, order: Sequence[int] = ()) -> None:
    """Raise Clash where a print was taken and the question has another one now."""
    if seen and seen != print_of(question, fields, order=order):
        raise Clash(MEANWHILE)


def differences(now: Mapping[str, Any], typed: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what differs, field by field: {"label", "now", "typed"}, in the order of the labels."""
    return [
        {"label": label, "now": _said(now.get(name)), "typed": _said(typed.get(name))}
        for name, label in labels.items()
        if _said(now.get(name)) != _said(typed.get(name))
    ]


def _said(value: Any) -> str:
    return "" if value is None else str(value)
