import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.outbox import rules
from supportgroup.outbox.choices import Channel, Lane, State

NOON = datetime.datetime(2026, 9, 7, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize("state", [State.FAILED, State.HELD])
def test_a_failed_or_held_message_may_be_tried_again(state):
    assert rules.why_not_try_again(state=state, channel=Channel.EMAIL) is None


@pytest.mark.parametrize("state", [State.QUEUED, State.TAKEN, State.SENDING, State.SENT])
def test_what_is_on_its_way_or_has_gone_is_not_queued_twice(state):
    assert rules.why_not_try_again(state=state, channel=Channel.EMAIL) == ("This message is on its way or has gone.")


def test_an_unsure_message_is_never_sent_again_without_a_person_saying_so():
    assert rules.why_not_try_again(state=State.UNSURE, channel=Channel.EMAIL) == (
        "We are not sure whether this message arrived. Say first whether it did."
    )


@pytest.mark.parametrize("state", [state for state in State if state not in (State.QUEUED, State.TO_APPROVE)])
def test_only_what_waits_can_be_held(state):
    assert rules.why_not_hold(state=state) == "Only a message that waits can be held. This one has moved on."


@pytest.mark.parametrize("state", [state for state in State if state != State.UNSURE])
def test_only_an_unsure_message_is_settled(state):
    assert rules.why_not_settle(state=state) == "Somebody has already dealt with this message."


def test_a_message_is_left_once():
    assert rules.why_not_leave(state=State.FAILED, needs_someone=True) is None
    assert rules.why_not_leave(state=State.FAILED, needs_someone=False) == (
        "Somebody has already dealt with this message."
    )
    assert rules.why_not_leave(state=State.UNSURE, needs_someone=True) == "Say whether this message arrived."


def test_words_for_signing_in_are_shown_to_nobody():
    assert rules.why_not_preview(lane=Lane.URGENT) == (
        "Messages for signing in are shown to nobody but the person they are for."
    )
    assert rules.why_not_preview(lane=Lane.BULK) is None


def test_each_wait_is_twice_as_long_up_to_the_longest():
    waits = [rules.minutes_until_next_try(tries=tries, first=1, longest=120) for tries in range(1, 11)]

    assert waits == [1, 2, 4, 8, 16, 32, 64, 120, 120, 120]


def test_a_very_old_message_does_not_overflow_the_wait():
    assert rules.minutes_until_next_try(tries=4000, first=1, longest=120) == 120


def test_the_last_of_61_emails_at_30_a_minute_has_gone_after_two_minutes():
    assert rules.gone_by(now=NOON, waiting=61, a_minute=30) == NOON + datetime.timedelta(seconds=122)


def test_without_a_cap_or_without_mail_nothing_is_foretold():
    assert rules.gone_by(now=NOON, waiting=61, a_minute=0) is None
    assert rules.gone_by(now=NOON, waiting=0, a_minute=30) is None


def test_links_and_typed_codes_are_taken_out_of_a_shown_message():
    text = "Answer at https://survey.hospital.example/answer/k/AbC-123_x/?a=1 or type KTXR-4M7Q. Phone 0808 157 0123."

    assert rules.without_keys(text) == (
        "Answer at https://survey.hospital.example/[their own link] or type [their own code]. Phone 0808 157 0123."
    )


def test_the_host_of_a_link_alone_is_kept():
    assert rules.without_keys("See https://survey.hospital.example and go on.") == (
        "See https://survey.hospital.example/[their own link] and go on."
    )


@pytest.mark.parametrize(
    ("posted", "put_back", "printed", "confirmed", "reason"),
    [
        (False, False, 22, 22, None),
        (True, False, 22, 22, "Somebody has already said that these letters are posted."),
        (False, True, 0, 0, "This print run was put back. Its letters wait to be printed again."),
        (
            False,
            False,
            21,
            22,
            "A letter was held after you opened this page. Take it out of the pile, then say that they are posted.",
        ),
        (False, False, 0, 0, "No letter is left in this print run. Put it back."),
    ],
)
def test_letters_are_posted_once_and_as_many_as_were_confirmed(posted, put_back, printed, confirmed, reason):
    assert rules.why_not_post(posted=posted, put_back=put_back, printed=printed, confirmed=confirmed) == reason


def test_a_run_that_is_posted_or_put_back_is_not_put_back_again():
    assert rules.why_not_put_back(posted=False, put_back=False) is None
    assert rules.why_not_put_back(posted=True, put_back=False) == (
        "These letters are posted, so they cannot be put back."
    )
    assert rules.why_not_put_back(posted=False, put_back=True) == "These letters were put back already."
    assert rules.why_not_print_again(put_back=False) is None
    assert rules.why_not_print_again(put_back=True) == ("This print run was put back, so there is nothing to download.")


def test_nobody_is_sent_to_correct_an_address_that_is_right():
    late, dead = (
        f"The email came back: {words}"
        for words in ("Their mail server asked us to come later (450).", "There is no mailbox with this address (550).")
    )

    assert rules.what_to_do(state=State.FAILED, channel=Channel.EMAIL, reason=late) is None
    assert rules.what_to_do(state=State.FAILED, channel=Channel.EMAIL, reason=dead).on_the_person


@pytest.mark.parametrize(
    ("connections", "is_capped", "places"), [(1, False, 1), (2, False, 1), (3, False, 2), (8, False, 7), (8, True, 1)]
)
def test_the_mailing_leaves_one_connection_to_what_is_urgent(connections, is_capped, places):
    assert rules.places_in_lane(urgent=False, connections=connections, is_capped=is_capped) == places
    assert rules.places_in_lane(urgent=True, connections=connections, is_capped=is_capped) == 1


@pytest.mark.parametrize(("count", "size", "needed"), [(3, 3, False), (4, 3, True), (400, 0, False)])
def test_above_the_groups_size_in_a_day_what_is_sent_again_needs_a_second_person(count, size, needed):
    assert rules.sent_again_needs_approval(count=count, size=size) is needed


@given(st.integers(0, 10_000), st.integers(1, 100), st.integers(1, 8))
def test_a_process_takes_all_it_may_hold_while_there_is_enough_for_all_and_half_its_share_towards_the_end(
    waiting, most, places
):
    share = rules.share_of(waiting, most=most, places=places)

    assert 1 <= share <= most
    if waiting >= most * places:
        assert share == most
    else:
        assert share == 1 or share * places * 2 <= waiting


@pytest.mark.parametrize(("waiting", "share"), [(10_000, 50), (200, 50), (199, 24), (40, 5), (8, 1), (1, 1), (0, 1)])
def test_four_processes_with_batches_of_50_share_what_is_left(waiting, share):
    assert rules.share_of(waiting, most=50, places=4) == share
