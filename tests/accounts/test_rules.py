import datetime

from hypothesis import given
from hypothesis import strategies as st

from supportgroup.accounts import rules

TODAY = datetime.date(2026, 9, 7)
TOMORROW, YESTERDAY = TODAY + datetime.timedelta(days=1), TODAY - datetime.timedelta(days=1)


def give(**changes):
    usual = {"to": 1, "by": 2, "starts_on": TODAY, "ends_on": None, "held": [], "today": TODAY}
    return rules.why_not_give(**usual | changes)


def move(**changes):
    usual = {"of": 1, "by": 2, "span": (YESTERDAY, None), "ends_on": TOMORROW, "held": [], "today": TODAY}
    return rules.why_not_move_the_end(**usual | changes)


def test_a_role_is_given_from_today_without_end():
    assert give() is None


def test_a_role_is_given_by_the_system():
    assert give(by=None) is None


def test_nobody_gives_a_role_to_themselves():
    assert give(by=1) == "You cannot give a role to yourself. Ask another administrator."


def test_a_role_does_not_start_in_the_past():
    assert give(starts_on=YESTERDAY) == "A role starts today or later."


def test_a_role_may_be_for_one_day_and_not_for_less():
    assert give(ends_on=TODAY) is None
    assert give(starts_on=TOMORROW, ends_on=TODAY) == "The last day must be the first day or later."


def test_a_role_is_not_held_twice_at_once_but_again_after_its_end():
    assert give(held=[(YESTERDAY, TODAY)]) == "They hold this role already in that time."
    assert give(starts_on=TOMORROW, held=[(YESTERDAY, TODAY)]) is None


def test_the_end_moves_nearer_and_farther_and_away():
    assert [move(ends_on=day) for day in (TODAY, TOMORROW, None)] == [None, None, None]


def test_the_end_does_not_move_into_the_past_nor_before_the_beginning():
    sentence = "The last day must be today or later, and not before the first day."
    assert move(ends_on=YESTERDAY) == sentence
    assert move(span=(TOMORROW, None), ends_on=TODAY) == sentence


def test_a_role_that_has_ended_is_given_again_instead():
    assert move(span=(YESTERDAY, YESTERDAY)) == "This role has ended. Give it again instead."


def test_the_end_does_not_move_over_a_later_time_of_the_same_role():
    later = [(TOMORROW, None)]
    assert move(ends_on=None, held=later) == "They hold this role already in that time."
    assert move(ends_on=TODAY, held=later) is None


def test_nobody_changes_or_ends_their_own_roles():
    assert move(by=1) == rules.NOT_ONESELF
    assert rules.why_not_end(of=1, by=1, ends_on=None, today=TODAY) == rules.NOT_ONESELF


def test_what_has_ended_is_not_ended_again():
    assert rules.why_not_end(of=1, by=2, ends_on=YESTERDAY, today=TODAY) == "This role has ended already."
    assert rules.why_not_end(of=1, by=2, ends_on=TODAY, today=TODAY) is None


def test_a_group_keeps_one_administrator():
    assert rules.why_not_leave_nobody(others=0) == rules.LAST_ADMINISTRATOR
    assert rules.why_not_leave_nobody(others=1) is None


days = st.integers(min_value=0, max_value=20).map(lambda n: TODAY + datetime.timedelta(days=n))
spans = st.tuples(days, st.one_of(st.none(), days)).filter(lambda span: span[1] is None or span[1] >= span[0])


def every_day_of(span):
    first, last = span
    last = last or TODAY + datetime.timedelta(days=40)
    return {first + datetime.timedelta(days=n) for n in range((last - first).days + 1)}


@given(spans, spans)
def test_two_spans_overlap_exactly_if_they_share_a_day(one, other):
    assert rules.overlap(one, other) == bool(every_day_of(one) & every_day_of(other))
