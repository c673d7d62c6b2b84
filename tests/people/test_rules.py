import pytest

from supportgroup.people import rules
from supportgroup.people.choices import Need, Route, Standing

REACHABLE = {
    "standing": Standing.CURRENT,
    "do_not_contact": False,
    "needs": [],
    "email": "ada@demo.example",
    "address": "14 Orchard Close",
}


@pytest.mark.parametrize("channel", ["email", "letter"])
def test_somebody_who_can_be_reached_may_be_written_to(channel):
    assert rules.why_not_write(**REACHABLE, channel=channel) is None


@pytest.mark.parametrize("channel", ["email", "letter", None])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"standing": Standing.DIED}, "This person has died."),
        ({"standing": Standing.MOVED}, "This person has moved to another hospital."),
        ({"do_not_contact": True}, "This person asked us not to contact them."),
    ],
)
def test_who_died_moved_or_said_no_is_written_to_by_no_channel(change, reason, channel):
    assert rules.why_not_write(**REACHABLE | change, channel=channel) == reason


@pytest.mark.parametrize(
    ("change", "channel", "reason"),
    [
        ({"email": ""}, "email", "There is no email address on record."),
        ({"address": ""}, "letter", "There is no postal address on record."),
        ({"needs": [Need.EMAIL_NOT_LETTER]}, "letter", "This person needs email, not letters."),
        (
            {"needs": [Need.EMAIL_NOT_LETTER], "email": ""},
            None,
            "This person needs email, not letters, and there is no email address on record.",
        ),
        ({"needs": [Need.EASY_READ]}, "letter", "This person needs easy read, and a standard letter is not."),
        ({"needs": [Need.AUDIO]}, "letter", "This person needs audio, and a standard letter cannot be heard."),
        ({"needs": [Need.BRAILLE]}, "letter", "This person needs braille, and a standard letter is in print."),
        (
            {"needs": [Need.LARGE_PRINT, Need.BSL]},
            "letter",
            "This person uses British Sign Language, and a standard letter may not be understood.",
        ),
    ],
)
def test_a_letter_waits_until_it_is_in_the_right_format(change, channel, reason):
    assert rules.why_not_write(**REACHABLE | change, channel=channel) == reason


@pytest.mark.parametrize("needs", [[Need.LARGE_PRINT], [Need.INTERPRETER]])
def test_large_print_and_an_interpreter_do_not_stop_a_letter(needs):
    assert rules.why_not_write(**REACHABLE | {"needs": needs}, channel="letter") is None


@pytest.mark.parametrize(
    ("preferred", "needs", "email", "address", "channel"),
    [
        (Route.LETTER, [], "a@b.example", "1 Mill Lane", "letter"),
        (Route.EMAIL, [], "a@b.example", "1 Mill Lane", "email"),
        (Route.TEXT, [], "a@b.example", "1 Mill Lane", "email"),
        (Route.PHONE, [], "", "1 Mill Lane", "letter"),
        (Route.EMAIL, [], "", "1 Mill Lane", "letter"),
        (Route.LETTER, [], "a@b.example", "", "email"),
        (Route.LETTER, [Need.EMAIL_NOT_LETTER], "a@b.example", "1 Mill Lane", "email"),
        (Route.LETTER, [Need.EMAIL_NOT_LETTER], "", "1 Mill Lane", None),
        (Route.LETTER, [], "", "", None),
    ],
)
def test_the_route_is_what_is_preferred_as_far_as_it_can_be(preferred, needs, email, address, channel):
    assert rules.channel_for(preferred=preferred, needs=needs, email=email, address=address) == channel


def test_large_print_is_18_point():
    assert (rules.text_size([Need.LARGE_PRINT], large=24), rules.text_size([Need.BRAILLE], large=24)) == (24, 12)


def test_a_mark_changes_with_any_value_and_not_with_their_order():
    mark = rules.mark_of({"email": "a@b.example", "needs": []})

    assert rules.mark_of({"needs": [], "email": "a@b.example"}) == mark
    assert rules.mark_of({"needs": ["audio"], "email": "a@b.example"}) != mark


def test_a_mark_tells_which_fields_changed_since():
    mark = rules.mark_of({"email": "a@b.example", "needs": [], "phone": ""})
    now = {"email": "a@b.example", "needs": ["audio"], "phone": ""}

    assert rules.changed_since(mark, now) == ["needs"]
    assert rules.changed_since("", now) == ["email", "needs", "phone"]
