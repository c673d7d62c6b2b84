"""What people type, put into the one form that is stored; or the reason why it cannot be, as a sentence.

NHS numbers by the NHS service manual, pattern “NHS numbers”, and Modulus 11 of the NHS Data Dictionary.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import phonenumbers
from phonenumbers import CountryCodeSource, PhoneNumberFormat, PhoneNumberType, ValidationResult

from supportgroup.ui.fields import month_number

from . import postal
from .folding import folded

OLDEST = 120
"""Years. Nobody on the register is older than this."""

DIGITS = 10
"""Of an NHS number."""

Found = TypeVar("Found")
_GAPS = re.compile(r"[\s\u00a0\u2007\u202f\-\u2010-\u2015\u2212]+")
_INSURANCE_NUMBER = re.compile(r"[A-Z]{2}\d{6}[A-D]?")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_PHONE = re.compile(r"\+?[\d\s().\-/]+(?:(?:ext|extension|x)\.?\s*\d{1,6})?", re.IGNORECASE)
_HERE = 44
# Ofcom keeps these for radio and television drama; libphonenumber calls them invalid, and samples need them.
_DRAMA_MOBILE = re.compile(r"7700900\d{3}")
_DRAMA = re.compile(r"(?:7700900|1632960|8081570|2079460|1134960|1614960|1314960|2920180|2896496|3069990)\d{3}")
_DATE = r"\d{1,2}[\s./-]+(?:\d{1,2}|[a-z]{3,9})[\s./-]+\d{4}|\d{4}-\d{1,2}-\d{1,2}"
_BORN = re.compile(rf"(?<!\d)(?:{_DATE})(?!\d)")
_POSTCODE_BEGINS = re.compile(r"(?<![a-z\d-])([a-z]{1,2}\d[a-z\d]?)(?: *(\d(?:[a-z]{2})?))?(?![a-z\d-])")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")


class NotUnderstood(ValueError):  # noqa: N818  it is the answer to what was typed
    """What was typed cannot be stored. The text says what to do."""


@dataclass(frozen=True)
class Sought:
    """What a search asks for: folded words of a name, digits of an NHS number, a birth, how a postcode begins."""

    words: tuple[str, ...] = ()
    digits: str = ""
    born: datetime.date | None = None
    postcode: str = ""


def one_line(text: str) -> str:
    """Return the text on one line, composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def nhs_number(text: str) -> str:
    """Return the 10 digits of an NHS number typed with or without spaces and dashes, "" for nothing."""
    packed = _GAPS.sub("", text).upper()
    if not packed:
        return ""
    if _INSURANCE_NUMBER.fullmatch(packed):
        raise NotUnderstood("This looks like a National Insurance number. Enter the NHS number: it has only digits")
    if not (packed.isascii() and packed.isdigit()):
        raise NotUnderstood("NHS number must have only digits, with spaces or dashes between them if you like")
    if len(packed) != DIGITS:
        raise NotUnderstood(f"NHS number must have {DIGITS} digits. You typed {len(packed)}")
    if not is_nhs_number(packed):
        raise NotUnderstood("This is not an NHS number: a digit is wrong, or 2 have changed places. Check it")
    return packed


def is_nhs_number(digits: str) -> bool:
    """Tell whether the last of 10 digits is the check digit of the others (Modulus 11, weights 10 to 2)."""
    remainder = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return {10: None, 11: 0}.get(remainder, remainder) == int(digits[9])


def postcode(text: str) -> str:
    """Return a UK postcode in capitals with its space, "" for nothing."""
    packed = _GAPS.sub("", text).upper()
    if not packed:
        return ""
    if not (match := _POSTCODE.fullmatch(packed)):
        raise NotUnderstood("Enter a full UK postcode, like ZZ99 3WZ")
    return " ".join(match.groups())


def address(text: str) -> str:
    """Return the lines of an address without empty ones; refused where no letter could be printed for them."""
    lines = [line for line in map(one_line, text.splitlines()) if line]
    if not all(line.isprintable() for line in lines):
        raise NotUnderstood("Address has a character that cannot be kept. Type it again")
    tidy = "\n".join(lines)
    if reason := postal.why_not_lines(tidy):
        raise NotUnderstood(reason)
    return tidy


def phone(text: str) -> str:
    """Return a phone number the way it is written in this country, "" for nothing; refused where nobody could dial it.

    "01632 960001", "+353 1 496 0001", "01632 960001 ext 12": one spelling for each number, by Google's libphonenumber.
    """
    tidy = one_line(text)
    if not tidy:
        return ""
    number = _parsed(tidy)
    if number is None or not (_PHONE.fullmatch(tidy) and tidy.isascii()):
        raise NotUnderstood("Enter a phone number in full, like 01632 960 001 or +353 1 496 0001")
    return _written(number)


def takes_texts(phone_number: str) -> bool:
    """Tell whether a stored number is a mobile, which a text message can reach."""
    number = _parsed(phone_number)
    if number is None:
        return False
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return bool(_DRAMA_MOBILE.fullmatch(str(number.national_number))) or phonenumbers.number_type(number) in kinds


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    """Return the number, or None for what is none; one of this country begins with a nought or +44."""
    try:
        number = phonenumbers.parse(text, "GB", keep_raw_input=True)
    except phonenumbers.NumberParseException:
        return None
    typed_here = number.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY
    whole = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    real = phonenumbers.is_valid_number(number) or (
        number.country_code == _HERE and _DRAMA.fullmatch(str(number.national_number))
    )
    begins = re.sub(r"\D", "", text).startswith("0") or not typed_here
    return number if whole and real and begins else None


def _written(number: phonenumbers.PhoneNumber) -> str:
    extension, number.extension = number.extension, None
    form = PhoneNumberFormat.NATIONAL if number.country_code == _HERE else PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(number, form)
    return f"{written} ext {extension}" if extension else written


def date(text: str) -> datetime.date:
    """Return the date in "11/3/1988", "11 March 1988", "1988-03-11" and the like, day before month."""
    packed = _MIDNIGHT.sub("", one_line(text)).lower()
    if not re.fullmatch(_DATE, packed):
        raise NotUnderstood("must be a date with the year in 4 digits, like 11/03/1988")
    parts = re.split(r"[\s./-]+", packed)
    year, month, day = parts if len(parts[0]) == len("1988") else reversed(parts)
    try:
        return datetime.date(int(year), month_number(month) or 0, int(day))
    except ValueError:
        raise NotUnderstood("must be a real date") from None


def why_not_born(born: datetime.date, *, today: datetime.date) -> str | None:
    """Return why nobody can be born on this day, or None if somebody can."""
    if born > today:
        return "Date of birth must be in the past"
    if born.year < today.year - OLDEST:
        return f"Date of birth must be after {today.year - OLDEST - 1}"
    return None


def why_not_since(since: datetime.date, *, born: datetime.date | None, today: datetime.date) -> str | None:
    """Return why a person cannot have died or moved on this day, or None if they can."""
    if since > today:
        return "The date they died or moved must be today or in the past"
    if born and since < born:
        return "The date they died or moved must be after their date of birth"
    return None


def sought(text: str) -> Sought:
    """Return what a search asks for: a date, a postcode, NHS digits and words of a name, in any order and mixture."""
    born, tidy = _taken(_BORN, one_line(text).lower(), date)
    code, tidy = _taken(_POSTCODE_BEGINS, tidy, _postcode_begins)
    parts = folded(tidy.replace(",", " ")).split()
    digits = "".join(_GAPS.sub("", part) for part in parts if _GAPS.sub("", part).isdigit())
    words = tuple(part for part in parts if not _GAPS.sub("", part).isdigit())
    return Sought(words=words, digits=digits if digits.isascii() else "", born=born, postcode=code or "")


def _taken(pattern: re.Pattern[str], text: str, read: Callable[[str], Found]) -> tuple[Found | None, str]:
    """Return what the first match of the pattern says, and the text without it; None where it says nothing."""
    if not (match := pattern.search(text)):
        return None, text
    try:
        return read(match[0]), text[: match.start()] + " " + text[match.end() :]
    except NotUnderstood:
        return None, text


def _postcode_begins(text: str) -> str:
    """Return the beginning of a postcode as the register has it: "ZZ99 3WZ", "ZZ99 3" or "ZZ99 "."""
    return _POSTCODE_BEGINS.sub(lambda found: f"{found[1]} {found[2] or ''}", text).upper()
