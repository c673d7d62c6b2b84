"""Working days, beside the library that knows every nation's bank holidays."""

import datetime

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup import workdays

PARTS = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2045, 12, 20))


@pytest.mark.parametrize(("nation", "part"), [(nation, part) for nation, parts in PARTS.items() for part in parts])
def test_the_bank_holidays_of_every_nation_are_those_that_the_library_knows(nation, part):
    known = holidays.country_holidays("GB", subdiv=part, years=range(2024, 2046))

    assert workdays.bank_holidays(nation) == {day for day in known if day.weekday() < 5}
    assert [nation for nation, _ in workdays.NATIONS] == list(PARTS)


@pytest.mark.parametrize(
    ("day", "nation", "goes_on"),
    [
        ("2026-11-28", "england-and-wales", "2026-11-30"),
        ("2026-12-25", "england-and-wales", "2026-12-29"),
        ("2026-11-30", "scotland", "2026-12-01"),
        ("2026-07-13", "northern-ireland", "2026-07-14"),
        ("2026-07-13", "england-and-wales", "2026-07-13"),
        ("2027-03-26", "england-and-wales", "2027-03-30"),
        ("2099-01-02", "scotland", "2099-01-02"),
    ],
)
def test_what_would_go_on_a_day_off_goes_on_the_next_working_day(day, nation, goes_on):
    assert workdays.on_or_after(datetime.date.fromisoformat(day), nation=nation).isoformat() == goes_on


@given(DAYS, st.sampled_from(list(PARTS)))
def test_the_next_working_day_is_never_past_never_a_day_off_and_nothing_in_between_is_one(day, nation):
    found = workdays.on_or_after(day, nation=nation)

    assert found >= day
    assert workdays.is_workday(found, nation=nation)
    assert not any(
        workdays.is_workday(day + datetime.timedelta(days=n), nation=nation) for n in range((found - day).days)
    )
