"""Links and typed codes: only the right one opens, nothing of them is stored, a new version ends the old."""

import base64
import random
import secrets
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportgroup.access.actor import CLOCK
from surveys.mailing import actions, codes
from surveys.mailing.models import Invitee
from tests.surveys.mailing.factories import InviteeFactory

pytestmark = pytest.mark.django_db


def test_a_link_opens_the_survey_of_its_person():
    invitee = InviteeFactory()
    token = codes.link_token(invitee)
    assert len(token) == 32
    assert codes.invitee_of_link(token) == invitee


def test_a_link_of_somebody_else_opens_theirs():
    first, second = InviteeFactory(), InviteeFactory()
    assert codes.link_token(first) != codes.link_token(second)
    assert codes.invitee_of_link(codes.link_token(second)) == second


def test_a_link_altered_by_one_character_opens_nothing():
    token = codes.link_token(InviteeFactory())
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    altered = [
        token[:place] + other + token[place + 1 :] for place in range(32) for other in alphabet if other != token[place]
    ]
    assert len(altered) == 32 * 63
    assert not any(codes.invitee_of_link(other) for other in altered)


def test_10000_random_links_open_nothing():
    InviteeFactory()
    assert not any(codes.invitee_of_link(secrets.token_urlsafe(24)) for _ in range(10_000))


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_whatever_stands_in_the_address_breaks_nothing(text):
    assert codes.invitee_of_link(text) is None
    assert codes.invitee_of_code(text) is None


def test_the_same_link_made_twice_is_the_same_so_it_need_not_be_stored():
    invitee = InviteeFactory()
    assert codes.link_token(invitee) == codes.link_token(Invitee.objects.get(pk=invitee.pk))


def test_a_link_does_not_show_whose_it_is():
    invitee = InviteeFactory()
    inside = base64.urlsafe_b64decode(codes.link_token(invitee))
    assert invitee.pk.to_bytes(6, "big") not in inside


@pytest.mark.parametrize(
    "spelling", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "]
)
def test_a_typed_code_is_found_in_any_spelling(spelling):
    invitee = InviteeFactory()
    assert codes.invitee_of_code(spelling(codes.typed_code(invitee))) == invitee


def test_a_typed_code_has_8_characters_without_look_alikes():
    code = codes.typed_code(InviteeFactory())
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("0O1IL2Z5S8BUAE")


def test_the_typed_code_is_nowhere_in_the_row():
    invitee = InviteeFactory()
    code = codes.plain_code(codes.typed_code(invitee))
    row = Invitee.objects.filter(pk=invitee.pk).values().get()
    assert all(code.encode() not in bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
    assert all(code not in str(value) for value in row.values())


def test_a_withdrawn_key_opens_nothing_and_the_new_one_opens():
    invitee = InviteeFactory()
    old_link, old_code = codes.link_token(invitee), codes.typed_code(invitee)
    invitee = actions.withdraw_key(invitee, by=CLOCK)
    assert codes.invitee_of_link(old_link) is None
    assert codes.invitee_of_code(old_code) is None
    assert codes.invitee_of_link(codes.link_token(invitee)) == invitee
    assert codes.invitee_of_code(codes.typed_code(invitee)) == invitee


def test_another_link_key_ends_every_link_and_code(settings):
    invitee = InviteeFactory()
    link, code = codes.link_token(invitee), codes.typed_code(invitee)
    settings.LINK_KEY = "another-key-0123456789-0123456789"
    assert codes.invitee_of_link(link) is None
    assert codes.invitee_of_code(code) is None


def test_a_code_that_somebody_has_already_is_made_again():
    theirs = codes.mark_of(codes.code_of("QVT1001-X", 1))
    chosen = codes.distinct_codes([("QVT1001-X", 1), ("QVT1002-X", 1)], taken=lambda marks: {theirs} & set(marks))
    assert chosen["QVT1001-X"] == (2, codes.mark_of(codes.code_of("QVT1001-X", 2)))
    assert chosen["QVT1002-X"][0] == 1


def test_no_two_of_5000_people_share_a_code():
    versions = [(f"QVT{number}", 1) for number in range(5000)]
    chosen = codes.distinct_codes(versions, taken=lambda marks: set())
    assert len({mark for _, mark in chosen.values()}) == 5000


def test_what_is_in_the_post_still_opens_after_the_key_was_changed_and_new_letters_say_the_same_code(settings):
    invitee = InviteeFactory()
    code, link = codes.typed_code(invitee), codes.link_token(invitee)

    settings.LINK_KEYS_OLD, settings.LINK_KEY = [settings.LINK_KEY], "another-key-0123456789-0123456789"

    assert codes.invitee_of_code(code) == invitee
    assert codes.invitee_of_link(link) == invitee
    assert codes.typed_code(invitee) == code
    assert codes.link_token(invitee) != link
    assert codes.invitee_of_link(codes.link_token(invitee)) == invitee


def test_none_of_ten_thousand_random_links_and_codes_opens_anything():
    invitee, chance = InviteeFactory(), random.Random(7)
    links = (
        "".join(chance.choices(string.ascii_letters + string.digits + "-_", k=codes.TOKEN_LENGTH))
        for _ in range(10_000)
    )

    assert [link for link in links if codes.invitee_of_link(link)] == []
    typed = {"".join(chance.choices(codes.ALPHABET, k=codes.CODE_LENGTH)) for _ in range(10_000)}
    marks = {codes.mark_of(code) for code in typed - {codes.plain_code(codes.typed_code(invitee))}}
    assert bytes(invitee.code_mark) not in marks
