"""From the text of a cell to the value that is stored; or why not, as a reason that holds nothing of the cell."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from supportgroup.people import typed
from supportgroup.people.folding import folded
from supportgroup.people.typed import NotUnderstood
from supportgroup.people.words import WORDS

from .columns import FIELDS

LONGEST = {"title": 20, "first_name": 80, "last_name": 80, "language": 40, "address": 400, "email": 254, "phone": 30}
_ALSO = {
    "sex": {
        "f": "female",
        "woman": "female",
        "m": "male",
        "man": "male",
        "not stated": "not_said",
        "unknown": "not_said",
    },
    "preferred_route": {"post": "letter", "mail": "letter", "e-mail": "email", "sms": "text", "telephone": "phone"},
    "standing": {"active": "current", "yes": "current", "transferred": "moved", "deceased": "died", "dead": "died"},
    "needs": {"sign language": "bsl", "easyread": "easy_read", "largeprint": "large_print", "none": ""},
    "condition_group": {"unknown": "not_known"},
    "treatment_route": {"no": "none"},
    "treatment_place": {"no": "none", "day unit": "hospital"},
    "distance": {"unknown": "not_known"},
}
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})
_DAMAGED = re.compile(r"\d(?:\.\d+)?e\+\d+", re.IGNORECASE)
_WITHOUT_NOUGHT = re.compile(r"[1237]\d{9}")


def _plain(word: str) -> str:
    return folded(typed.one_line(word)).replace("_", " ")


_CODES: dict[str, dict[str, str]] = {
    name: {_plain(text): stored for pair in words.items() for stored, text in ((pair[0], pair[0]), pair)}
    | _ALSO.get(name, {})
    for name, words in WORDS.items()
}


def value_of(name: str, text: str, *, today: datetime.date) -> Any:
    """Return what the text of a cell, which is not empty, says for this field."""
    label = FIELDS[name]
    if not all(character.isprintable() or character in "\t\r\n" for character in text):
        raise NotUnderstood(f"{label} has a character that cannot be kept")
    value = _READERS.get(name, _words)(name, text.strip(), today)
    if isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
        raise NotUnderstood(f"{label} must be {LONGEST[name]} characters or fewer")
    return value


def _words(name: str, text: str, today: datetime.date) -> str:
    return typed.one_line(text)


def _lines(name: str, text: str, today: datetime.date) -> str:
    return "\n".join(line for line in map(typed.one_line, text.splitlines()) if line)


def _code(name: str, text: str, today: datetime.date) -> str:
    stored = _CODES[name].get(_plain(text))
    if stored is None:
        raise NotUnderstood(_unknown(name))
    return stored


def _needs(name: str, text: str, today: datetime.date) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"[;|/\n]+", text):
        parts = [piece] if _plain(piece) in _CODES[name] else piece.split(",")
        found += [_code(name, part, today) for part in parts if part.strip()]
    return [need for need in WORDS[name] if need in found]


def _yes_or_no(name: str, text: str, today: datetime.date) -> bool:
    word = _plain(text)
    if word not in _YES | _NO:
        raise NotUnderstood(f"{FIELDS[name]} must be yes or no")
    return word in _YES


def _nhs_number(name: str, text: str, today: datetime.date) -> str:
    if _DAMAGED.fullmatch(text):
        raise NotUnderstood("The spreadsheet program has shortened the NHS number. Format that column as text")
    return typed.nhs_number(text)


def _phone(name: str, text: str, today: datetime.date) -> str:
    """Return the number; the nought that spreadsheet programs take from its beginning is put back."""
    packed = re.sub(r"\s", "", text)
    return typed.phone(f"0{packed}" if _WITHOUT_NOUGHT.fullmatch(packed) else text)


def _postcode(name: str, text: str, today: datetime.date) -> str:
    return typed.postcode(text)


def _email(name: str, text: str, today: datetime.date) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise NotUnderstood("Email must be in the right form, like name@example.com") from None
    return text


def _date(name: str, text: str, today: datetime.date) -> datetime.date:
    try:
        found = typed.date(text)
    except NotUnderstood as misfit:
        raise NotUnderstood(f"{FIELDS[name]} {misfit}") from None
    why_not = typed.why_not_born if name == "date_of_birth" else _why_not_past
    if reason := why_not(found, today=today):
        raise NotUnderstood(reason)
    return found


def _why_not_past(day: datetime.date, *, today: datetime.date) -> str | None:
    return typed.why_not_since(day, born=None, today=today)


def _unknown(name: str) -> str:
    return f"{FIELDS[name]} has a word we do not know. Use one of: {', '.join(WORDS[name].values())}"


_READERS: Mapping[str, Callable[[str, str, datetime.date], Any]] = {
    **dict.fromkeys(WORDS, _code),
    "needs": _needs,
    "do_not_contact": _yes_or_no,
    "on_immunoglobulin": _yes_or_no,
    "nhs_number": _nhs_number,
    "postcode": _postcode,
    "phone": _phone,
    "email": _email,
    "address": _lines,
    "date_of_birth": _date,
    "standing_since": _date,
}
