"""The clock of a request: a month, two more once, and no day while it waits for them."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from supportgroup.groups.months import months_after, until
from supportgroup.rights.copies import rules
from supportgroup.rights.copies.choices import Asker, Identity, State

DAY = datetime.date(2026, 3, 10)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))


def test_an_answer_is_due_on_the_same_day_a_month_later():
    assert months_after(DAY, 1) == datetime.date(2026, 4, 10)
    assert months_after(datetime.date(2026, 1, 31), 1) == datetime.date(2026, 2, 28)
    assert months_after(datetime.date(2026, 11, 30), 3) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2024, 1, 31), 1) == datetime.date(2024, 2, 29)


def test_the_clock_stands_still_while_we_wait_for_them():
    stops = [(datetime.date(2026, 3, 12), datetime.date(2026, 3, 20)), (datetime.date(2026, 3, 25), None)]

    due = rules.due_on(month_on=datetime.date(2026, 4, 10), stops=stops, today=datetime.date(2026, 3, 27))

    assert due == datetime.date(2026, 4, 20)


def test_a_stop_that_ends_on_its_day_moves_nothing():
    assert rules.days_stopped([(DAY, DAY)], today=DAY) == 0


@given(day=DAYS, months=st.integers(0, 240))
def test_a_month_is_never_longer_than_the_calendar_says(day, months):
    later = months_after(day, months)

    assert later.day <= day.day
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


@given(day=DAYS, months=st.integers(1, 240))
def test_what_is_due_today_is_over_and_what_ended_a_day_later_is_not(day, months):
    last = until(day, months)

    assert months_after(last, months) <= day
    assert months_after(last + datetime.timedelta(days=1), months) > day


@given(day=DAYS, stops=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=4))
def test_stops_never_bring_the_day_forward(day, stops):
    dated = [(day + datetime.timedelta(a), day + datetime.timedelta(a + b)) for a, b in stops]

    due = rules.due_on(month_on=day, stops=dated, today=day)

    assert due == day + datetime.timedelta(sum(b for _, b in stops))


def test_a_request_is_of_today_or_before_and_one_at_a_time():
    tomorrow = DAY + datetime.timedelta(days=1)

    assert "today or in the past" in rules.why_not_record(asked_on=tomorrow, today=DAY, open_already=False)
    assert "not answered yet" in rules.why_not_record(asked_on=DAY, today=DAY, open_already=True)
    assert rules.why_not_record(asked_on=DAY, today=DAY, open_already=False) is None


def test_nobody_gets_a_copy_before_we_are_sure_who_asks():
    assert "who is asking" in rules.why_not_make(state=State.OPEN, identity="", asker=Asker.THEMSELVES)
    assert "showed that they may" in rules.why_not_make(
        state=State.OPEN, identity=Identity.KNOWN, asker=Asker.SOLICITOR
    )
    assert rules.why_not_make(state=State.OPEN, identity=Identity.AUTHORITY, asker=Asker.SOLICITOR) is None
    assert rules.why_not_make(state=State.OPEN, identity=Identity.KNOWN, asker=Asker.THEMSELVES) is None
    assert "answered already" in rules.why_not_make(
        state=State.HANDED_OVER, identity=Identity.KNOWN, asker=Asker.THEMSELVES
    )


def test_two_months_more_are_taken_once_and_within_the_first():
    def longer(**changes):
        values = {"state": State.OPEN, "is_longer": False, "today": DAY, "month_on": DAY}
        return rules.why_not_longer(**values | changes)

    assert longer() is None
    assert "can be done once" in longer(is_longer=True)
    assert "first month is over" in longer(today=DAY + datetime.timedelta(days=1))
    assert "answered already" in longer(state=State.REFUSED)


def test_the_clock_is_stopped_once_and_not_for_what_we_know():
    assert rules.why_not_stop(state=State.OPEN, identity="", waiting_for_identity=True) is None
    assert "stopped already" in rules.why_not_stop(state=State.STOPPED, identity="", waiting_for_identity=False)
    assert "already made sure" in rules.why_not_stop(state=State.OPEN, identity="known", waiting_for_identity=True)
