import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.upkeep import rules

NOON = datetime.datetime(2026, 9, 7, 12, tzinfo=datetime.UTC)


@given(st.text())
def test_a_passphrase_is_taken_by_its_length_alone(typed):
    assert (rules.why_not_passphrase(typed) is None) == (len(typed) >= 15)


@given(st.sets(st.text("bcd", min_size=3, max_size=3)))
def test_a_free_code_is_free(taken):
    code = rules.free_code(taken, "bcd")

    assert code is None or (code not in taken and len(set(code)) == 3)
    assert (code is None) == (taken >= {"bcd", "bdc", "cbd", "cdb", "dbc", "dcb"})


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "less than a minute ago"), (59, "less than a minute ago"), (60, "1 minute ago"), (3599, "59 minutes ago"),
     (7200, "2 hours ago"), (86_400, "1 day ago"), (-5, "less than a minute ago")],
)  # fmt: skip
def test_an_age_is_said_in_words(seconds, words):
    assert rules.age(NOON - datetime.timedelta(seconds=seconds), now=NOON) == words


def test_what_never_happened_is_late():
    after = datetime.timedelta(minutes=3)

    assert rules.is_late(None, now=NOON, after=after)
    assert rules.is_late(NOON - after * 2, now=NOON, after=after)
    assert not rules.is_late(NOON - after, now=NOON, after=after)
