"""Are the settings of GOV.UK Notify whole? Nothing is sent and nobody is asked: only what they look like is read.

A key is its name, the id of the service and a secret, both UUIDs, with hyphens between (Notify's own clients cut it
so, from its end); templates, senders and addresses for answers are UUIDs.
"""

import re
from collections.abc import Iterator

from django.conf import settings

from supportgroup.outbox.channels.text import CONSOLE, NOTIFY
from supportgroup.upkeep.findings import Finding, ok, wrong

WHAT = "GOV.UK Notify"
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID, _KEY = re.compile(_UUID), re.compile(f".+-{_UUID}-{_UUID}")
_WAYS = {"TEXTS": ("", CONSOLE, NOTIFY), "LETTERS": ("", NOTIFY), "EMAILS": ("", NOTIFY)}
_IDS = {
    "TEXTS": (("NOTIFY_TEXT_TEMPLATE", True), ("NOTIFY_TEXT_SENDER", False)),
    "LETTERS": (),
    "EMAILS": (("NOTIFY_EMAIL_TEMPLATE", True), ("NOTIFY_EMAIL_REPLY_TO", False)),
}
"""By way: the ids it wants, and whether it must have them."""
_COPY = "Copy it from Notify’s dashboard into the settings of the worker."


def notify() -> Iterator[Finding]:
    """Could texts, letters and emails go by it, where it is named?"""
    troubles = [_trouble(name) for name in _WAYS if getattr(settings, name) not in _WAYS[name]]
    used = [name for name in _WAYS if getattr(settings, name) == NOTIFY]
    if used:
        troubles += [*_of_key(), *(trouble for way in used for trouble in _of_ids(way))]
    yield from troubles
    if not troubles:
        yield ok(WHAT, f"{' and '.join(used)} go by it, and its settings are whole." if used else "It is not used.")


def _trouble(name: str) -> Finding:
    known = " or ".join(value or "nothing" for value in _WAYS[name])
    return wrong(name, f"“{getattr(settings, name)}” is no way to send: it may be {known}.", f"Correct {name}.")


def _of_key() -> Iterator[Finding]:
    if not settings.NOTIFY_API_KEY:
        yield wrong("NOTIFY_API_KEY", "It is missing, so nothing goes by Notify.", _COPY)
    elif not _KEY.fullmatch(settings.NOTIFY_API_KEY.strip().lower()):
        yield wrong("NOTIFY_API_KEY", "It is not a whole key: a name, then two ids of 36 characters.", _COPY)
    if not settings.NOTIFY_URL.startswith("https://"):
        yield wrong(
            "NOTIFY_URL",
            "It does not begin with https://.",
            "Correct it, or leave it out: the usual address is built in.",
        )


def _of_ids(way: str) -> Iterator[Finding]:
    for name, is_needed in _IDS[way]:
        value = getattr(settings, name)
        if not value and is_needed:
            yield wrong(name, f"It is missing, and {way} is “notify”.", _COPY)
        elif value and not _ID.fullmatch(value.strip().lower()):
            yield wrong(name, "It is not an id of 36 characters.", _COPY)
