"""Dates and numbers as the NHS content style writes them."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.ui import wording


def test_a_date_is_written_without_a_leading_nought_or_a_comma():
    assert wording.day(date(2026, 8, 6)) == "6 August 2026"


def test_a_full_date_carries_its_weekday():
    assert wording.full_day(date(2026, 8, 6)) == "Thursday 6 August 2026"


def test_a_date_near_today_is_said_as_people_say_it():
    today = date(2026, 11, 23)

    said = [wording.near_day(date(2026, 11, day), today) for day in (22, 23, 24, 25)]

    assert said == ["yesterday", "today", "tomorrow", "Wednesday 25 November 2026"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(17, 30), "5.30pm"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 5), "12.05pm"),
        (time(0, 45), "12.45am"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_a_time_has_a_full_stop_and_no_space(at, said):
    assert wording.clock_time(at) == said


def test_a_range_of_times_is_joined_by_to():
    assert wording.time_range(time(10), time(13)) == "10am to 1pm"


@pytest.mark.parametrize("typed", ["9991234567", "999 123 4567", " 999  1234567"])
def test_an_nhs_number_stands_in_groups_that_do_not_break_over_a_line(typed):
    assert wording.nhs_number(typed) == "999\u00a0123\u00a04567"


@pytest.mark.parametrize("typed", ["", "not known", "999123456", "99912345678"])
def test_what_is_no_nhs_number_is_left_as_it_is(typed):
    assert wording.nhs_number(typed) == typed


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(75, 96, "78.1%"), (75, 100, "75.0%"), (1, 8, "12.5%"), (1, 1, "100.0%"), (0, 5, "0.0%")],
)
def test_a_share_has_one_decimal(part, whole, said):
    assert wording.share(part, whole) == said


def test_a_half_is_rounded_up_not_to_the_even_number():
    assert (wording.percentage(0.25), wording.percentage(Decimal("0.35"))) == ("0.3%", "0.4%")


def test_a_share_of_nothing_is_a_dash_not_an_error():
    assert wording.share(0, 0) == "–"


def test_money_has_pence_unless_it_is_a_whole_sum():
    assert (wording.pounds(Decimal("1964.2")), wording.pounds(6840)) == ("£1,964.20", "£6,840")


def test_one_thing_and_many_things():
    said = [wording.counted(1, "person", "people"), wording.counted(2, "person", "people"), wording.counted(0, "claim")]

    assert said == ["1 person", "2 people", "0 claims"]


def test_a_list_is_joined_by_commas_and_one_and():
    assert [wording.listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_how_long_ago_something_was():
    today = date(2026, 11, 23)

    said = [wording.ago(date(2026, 11, day), today) for day in (23, 22, 12, 24)]

    assert said == ["today", "yesterday", "11 days ago", "on Tuesday 24 November 2026"]


def test_a_phone_number_is_dialled_without_its_spaces():
    assert wording.dial("+44 808 157 0123") == "+448081570123"


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Date of birth", "date of birth"), ("NHS number", "NHS number"), ("I agree", "I agree"), ("", ""), ("A", "a")],
)
def test_a_label_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(label, inside):
    assert wording.lower_first(label) == inside


@given(st.times())
def test_no_time_is_ever_written_with_a_colon_or_a_nought_in_front(at):
    said = wording.clock_time(at)

    assert ":" not in said
    assert not said.startswith("0")
