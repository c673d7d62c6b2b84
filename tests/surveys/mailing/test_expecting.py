"""What is expected by the close: never less than has come, never more than can, narrower as time goes on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from surveys.mailing.expecting import expected, in_words, of_survey, usual_shares
from surveys.mailing.models import Mailing

DAY = datetime.date


def test_with_two_reminders_63_of_100_come_before_the_first():
    assert [round(100 * share) for share in usual_shares(3)] == [63, 26, 11]
    assert sum(usual_shares(2)) == pytest.approx(1)


@given(
    replied=some.integers(0, 5000), waiting=some.integers(0, 5000), mailings=some.integers(1, 5), sent=some.integers(0, 5),
    elapsed=some.floats(0, 1),
)  # fmt: skip
def test_it_lies_between_what_has_come_and_what_can(replied, waiting, mailings, sent, elapsed):
    found = expected(replied=replied, waiting=waiting, mailings=mailings, sent=sent, elapsed=elapsed)
    if replied < 10 or not 0 < sent <= mailings:
        assert found is None
        return
    assert replied <= found.least <= found.about <= found.most <= replied + waiting


def test_at_the_end_it_is_what_has_come():
    found = expected(replied=75, waiting=17, mailings=3, sent=3, elapsed=1)
    assert (found.least, found.about, found.most) == (75, 75, 75)


def test_before_the_first_reminder_the_demo_lands_near_what_it_became():
    waves = [
        Mailing(number=1, state="sent", sent_on=DAY(2026, 9, 7), planned_on=DAY(2026, 9, 7)),
        Mailing(number=2, state="planned", planned_on=DAY(2026, 9, 28)),
        Mailing(number=3, state="planned", planned_on=DAY(2026, 10, 26)),
    ]
    told = {"replied": 47, "waiting": 51, "closes_on": DAY(2026, 12, 7)}
    found = of_survey(waves, today=DAY(2026, 9, 27), **told)
    assert found.least <= 75 <= found.most
    assert abs(found.about - 75) <= 3
    assert of_survey(waves, today=DAY(2026, 9, 10), **told) is None
    assert in_words(found, asked=100).startswith(
        f"By the close about {found.about} of 100 will have replied, most likely"
    )
    assert in_words(None, asked=100).startswith("It is too early")
