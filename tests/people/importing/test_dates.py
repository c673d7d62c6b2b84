import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.people.importing.dates import TWO_DIGITS, WAS_A_NUMBER, read
from supportgroup.people.typed import NotUnderstood

TODAY = datetime.date(2026, 9, 7)
BORN = datetime.date(1960, 4, 3)
DAYS = st.dates(datetime.date(1930, 1, 1), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "3/4/1960", "03/04/1960", "3.4.1960", "03-04-1960", "3 4 1960", "03-Apr-1960", "3 April 1960", "3rd April 1960",
        "3rd of April, 1960", "Sunday 3 April 1960", "Sun, 3 Apr 1960", "03Apr1960", "3 apr. 1960", "April 3, 1960",
        "1960-04-03", "1960/04/03", "19600403", "1960-04-03T00:00:00", "1960-04-03 00:00:00", "03/04/1960 00:00",
        "3/4/1960 10:30 am", " 3 / 4 / 1960 ", "3–4–1960",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text):
    assert read(text, today=TODAY) == (BORN, "")


@pytest.mark.parametrize("text", ["3/4/60", "03-Apr-60", "3.4.60", "3 apr '60", "03apr60"])
def test_two_digits_of_a_year_are_read_and_said(text):
    assert read(text, today=TODAY) == (BORN, TWO_DIGITS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7/9/26", datetime.date(2026, 9, 7)),
        ("8/9/26", datetime.date(1926, 9, 8)),
        ("1/1/00", datetime.date(2000, 1, 1)),
        ("1/1/27", datetime.date(1927, 1, 1)),
        ("29/2/28", datetime.date(1928, 2, 29)),
    ],
)
def test_two_digits_never_mean_the_future(text, found):
    assert read(text, today=TODAY)[0] == found


def test_the_day_stands_before_the_month():
    assert read("3/4/1960", today=TODAY)[0].month == 4
    with pytest.raises(NotUnderstood, match="real date"):
        read("4/25/1960", today=TODAY)


def test_a_number_is_counted_as_excel_counts():
    assert read("22009", today=TODAY) == (BORN, WAS_A_NUMBER)
    assert read("22009.0", today=TODAY)[0] == BORN
    assert read("20547", today=TODAY, is_1904=True)[0] == BORN


@pytest.mark.parametrize(
    "text",
    ["", "1960", "60", "April 1960", "31/02/1960", "99999", "about 1960", "3/4/960", "0/4/1960", "3/4", "²/4/1960"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotUnderstood):
        read(text, today=TODAY)


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%b-%Y", "%Y-%m-%d", "%d %B %Y", "%Y%m%d"]))
def test_every_day_comes_back_from_every_way_of_writing_it(day, way):
    assert read(day.strftime(way), today=TODAY)[0] == day


@given(DAYS)
def test_two_digits_mean_the_newest_such_day(day):
    found = read(day.strftime("%d/%m/%y"), today=TODAY)[0]

    assert found <= TODAY
    assert (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)
    assert day <= found


@given(st.text())
def test_no_text_makes_reading_fail_otherwise(text):
    try:
        found, _ = read(text, today=TODAY)
    except NotUnderstood:
        return
    assert isinstance(found, datetime.date)
