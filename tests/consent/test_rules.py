import datetime
import itertools

import pytest

from supportgroup.consent import rules
from supportgroup.consent.choices import Membership, Purpose, Said
from supportgroup.consent.statements import ROUTE_BOXES

TODAY = datetime.date(2026, 9, 7)


@pytest.mark.parametrize(
    ("ticked", "before", "said"),
    [
        (True, None, Said.YES),
        (True, Said.WITHDRAWN, Said.YES),
        (False, None, Said.NO),
        (False, Said.NO, Said.NO),
        (False, Said.YES, Said.WITHDRAWN),
        (False, Said.WITHDRAWN, Said.WITHDRAWN),
    ],
)
def test_an_empty_box_is_a_no_and_after_a_yes_it_takes_it_back(ticked, before, said):
    assert rules.what_was_said(ticked=ticked, before=before) == said


def test_answers_are_not_recorded_from_the_future_nor_of_the_dead_nor_for_boxes_that_were_not_there():
    def why(**changes):
        usual = {"given_on": TODAY, "today": TODAY, "standing": "current", "ticked": {"member"}, "asked": {"member"}}
        return rules.why_not_record(**{**usual, **changes})

    assert why() is None
    assert why(given_on=TODAY + datetime.timedelta(days=1)).startswith("The answer cannot be dated in the future.")
    assert why(standing="died") == "This person has died, so nothing can be recorded."
    assert why(ticked={"photos"}).startswith("A box was ticked that this version does not have.")


def test_never_asked_said_no_and_withdrew_are_three_reasons():
    def why(said):
        return rules.why_not_send(Purpose.MEMBER, {"member": said} if said else {}, channel="email")

    assert why(None) == "This person has not been asked about this: Being a member."
    assert why(Said.NO) == "This person said no to this: Being a member."
    assert why(Said.WITHDRAWN) == "This person has withdrawn their consent to this: Being a member."
    assert why(Said.YES) is None


def test_a_way_of_writing_that_was_left_empty_is_not_used():
    held = {"member": "yes", "by_letter": "yes", "by_email": "no", "by_text": "no", "by_phone": "no"}

    assert rules.why_not_send("member", held, channel="letter") is None
    assert rules.why_not_send("member", held, channel="email") == "This person did not agree to contact by email."


def test_a_message_of_a_purpose_that_nobody_knows_does_not_go():
    assert rules.why_not_send("membership", {"membership": "yes"}, channel="email").startswith("This message needs")


def test_a_message_goes_only_after_a_yes_to_it_and_never_by_a_way_that_was_refused():
    boxes = (Purpose.MEMBER, *ROUTE_BOXES.values())
    for answers in itertools.product([None, *Said], repeat=len(boxes)):
        held = dict(zip(boxes, answers, strict=True))
        known = {purpose: said for purpose, said in held.items() if said}
        never_asked_how = not any(held[box] for box in ROUTE_BOXES.values())
        for channel, box in ROUTE_BOXES.items():
            goes = rules.why_not_send(Purpose.MEMBER, known, channel=channel) is None
            assert goes == (held[Purpose.MEMBER] == Said.YES and (held[box] == Said.YES or never_asked_how)), known


@pytest.mark.parametrize(
    ("said", "was_asked", "stands"),
    [
        (None, False, Membership.NOT_ASKED),
        (None, True, Membership.ASKED),
        (Said.YES, True, Membership.MEMBER),
        (Said.NO, True, Membership.DECLINED),
        (Said.WITHDRAWN, False, Membership.LEFT),
    ],
)
def test_where_somebody_stands_is_read_from_their_last_answer(said, was_asked, stands):
    assert rules.membership(said=said, was_asked=was_asked) == stands


def test_a_version_follows_the_one_before():
    assert (rules.next_code("M-1.0"), rules.next_code("B-2.9")) == ("M-1.1", "B-2.10")


def test_members_are_shown_by_first_name_and_only_namesakes_by_an_initial_too():
    names = [("Ada", "Lovell"), ("Joan", "Hill"), ("ada", "Byron"), ("Ann ", "Field")]

    assert rules.shown_names(names) == ["Ada L", "Joan", "ada B", "Ann"]


@pytest.mark.parametrize(
    ("today", "birthday"),
    [
        (datetime.date(2026, 9, 7), datetime.date(2008, 9, 7)),
        (datetime.date(2028, 2, 29), datetime.date(2010, 2, 28)),
    ],
)
def test_who_is_18_today_counts_as_grown_up(today, birthday):
    assert rules.youngest_birthday(today) == birthday
