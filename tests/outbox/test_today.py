import datetime

import pytest

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.outbox import today
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.rules import MAIL_SERVER_AWAY
from tests.outbox.factories import MessageFactory
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db


def _lines(user, group):
    return {
        line.text: (line.url, line.reason, line.urgent) for line in lines_of_room(today, user, group, clock.today())
    }


def test_nothing_waits_in_an_empty_outbox(group, nurse):
    assert lines_of_room(today, nurse, group, clock.today()) == []


def test_what_needs_somebody_is_named_by_what_to_do(group, nurse):
    MessageFactory(group=group, state=State.UNSURE, needs_someone=True)
    MessageFactory(group=group, state=State.FAILED, needs_someone=True, reason="The mailbox is full (552).")
    MessageFactory(group=group, state=State.FAILED)
    MessageFactory(group=group, channel=Channel.LETTER)
    MessageFactory(group=group, channel=Channel.LETTER, state=State.TAKEN)

    assert _lines(nurse, group) == {
        "Say whether 1 message arrived": (
            "/immunology/messages/?state=unsure",
            "The answer of the mail server was lost. Nothing is sent twice unless you say so.",
            False,
        ),
        "See to 1 message that could not go": (
            "/immunology/messages/?state=needs",
            "The mailbox is full (552).",
            False,
        ),
        "Print and post 1 letter": ("/immunology/messages/letters/", "It waits for a print run.", False),
        "Post 1 printed letter": (
            "/immunology/messages/letters/",
            "Say when it is in the post.",
            False,
        ),
    }


def test_several_reasons_are_not_named_on_one_line(group, nurse):
    MessageFactory(group=group, state=State.FAILED, needs_someone=True, reason="The mailbox is full (552).")
    MessageFactory(group=group, state=State.HELD, needs_someone=True, reason="There is no email address on record.")

    assert _lines(nurse, group)["See to 2 messages that could not go"][1] == "Each says why, and what you can do."


def test_a_mail_server_away_for_an_hour_is_urgent(group, nurse, at_noon):
    MessageFactory(group=group, reason=MAIL_SERVER_AWAY)

    with clock.moved_to(at_noon + datetime.timedelta(minutes=59)):
        assert _lines(nurse, group) == {}
    with clock.moved_to(at_noon + datetime.timedelta(minutes=60)):
        assert _lines(nurse, group) == {
            "Ask your IT service desk about the mail server": (
                "/immunology/messages/?state=waiting",
                "1 email waited for more than 60 minutes. They go by themselves when it answers.",
                True,
            )
        }


def test_each_role_is_told_only_of_what_it_may_see(group, other_group, nurse, pals, committee, administrator):
    MessageFactory(group=group, channel=Channel.LETTER, seen_by=Power.SEE_WHO_REPLIED)
    MessageFactory(group=group, channel=Channel.LETTER, seen_by=Power.SEE_MESSAGES)
    MessageFactory(group=other_group, channel=Channel.LETTER, seen_by=Power.SEE_MESSAGES)

    assert list(_lines(pals, group)) == ["Print and post 2 letters"]
    assert list(_lines(nurse, group)) == ["Print and post 1 letter"]
    assert list(_lines(administrator, group)) == []
    assert list(_lines(committee, group)) == []
    assert list(_lines(pals, other_group)) == []


def test_today_costs_two_questions_however_many_messages_there_are(group, nurse, django_assert_num_queries):
    for _ in range(10):
        MessageFactory(group=group, state=State.FAILED, needs_someone=True)
    nurse.roles_in(group.slug)

    with django_assert_num_queries(2):
        lines_of_room(today, nurse, group, clock.today())
