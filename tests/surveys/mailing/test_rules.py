"""Decisions about a mailing, and the two response rates."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.ui.wording import percentage
from surveys.mailing import rules
from surveys.mailing.choices import MailingKind, Outcome

NOON = datetime.datetime(2026, 9, 7, 12, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 9, 7)
counts_of_everybody = st.fixed_dictionaries({code: st.integers(min_value=0, max_value=5000) for code in range(1, 8)})


def test_the_two_rates_of_the_demonstration_survey():
    counts = {1: 75, 2: 2, 3: 1, 4: 4, 5: 1, 6: 17}
    assert rules.raw_rate(counts) == 75
    assert rules.adjusted_rate(counts) == Decimal(7500) / 96
    assert percentage(rules.adjusted_rate(counts)) == "78.1%"


def test_the_adjusted_rate_of_the_national_inpatient_survey_of_2009():
    assert percentage(rules.adjusted_rate({1: 69_348, 4: 8_713, 6: 55_152})) == "52.1%"


def test_a_survey_of_nobody_has_no_rate():
    assert rules.raw_rate({}) is None
    assert rules.adjusted_rate({2: 3}) is None


def test_those_never_mailed_are_in_neither_rate():
    assert rules.raw_rate({1: 5, 6: 5, 7: 10}) == 50
    assert rules.adjusted_rate({1: 5, 6: 5, 7: 10}) == 50


@given(counts_of_everybody)
def test_rates_are_shares_and_the_adjusted_one_is_never_the_smaller(counts):
    raw, adjusted = rules.raw_rate(counts), rules.adjusted_rate(counts)
    if raw is not None and adjusted is not None:
        assert 0 <= raw <= adjusted <= 100


@given(counts_of_everybody, st.integers(min_value=1, max_value=500), st.sampled_from([2, 3, 5, 7]))
def test_people_who_could_not_reply_do_not_move_the_adjusted_rate(counts, more, code):
    assert rules.adjusted_rate({**counts, code: counts[code] + more}) == rules.adjusted_rate(counts)


@given(counts_of_everybody)
def test_one_more_reply_never_lowers_a_rate(counts):
    if counts[6]:
        after = {**counts, 1: counts[1] + 1, 6: counts[6] - 1}
        assert rules.adjusted_rate(after) > rules.adjusted_rate(counts)


@pytest.mark.parametrize(("hours", "in_date"), [(0, True), (72, True), (73, False)])
def test_a_deceased_check_counts_for_72_hours(hours, in_date):
    checked_at = NOON - datetime.timedelta(hours=hours)
    assert rules.is_check_in_date(checked_at=checked_at, now=NOON, hours=72) is in_date


def test_without_a_deceased_check_none_is_in_date():
    assert rules.is_check_in_date(checked_at=None, now=NOON, hours=72) is False


def test_a_check_cannot_be_in_the_future_nor_too_old():
    minute = datetime.timedelta(minutes=1)
    future = rules.why_not_record_check(checked_at=NOON + minute, now=NOON, hours=72)
    old = rules.why_not_record_check(checked_at=NOON - datetime.timedelta(hours=72) - minute, now=NOON, hours=72)
    assert future == "The check cannot be in the future. Enter when it was done."
    assert old == "This check is more than 72 hours old. Do the check again, then record the new one."
    assert rules.why_not_record_check(checked_at=NOON - minute, now=NOON, hours=72) is None


READY = {
    "state": "open",
    "sent": False,
    "unchecked": 0,
    "clinical": False,
    "may_see_clinical": False,
    "people": 100,
}


def test_invitations_go_when_all_is_ready():
    assert rules.why_not_send(**READY) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sent": True}, "These invitations have been sent already. Nothing was sent twice."),
        ({"state": "opening"}, "The survey is not open. Open it first, then send."),
        ({"clinical": True}, "These people were chosen by their treatment, so a nurse has to send the invitations."),
        ({"people": 0}, "This choice has nobody who can be asked. Choose again."),
        ({"unchecked": 100}, "The deceased check is missing or out of date. Record a new one, then send."),
        ({"unchecked": 1}, "1 person of this mailing is in no deceased check that counts. Check them too, then send."),
    ],
)
def test_invitations_do_not_go_and_the_reason_says_what_to_do(change, reason):
    assert rules.why_not_send(**{**READY, **change}) == reason


def test_three_mailings_are_planned_on_days_0_21_and_49():
    planned = rules.planned_mailings(sent_on=DAY, days=[0, 21, 49], closes_on=datetime.date(2026, 12, 7), workday=_any)
    assert planned == [
        (1, MailingKind.INVITATION, DAY),
        (2, MailingKind.REMINDER, datetime.date(2026, 9, 28)),
        (3, MailingKind.FINAL, datetime.date(2026, 10, 26)),
    ]


def _any(day):
    return day


def test_no_mailing_is_planned_on_a_day_off_and_days_are_counted_from_the_first_as_it_goes():
    def monday(day):
        return day + datetime.timedelta(days=-day.weekday() % 7)

    planned = rules.planned_mailings(
        sent_on=datetime.date(2026, 11, 28), days=[0, 21, 50], closes_on=datetime.date(2027, 3, 1), workday=monday
    )

    days = [datetime.date(2026, 11, 30), datetime.date(2026, 12, 21), datetime.date(2027, 1, 25)]
    assert [day for _, _, day in planned] == days


def test_no_reminder_is_planned_on_or_after_the_last_day():
    planned = rules.planned_mailings(sent_on=DAY, days=[0, 21, 49], closes_on=datetime.date(2026, 10, 26), workday=_any)
    assert [number for number, _, _ in planned] == [1, 2]


def test_a_reminder_starts_on_its_day_and_not_before_not_twice_and_not_after_the_close():
    wave = {
        "survey_state": "open",
        "state": "planned",
        "planned_on": DAY,
        "today": DAY,
        "closes_on": DAY,
        "is_workday": True,
    }
    assert rules.why_not_start(**wave) is None
    assert rules.why_not_start(**{**wave, "state": "held"}) is None
    assert rules.why_not_start(**{**wave, "is_workday": False}).endswith("it goes on the next working day.")
    assert rules.why_not_start(**{**wave, "state": "sent"}) == "This mailing has gone already."
    tomorrow = DAY + datetime.timedelta(days=1)
    assert rules.why_not_start(**{**wave, "planned_on": tomorrow}) == "Its day has not come."
    assert rules.why_not_start(**{**wave, "today": tomorrow}) == "The survey is not open."
    assert rules.why_not_start(**{**wave, "survey_state": "closing"}) == "The survey is not open."


def test_letters_ask_to_hear_3_days_before_the_next_mailing():
    closes = datetime.date(2026, 12, 7)
    next_one = datetime.date(2026, 9, 28)
    assert rules.reply_by(today=DAY, next_mailing=next_one, closes_on=closes) == datetime.date(2026, 9, 25)
    assert rules.reply_by(today=DAY, next_mailing=None, closes_on=closes) == closes
    assert rules.reply_by(today=closes, next_mailing=None, closes_on=closes) is None


@pytest.mark.parametrize(
    ("now", "heard", "after"),
    [
        (Outcome.NOT_RETURNED, Outcome.RETURNED, Outcome.RETURNED),
        (Outcome.NOT_RETURNED, Outcome.UNDELIVERED, Outcome.UNDELIVERED),
        (Outcome.UNDELIVERED, Outcome.RETURNED, Outcome.RETURNED),
        (Outcome.OPTED_OUT, Outcome.RETURNED, Outcome.RETURNED),
        (Outcome.RETURNED, Outcome.OPTED_OUT, Outcome.RETURNED),
        (Outcome.RETURNED, Outcome.UNDELIVERED, Outcome.RETURNED),
        (Outcome.DIED, Outcome.OPTED_OUT, Outcome.DIED),
    ],
)
def test_a_reply_stays_a_reply_and_other_news_replaces_older(now, heard, after):
    assert rules.outcome_after(now, heard) == after


def test_who_died_before_the_letter_left_was_never_mailed():
    assert rules.outcome_of_the_dead(mailed=True) == Outcome.DIED
    assert rules.outcome_of_the_dead(mailed=False) == Outcome.NEVER_MAILED


def test_a_slip_is_taken_back_only_on_its_day_while_nothing_else_has_changed():
    slip = {"state": "open", "recorded_on": DAY, "today": DAY, "changed_since": False}
    assert rules.why_not_undo(**slip) is None
    assert rules.why_not_undo(**{**slip, "recorded_on": DAY - datetime.timedelta(days=1)}) is not None
    assert rules.why_not_undo(**{**slip, "state": "closing"}) is not None
    assert rules.why_not_undo(**{**slip, "changed_since": True}) is not None
