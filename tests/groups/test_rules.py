import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.groups import rules

FULL = dict.fromkeys(rules.MUST_SAY, "x")
TODAY = datetime.date(2026, 9, 7)


def test_a_group_that_has_said_everything_may_send():
    assert rules.why_not_send(FULL) is None
    assert rules.missing(FULL) == []


@pytest.mark.parametrize("name", rules.MUST_SAY)
def test_nothing_may_leave_while_one_thing_is_missing(name):
    assert rules.why_not_send(FULL | {name: ""}) == rules.INCOMPLETE
    assert rules.missing(FULL | {name: None}) == [name]


@pytest.mark.parametrize(
    "text", ["Immunology survey", "Your cancer group", "The LUPUS letter", "Heart failure support", "HIV clinic"]
)
def test_a_text_that_tells_what_people_are_treated_for_is_not_neutral(text):
    assert rules.why_not_neutral(text, listed=[]) is not None


@pytest.mark.parametrize("text", ["Patient survey", "PO Box 41, Eastbrook", "The Thursday group", "Your views"])
def test_a_text_that_could_stand_on_any_envelope_is_neutral(text):
    assert rules.why_not_neutral(text, listed=[]) is None


def test_a_group_adds_words_of_its_own_and_the_reason_shows_the_word_as_typed():
    listed = rules.own_words("CVID, xla\nhyper igm\n\n cvid ")

    assert listed == ["cvid", "hyper igm", "xla"]
    assert rules.why_not_neutral("The Cvid letter", listed=listed).startswith("“Cvid” tells what people")
    assert rules.why_not_neutral("The letter", listed=listed) is None


@given(st.text(), st.lists(st.text(min_size=1, max_size=8)))
def test_no_text_and_no_list_breaks_the_check(text, listed):
    assert isinstance(rules.condition_words_in(text, listed=listed), list)


def test_a_setting_changes_from_today_or_later_never_from_the_past():
    day = datetime.timedelta(days=1)

    assert rules.why_not_from(TODAY, today=TODAY) is None
    assert rules.why_not_from(TODAY + day, today=TODAY) is None
    assert rules.why_not_from(TODAY - day, today=TODAY) is not None


@given(value=st.integers(-50, 50), low=st.integers(-20, 20), high=st.integers(-20, 20))
def test_a_number_is_taken_exactly_within_its_bounds(value, low, high):
    assert (rules.why_not_number(value, minimum=low, maximum=high) is None) == (low <= value <= high)


@given(st.lists(st.integers(0, 30), max_size=5))
def test_days_of_three_steps_are_three_numbers_that_grow(days):
    grows = len(days) == 3 and days[0] < days[1] < days[2]

    assert (rules.why_not_days(days, length=3) is None) == grows
