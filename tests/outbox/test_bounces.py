import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.outbox.bounces import Bounce, bounce_in
from tests.outbox.imap import OUT_OF_OFFICE, notice

MAIL = uuid.UUID("6f1d2c9e-0000-4000-8000-000000000001")
NO_MAILBOX = "There is no mailbox with this address (550)."


def test_which_mail_did_not_arrive_is_told_apart_from_which_address_is_dead():
    late, given_up = (bounce_in(notice(MAIL, status="4.4.7", action=action)) for action in ("delayed", "failed"))

    assert (late.given_up, late.for_good) == (False, False)
    assert (given_up.given_up, given_up.for_good) == (True, False)


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers", ""])
def test_a_notice_names_our_mail_however_much_of_it_came_back(returned):
    assert bounce_in(notice(MAIL, returned=returned)) == Bounce(MAIL, for_good=True, why=NO_MAILBOX)


@pytest.mark.parametrize(
    ("status", "action", "for_good"),
    [
        ("5.1.1", "failed", True),
        ("5.7.1", "failed", True),
        ("5.2.2", "failed", False),
        ("4.4.7", "failed", False),
        ("4.2.1", "delayed", False),
    ],
)
def test_what_comes_back_for_now_is_told_from_what_comes_back_for_good(status, action, for_good):
    assert bounce_in(notice(MAIL, status=status, action=action)).for_good is for_good


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_is_no_bounce(action):
    assert bounce_in(notice(MAIL, status="2.0.0", action=action)) is None


def test_an_out_of_office_reply_is_no_bounce():
    assert bounce_in(OUT_OF_OFFICE.format(MAIL).encode()) is None


def test_a_notice_about_somebody_elses_mail_is_no_bounce_of_ours():
    assert bounce_in(notice("CAF1234abcd")) is None


def test_the_reason_never_holds_the_address():
    assert "ada" not in bounce_in(notice(MAIL, status="5.0.0")).why


@given(st.binary(max_size=2000))
def test_no_mail_however_broken_stops_the_reading(raw):
    assert bounce_in(raw) is None


@given(st.integers(0, 900), st.binary(max_size=40))
def test_nor_does_a_notice_that_is_damaged(place, noise):
    whole = notice(MAIL)
    found = bounce_in(whole[:place] + noise + whole[place + len(noise) :])

    assert found is None or isinstance(found, Bounce)
