"""Dates as people write them in spreadsheets, day before month. No century is guessed into the future."""

import datetime
import re

from supportgroup.people.typed import NotUnderstood, one_line
from supportgroup.ui.fields import month_number

TWO_DIGITS = "The year of a date has 2 digits. We took the newest year that is not in the future"
WAS_A_NUMBER = "A date was kept as a number, as Excel counts days"
WHAT_TO_WRITE = "must be a date like 11/03/1988 or 11 March 1988"

_TIME = re.compile(r"[ T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?Z?$", re.IGNORECASE)
_DAY_NAME = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BETWEEN = r"[ ./,\-\u2010-\u2015]+"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}|[a-z]{{3,9}}){_BETWEEN}(\d{{4}}|'?\d{{2}})")
_RUN_TOGETHER = re.compile(r"(\d{1,2})-?([a-z]{3,9})-?(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(rf"([a-z]{{3,9}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
"""5 digits: 4 would be a year, and no day that long ago is anybody's."""
_FIRST_1900, _FIRST_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)


def read(text: str, *, today: datetime.date, is_1904: bool = False) -> tuple[datetime.date, str]:
    """Return the date and what should be said about it, "" for nothing. is_1904: days are counted from 1904."""
    packed = _ORDINAL.sub("", _DAY_NAME.sub("", _TIME.sub("", one_line(text)).lower())).replace(" of ", " ")
    if match := _DAY_FIRST.fullmatch(packed) or _RUN_TOGETHER.fullmatch(packed):
        day, month, year = match.groups()
        return _short_year(day, month, year.lstrip("'"), today=today)
    if match := _MONTH_FIRST.fullmatch(packed):
        month, day, year = match.groups()
        return _real(year, month, day), ""
    if match := _YEAR_FIRST.fullmatch(packed):
        return _real(*(part for part in match.groups() if part)), ""
    if match := _SERIAL.fullmatch(packed):
        return _counted(int(match[1]), today=today, is_1904=is_1904), WAS_A_NUMBER
    raise NotUnderstood(WHAT_TO_WRITE)


def _short_year(day: str, month: str, year: str, *, today: datetime.date) -> tuple[datetime.date, str]:
    if len(year) == len("1988"):
        return _real(year, month, day), ""
    century = today.year // 100
    try:
        found = _real(f"{century}{year}", month, day)
    except NotUnderstood:  # 29/2 of a year that is no leap year in this century
        return _real(f"{century - 1}{year}", month, day), TWO_DIGITS
    return (found if found <= today else _real(f"{century - 1}{year}", month, day)), TWO_DIGITS


def _real(year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), month_number(month) or 0, int(day))
    except ValueError:
        raise NotUnderstood("must be a real date") from None


def _counted(days: int, *, today: datetime.date, is_1904: bool) -> datetime.date:
    """Return the day with this number. Excel counts a 29 February 1900 too, hence a first day in 1899."""
    found = (_FIRST_1904 if is_1904 else _FIRST_1900) + datetime.timedelta(days=days)
    if found > today:
        raise NotUnderstood(WHAT_TO_WRITE)
    return found
