"""Working days: no Saturday, no Sunday, no bank holiday. Nothing is downloaded.

The days stand in bank_holidays.json, by nation and year, up to 2045; a test compares them with the library `holidays`,
which itself would take a sixth of a web process's memory. Days that Parliament adds later
(a coronation, a state funeral) are added to that file.
"""

import datetime
import json
from functools import cache
from pathlib import Path

NATIONS = (
    ("england-and-wales", "England and Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
)
_FILE = Path(__file__).with_name("bank_holidays.json")
_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@cache
def bank_holidays(nation: str) -> frozenset[datetime.date]:
    """Return the bank holidays of a nation that fall on Monday to Friday, 2024 to 2045."""
    years: dict[str, list[str]] = json.loads(_FILE.read_text())[nation]
    return frozenset(datetime.date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days)


def is_workday(day: datetime.date, *, nation: str) -> bool:
    """Tell whether people work on a day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(nation)


def last_before(day: datetime.date, *, nation: str) -> datetime.date:
    """Return the last working day before a day."""
    day -= _ONE_DAY
    while not is_workday(day, nation=nation):
        day -= _ONE_DAY
    return day


def on_or_after(day: datetime.date, *, nation: str) -> datetime.date:
    """Return the day itself if it is a working day, else the next one that is."""
    while not is_workday(day, nation=nation):
        day += _ONE_DAY
    return day
