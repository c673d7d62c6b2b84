"""Replies by week and by mailing."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from surveys.mailing.weeks import by_mailing, by_week, so_far, usual

FIRST = datetime.date(2026, 9, 7)
replies_by_day = st.dictionaries(
    st.integers(min_value=0, max_value=90).map(lambda days: FIRST + datetime.timedelta(days)),
    st.integers(min_value=1, max_value=40),
)


def day(after):
    return FIRST + datetime.timedelta(days=after)


def test_the_seventh_day_is_still_week_1_and_the_eighth_is_week_2():
    assert by_week({day(0): 2, day(6): 3, day(7): 4}, first=FIRST) == [5, 4]


def test_a_week_without_replies_counts_none():
    assert by_week({day(1): 2, day(15): 1}, first=FIRST) == [2, 0, 1]


def test_a_reply_belongs_to_the_last_mailing_before_or_on_its_day():
    assert by_mailing({day(0): 1, day(20): 2, day(21): 4, day(60): 8}, sent_on=[day(0), day(21), day(49)]) == [3, 4, 8]


def test_without_a_mailing_nothing_is_counted():
    assert by_mailing({day(0): 1}, sent_on=[]) == []


def test_so_far_begins_at_nothing_and_adds_up():
    assert so_far([5, 4], until=3) == [(0, 0), (1, 5), (2, 9), (3, 9)]


@given(replies_by_day)
def test_no_reply_is_lost_or_counted_twice(replies):
    total = sum(replies.values())
    assert sum(by_week(replies, first=FIRST)) == total
    assert sum(by_mailing(replies, sent_on=[FIRST, day(21), day(49)])) == total


def test_the_usual_course_is_drawn_only_through_what_is_published():
    """Of 133,213 asked 43,756 had replied before the first reminder and 69,348 by the close: 32.8% and 52.1%."""
    assert usual(asked=133_213, reminder=3, close=13) == [(0, 0), (3, 43_756), (13, 69_348)]
    assert usual(asked=100, reminder=3, close=13) == [(0, 0), (3, 33), (13, 52)]
    assert usual(asked=100, reminder=None, close=13) == []
    assert usual(asked=100, reminder=14, close=13) == []
