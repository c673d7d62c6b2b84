"""Dates, times and numbers as the NHS content style writes them. Pure functions; times are already local."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\u00a0"
NOON = 12
NHS_NUMBER = re.compile(r"([0-9]{3})([0-9]{3})([0-9]{4})")


def day(value: date) -> str:
    """Return a date as "6 August 2026"."""
    return f"{value.day} {value:%B %Y}"


def full_day(value: date) -> str:
    """Return a date with its weekday as "Thursday 6 August 2026"."""
    return f"{value:%A} {day(value)}"


def short_day(value: date) -> str:
    """Return a date whose year is plain from the page as "Thursday 6 August"."""
    return f"{value:%A} {value.day} {value:%B}"


def near_day(value: date, today: date) -> str:
    """Return "today", "tomorrow", "yesterday" or the full date."""
    words = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return words.get((value - today).days, full_day(value))


def month(value: date) -> str:
    """Return a month as "August 2026"."""
    return f"{value:%B %Y}"


def clock_time(value: time) -> str:
    """Return a time as "5.30pm", "9am", "midday" or "midnight"."""
    if value.minute == 0 and value.hour in (0, NOON):
        return "midday" if value.hour else "midnight"
    minutes = f".{value.minute:02d}" if value.minute else ""
    return f"{value.hour % NOON or NOON}{minutes}{'pm' if value.hour >= NOON else 'am'}"


def time_range(start: time, end: time) -> str:
    """Return "10am to 1pm"."""
    return f"{clock_time(start)} to {clock_time(end)}"


def nhs_number(value: str) -> str:
    """Return an NHS number in groups of 3, 3 and 4 that do not break over a line; anything else as it is."""
    groups = NHS_NUMBER.fullmatch("".join(value.split()))
    return NO_BREAK.join(groups.groups()) if groups else value


def number(value: int) -> str:
    """Return a whole number with commas from 1,000."""
    return f"{value:,}"


def percentage(value: float | Decimal | None, places: int = 1) -> str:
    """Return a percentage, already out of 100, rounded half up: "78.1%". None, a share of nothing, is "–"."""
    if value is None:
        return "–"
    step = Decimal(1).scaleb(-places)
    return f"{Decimal(str(value)).quantize(step, ROUND_HALF_UP)}%"


def share(part: int, whole: int, places: int = 1) -> str:
    """Return `part` of `whole` as a percentage; "–" where there is no whole."""
    return percentage(Decimal(part) * 100 / whole if whole else None, places)


def pounds(value: Decimal | int) -> str:
    """Return money as "£1,964.20"; whole pounds given as an int as "£6,840"."""
    if isinstance(value, int):
        return f"£{value:,}"
    return f"£{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 person", "9 claims". `many` is `one` with an s unless given."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return "a, b and c"."""
    *before, last = words or [""]
    return f"{', '.join(before)} {joint} {last}" if before else last


def ago(value: date, today: date) -> str:
    """Return "today", "yesterday" or "11 days ago"; a date to come is written out."""
    days = (today - value) // timedelta(days=1)
    if days < 0:
        return f"on {full_day(value)}"
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def dial(value: str) -> str:
    """Return a phone number as a link to dial it needs it: digits, and a plus in front where there is one."""
    return "".join(character for character in value if character.isdecimal() or character == "+")


def on_one_line(value: str) -> str:
    """Return an address of several lines as one: "PO Box 41, Eastbrook, ZZ99 4WB"."""
    return ", ".join(line.strip() for line in value.splitlines() if line.strip())


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless its first word is in capitals or is "I"."""
    first = text.split(" ", 1)[0]
    if (
        first == "I"
        or first.startswith("I'")
        or (len(first) > 1 and first.isupper())
        or any(c.isupper() for c in first[1:])
    ):
        return text
    return text[:1].lower() + text[1:]
