"""Calendar months, as the law counts them: pure functions."""

import calendar
import datetime


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later or, if negative, earlier; the last day of a month that is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def until(today: datetime.date, months: int) -> datetime.date:
    """Return the last day on which something may have ended to be due today: its months are over today or before."""
    day = months_after(today, -months)
    # 31 May is due with the end of June: the day itself must be within, a shorter month makes it earlier never later.
    while months_after(day + datetime.timedelta(days=1), months) <= today:
        day += datetime.timedelta(days=1)
    while months_after(day, months) > today:
        day -= datetime.timedelta(days=1)
    return day


def in_words(months: int) -> str:
    """Return "6 years", "3 months", "1 year and 6 months"."""
    years, rest = divmod(months, 12)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((years, "year"), (rest, "month")) if number
    ]
    return " and ".join(parts) or "not at all"


def first_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the first days of the whole months from the month of `first` that end on `last` or before."""
    day, found = first.replace(day=1), []
    while months_after(day, 1) - datetime.timedelta(days=1) <= last:
        found.append(day)
        day = months_after(day, 1)
    return found


def month_key(day: datetime.date) -> str:
    """Return "2026-03"."""
    return f"{day:%Y-%m}"


def month_of(key: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day of the month of a key, and of the month after it."""
    year, month = key.split("-")
    first = datetime.date(int(year), int(month), 1)
    return first, months_after(first, 1)
