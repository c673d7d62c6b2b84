"""From the text of a cell to the value that is stored; or why not, as a reason that holds nothing of the cell."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from supportgroup.people import languages, typed
from supportgroup.people.choices import Need
from supportgroup.people.folding import folded
from supportgroup.people.typed import NotUnderstood
from supportgroup.people.words import WORDS

from . import dates, scanning, spoken
from .columns import FIELDS, INTERPRETER

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
_AS_A_NUMBER = re.compile(r"\d+\.0+|\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_WITHOUT_NOUGHT = re.compile(r"[1-9]\d{8,9}")
_USUAL_LENGTH = 11
NOUGHT_PUT_BACK = "The phone number had lost its first 0, which was put back"


def _plain(word: str) -> str:
    return folded(typed.one_line(word)).replace("_", " ")


_CODES: dict[str, dict[str, str]] = {
    name: {_plain(text): stored for pair in words.items() for stored, text in ((pair[0], pair[0]), pair)}
    | _ALSO.get(name, {})
    for name, words in WORDS.items()
}


@dataclass
class Cell:
    """One cell that is not empty: its field, its text, and what is said about how it was understood."""

    name: str
    text: str
    today: datetime.date
    is_1904: bool = False
    note: str = ""

    @property
    def label(self) -> str:
        return FIELDS[self.name]


def value_of(name: str, text: str, *, today: datetime.date, is_1904: bool = False) -> tuple[Any, str]:
    """Return what the text of a cell, which is not empty, says for this field, and a note on it, "" for none."""
    cell = Cell(name, text.strip(), today, is_1904)
    if text in _LOST:
        raise NotUnderstood(f"{cell.label} {_LOST[text]}")
    if not all(character.isprintable() or character in "\t\r\n" for character in text):
        raise NotUnderstood(f"{cell.label} has a character that cannot be kept")
    value = _READERS.get(name, _words)(cell)
    if isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
        raise NotUnderstood(f"{cell.label} must be {LONGEST[name]} characters or fewer")
    return value, cell.note


_LOST = {
    scanning.NO_VALUE: "is a formula without a saved value. Open the spreadsheet, save it and choose it again",
    scanning.ERROR: "is an error of the spreadsheet, such as #REF!. Mend it there and choose it again",
}


def _interpreter(cell: Cell) -> list[str]:
    """Return the need; its language is read from the same cell by `spoken`."""
    language = spoken.of_column(cell.text)
    if language is not None and len(language) > LONGEST["language"]:
        raise NotUnderstood("Interpreter must be yes, no, or a language")
    return [] if language is None else [Need.INTERPRETER.value]


def _language(cell: Cell) -> str:
    return languages.spelled(cell.text)


def _words(cell: Cell) -> str:
    return typed.one_line(cell.text)


def _lines(cell: Cell) -> str:
    return typed.address(cell.text)


def _code(cell: Cell) -> str:
    stored = _CODES[cell.name].get(_plain(cell.text))
    if stored is None:
        raise NotUnderstood(_unknown(cell.name))
    return stored


def _needs(cell: Cell) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"[;|/\n]+", cell.text):
        parts = ["interpreter"] if spoken.is_interpreter(piece) else [piece]
        parts = parts if _plain(parts[0]) in _CODES[cell.name] else piece.split(",")
        found += [_code(Cell(cell.name, part, cell.today)) for part in parts if part.strip()]
    return [need for need in WORDS[cell.name] if need in found]


def _yes_or_no(cell: Cell) -> bool:
    word = _plain(cell.text)
    if word not in _YES | _NO:
        raise NotUnderstood(f"{cell.label} must be yes or no")
    return word in _YES


def _nhs_number(cell: Cell) -> str:
    return typed.nhs_number(_whole(cell, "NHS number"))


def _phone(cell: Cell) -> str:
    """Return the number; the nought that spreadsheet programs take from its beginning is put back where it is one."""
    text = _whole(cell, "phone number")
    packed = re.sub(r"\s", "", text)
    if _WITHOUT_NOUGHT.fullmatch(packed) and _can_be_dialled(f"0{packed}"):
        cell.note = NOUGHT_PUT_BACK
        return typed.phone(f"0{packed}")
    return typed.phone(text)


def _can_be_dialled(text: str) -> bool:
    """Tell whether this can be a number here: 10 digits after the 0 as nearly all have, or 9 that are in use."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    usual = text[1] in "1237" and len(text) == _USUAL_LENGTH and phonenumbers.is_possible_number(number)
    return bool(usual or phonenumbers.is_valid_number(number))


def _whole(cell: Cell, what: str) -> str:
    """Return a number that a program wrote as 9990000018.0 or 9.990000018E+09; refused where digits are lost."""
    if not _AS_A_NUMBER.fullmatch(cell.text):
        return cell.text
    try:
        number = Decimal(cell.text)
    except InvalidOperation:
        return cell.text
    if number != int(number) or len(number.as_tuple().digits) < number.adjusted() + 1:
        raise NotUnderstood(f"The spreadsheet program has shortened the {what}. Format that column as text")
    return str(int(number))


def _postcode(cell: Cell) -> str:
    return typed.postcode(cell.text)


def _email(cell: Cell) -> str:
    try:
        validate_email(cell.text)
    except ValidationError:
        raise NotUnderstood("Email must be in the right form, like name@example.com") from None
    return cell.text


def _date(cell: Cell) -> datetime.date:
    try:
        found, cell.note = dates.read(cell.text, today=cell.today, is_1904=cell.is_1904)
    except NotUnderstood as misfit:
        raise NotUnderstood(f"{cell.label} {misfit}") from None
    why_not = typed.why_not_born if cell.name == "date_of_birth" else _why_not_past
    if reason := why_not(found, today=cell.today):
        raise NotUnderstood(reason)
    return found


def _why_not_past(day: datetime.date, *, today: datetime.date) -> str | None:
    return typed.why_not_since(day, born=None, today=today)


def _unknown(name: str) -> str:
    return f"{FIELDS[name]} has a word we do not know. Use one of: {', '.join(WORDS[name].values())}"


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    **dict.fromkeys(WORDS, _code),
    "needs": _needs,
    INTERPRETER: _interpreter,
    "language": _language,
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
