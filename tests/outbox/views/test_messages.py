import datetime
import re

import pytest

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.audit.models import Look
from supportgroup.outbox.choices import Channel, Lane, RecipientKind, State
from tests.factories import PersonFactory, UserFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db

LIST = "/immunology/messages/"


def _words(response):
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL))
    return " ".join(text.split())


def _message(group, name="Lovell", **changes):
    person = PersonFactory(group=group, first_name="Ada", last_name=name, email="ada@example.org")
    return MessageFactory(group=group, person=person, **changes)


def test_an_empty_outbox_says_that_nothing_waits(group, nurse, signed_in):
    words = _words(signed_in(nurse).get(LIST))

    assert "Nothing waits" in words
    assert "Nothing has been sent yet" in words


def test_the_heading_says_how_many_need_somebody_and_the_list_shows_them(group, nurse, signed_in):
    _message(group, "Failing", state=State.FAILED, needs_someone=True, reason="The mailbox is full (552).")
    _message(group, "Going")

    words = _words(signed_in(nurse).get(LIST))

    assert "1 message needs you" in words
    assert "Failing, Ada" in words
    assert "The mailbox is full (552)." in words
    assert "Going, Ada" not in words
    assert "Need you 1 On the way 1 Failed 1 All 2" in words


def test_each_filter_shows_its_states(group, nurse, signed_in):
    for state in State:
        _message(group, f"Name{state}", state=state, needs_approval=state == State.TO_APPROVE)
    client = signed_in(nurse)

    def shown(key):
        return set(re.findall(r"Name(\w+), Ada", _words(client.get(f"{LIST}?state={key}"))))

    assert shown("waiting") == {"queued", "taken", "sending"}
    assert shown("sent") == {"sent"}
    assert shown("held") == {"held"}
    assert shown("unsure") == {"unsure"}
    assert shown("all") == shown("nonsense") == set(State)
    assert shown("needs") == set()


def test_an_administrator_sees_the_message_and_no_name(group, administrator, signed_in):
    message = _message(group, seen_by=Power.SEE_MESSAGES, reason="This person has died.", state=State.HELD)

    client = signed_in(administrator)
    for address in (f"{LIST}?state=all", message.get_absolute_url()):
        words = _words(client.get(address))
        assert "A person" in words
        assert "Lovell" not in words
        assert "Dear" not in words


def test_who_was_reminded_is_seen_only_by_those_who_may_know_who_replied(group, nurse, pals, signed_in):
    reminder = _message(group, "Reminded", kind="tests.reminder", seen_by=Power.SEE_WHO_REPLIED)
    _message(group, "Invited")

    assert "Reminded" not in _words(signed_in(nurse).get(f"{LIST}?state=all"))
    assert "On the way 1 " in _words(signed_in(nurse).get(LIST))
    assert signed_in(nurse).get(reminder.get_absolute_url()).status_code == 404
    assert signed_in(nurse).post(f"{reminder.get_absolute_url()}hold/").status_code == 404
    assert "Reminded, Ada" in _words(signed_in(pals).get(f"{LIST}?state=all"))


def test_a_message_of_another_group_is_not_there(group, other_group, nurse, signed_in):
    foreign = _message(other_group, "Foreign")

    assert "Foreign" not in _words(signed_in(nurse).get(f"{LIST}?state=all"))
    assert signed_in(nurse).get(f"/immunology/messages/{foreign.pk}/").status_code == 404


def test_fifty_messages_stand_on_a_page(group, nurse, signed_in):
    for number in range(51):
        MessageFactory(group=group, occasion=f"{number}")

    first = signed_in(nurse).get(f"{LIST}?state=all")
    second = signed_in(nurse).get(f"{LIST}?state=all&page=2")

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 1)


@pytest.mark.parametrize("address", [LIST, f"{LIST}?state=all", "/immunology/messages/letters/"])
def test_a_page_costs_the_same_for_3_messages_and_for_60(group, nurse, signed_in, settings, address):
    settings.OUTBOX_EMAILS_A_MINUTE = 30
    user = UserFactory()

    def fill(count, start):
        for number in range(start, start + count):
            MessageFactory(group=group, occasion=f"{number}", state=State.FAILED, needs_someone=True, reason="Full.")
            MessageFactory(group=group, occasion=f"{number}", channel=Channel.LETTER)
            MessageFactory(group=group, occasion=f"{number}", kind="tests.reminder")
            MessageFactory(
                group=group, occasion=f"{number}", kind="tests.code", seen_by=Power.SEE_MESSAGES,
                recipient_kind=RecipientKind.USER, recipient_key=user.pk, state=State.FAILED, needs_someone=True,
            )  # fmt: skip

    client = signed_in(nurse)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill(1, 0)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    fill(20, 1)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few) <= 12


def test_under_a_cap_the_page_says_when_the_last_email_will_have_gone(
    group, other_group, nurse, signed_in, settings, at_noon
):
    settings.OUTBOX_EMAILS_A_MINUTE = 2
    _message(group)
    for _ in range(9):
        _message(other_group)

    assert "1 email to go. At 2 a minute, the last email will have gone by 12.05pm today." in _words(
        signed_in(nurse).get(LIST)
    )


def test_a_mail_server_that_is_away_stands_on_top(group, nurse, signed_in):
    _message(group, reason="The mail server did not answer. We try again by ourselves.")

    assert "The mail server does not answer" in _words(signed_in(nurse).get(LIST))


def test_messages_held_for_one_reason_are_queued_again_together(group, nurse, signed_in):
    together = [_message(group, state=State.HELD, needs_someone=True, reason="Old.") for _ in range(3)]
    other = _message(group, state=State.HELD, needs_someone=True, reason="New.")
    client = signed_in(nurse)

    assert "3 emails are held for the same reason" in _words(client.get(LIST))
    answer = client.post(
        f"{LIST}try-again/", {"kind": "tests.note", "channel": "email", "state": "held", "reason": "Old."}, follow=True
    )

    assert "3 messages queued again." in _words(answer)
    for message in together:
        message.refresh_from_db()
        assert message.state == State.QUEUED
        assert message.decisions.get().decided_by == nurse
    other.refresh_from_db()
    assert other.state == State.HELD


def test_what_is_unsure_is_never_queued_again_together(group, nurse, signed_in):
    message = _message(group, state=State.UNSURE, needs_someone=True, reason="Old.")

    signed_in(nurse).post(
        f"{LIST}try-again/", {"kind": "tests.note", "channel": "email", "state": "unsure", "reason": "Old."}
    )

    message.refresh_from_db()
    assert message.state == State.UNSURE


def test_a_message_shows_its_words_without_the_keys_in_them(group, nurse, signed_in):
    message = _message(group)

    answer = signed_in(nurse).get(message.get_absolute_url())

    words = _words(answer)
    assert "Dear Ada Lovell," in words
    assert "https://survey.hospital.example/[their own link]" in words
    assert b"secret-token" not in answer.content
    assert b"KTXR-4M7Q" not in answer.content


def test_words_for_signing_in_are_not_even_written_for_the_page(group, nurse, signed_in):
    message = _message(group, lane=Lane.URGENT)

    words = _words(signed_in(nurse).get(message.get_absolute_url()))

    assert "shown to nobody but the person they are for" in words
    assert "Dear" not in words


def test_a_message_that_cannot_be_written_still_has_its_page(group, nurse, signed_in):
    person = PersonFactory(group=group, first_name="Broken", email="eve@example.org")
    message = MessageFactory(group=group, person=person, state=State.FAILED, needs_someone=True)

    assert "its words cannot be shown" in _words(signed_in(nurse).get(message.get_absolute_url()))


def test_a_message_that_was_put_off_says_when_it_is_tried_again(group, nurse, signed_in, at_noon):
    message = _message(
        group, tries=2, reason="Later.", not_before=at_noon + datetime.timedelta(minutes=4), queued_at=at_noon
    )

    words = _words(signed_in(nurse).get(message.get_absolute_url()))

    assert "Later. We try again at 12.04pm today." in words


def test_the_page_of_a_held_message_shows_the_day_and_not_the_moment(group, nurse, signed_in, at_noon):
    message = _message(group, state=State.HELD, state_since=clock.at(datetime.date(2026, 9, 6), 0))

    assert "6 September" in _words(signed_in(nurse).get(f"{LIST}?state=held"))
    assert "midnight" not in _words(signed_in(nurse).get(message.get_absolute_url()))


def test_a_message_of_a_kind_that_nobody_knows_any_more_still_has_its_page(group, nurse, signed_in):
    message = _message(group, kind="tests.forgotten")

    assert "cannot be shown" in _words(signed_in(nurse).get(message.get_absolute_url()))
    assert "cannot be shown" in _words(signed_in(nurse).get(f"{message.get_absolute_url()}preview/"))


def test_a_list_is_narrowed_by_name_kind_way_and_day_and_no_name_stands_in_the_address(
    group, nurse, signed_in, at_noon
):
    _message(group, "Lovell")
    _message(group, "Marsh", channel=Channel.LETTER)
    _message(group, "Haddad", kind="tests.reminder", queued_at=at_noon - datetime.timedelta(days=1))
    client = signed_in(nurse)

    def shown(query):
        return set(re.findall(r"(\w+), Ada", _words(client.get(f"{LIST}{query}"))))

    assert shown("?channel=letter") == {"Marsh"}
    assert shown("?kind=tests.reminder") == {"Haddad"}
    assert shown("?day=7/9/2026") == {"Lovell", "Marsh"}
    assert shown("?day=6 September 2026") == {"Haddad"}
    assert shown("?kind=nonsense&channel=pigeon&occasion=%00") == {"Lovell", "Marsh", "Haddad"}
    assert "Enter a day like" in _words(client.get(f"{LIST}?day=31/2/2026"))
    answer = client.post(f"{LIST}?channel=email", {"search": "lovell"})
    assert answer.url == f"{LIST}?channel=email&state=all"
    assert shown("?state=all") == {"Lovell"}
    client.post(LIST, {"search": ""})
    assert len(shown("?state=all")) == 3


def test_an_administrator_cannot_search_by_name(group, administrator, signed_in):
    _message(group, "Lovell", seen_by=Power.SEE_MESSAGES)
    client = signed_in(administrator)
    client.post(LIST, {"search": "nobody"})

    assert "A person" in _words(client.get(f"{LIST}?state=all"))


def _seen(page):
    """Return what the page that asks hands back: how many messages, and the mark of exactly which."""
    return {name: page.context["form"].initial[name] for name in ("seen", "mark")}


def test_as_many_others_that_a_later_search_found_are_not_taken_for_those_on_the_page(group, nurse, signed_in):
    ada, bea = _message(group, "Adams"), _message(group, "Beech")
    client = signed_in(nurse)
    client.post(LIST, {"search": "Adams"})
    page = client.get(f"{LIST}together/cancel/?state=waiting")
    client.post(LIST, {"search": "Beech"})  # in another tab

    answer = client.post(
        f"{LIST}together/cancel/?state=waiting", _seen(page) | {"reason": "Adams asked for it."}, follow=True
    )

    assert "The list has changed" in _words(answer)
    for message in (ada, bea):
        message.refresh_from_db()
        assert message.state == State.QUEUED


def test_all_that_a_list_shows_is_held_after_its_number_was_said(group, nurse, signed_in):
    for number in range(3):
        _message(group, f"Going{number}")
    _message(group, "Letter", channel=Channel.LETTER)
    client = signed_in(nurse)

    page = client.get(f"{LIST}together/hold/?state=waiting&channel=email")
    assert "Hold 3 messages?" in _words(page)
    answer = client.post(f"{LIST}together/hold/?state=waiting&channel=email", _seen(page), follow=True)
    assert "3 messages held." in _words(answer)
    assert "On the way 1" in _words(client.get(f"{LIST}?state=all"))


def test_another_number_than_was_said_changes_nothing(group, nurse, signed_in):
    _message(group, "Going")

    answer = signed_in(nurse).post(f"{LIST}together/hold/?state=waiting", {"seen": "2"}, follow=True)

    assert "The list has changed" in _words(answer)
    assert "On the way 1" in _words(answer)


def test_cancelling_all_asks_for_a_reason(group, nurse, signed_in):
    message = _message(group, "Going")
    client = signed_in(nurse)

    refused = client.post(f"{LIST}together/cancel/?state=waiting", {"seen": "1", "reason": " "})
    assert "Enter a reason" in _words(refused)
    page = client.get(f"{LIST}together/cancel/?state=waiting")
    client.post(f"{LIST}together/cancel/?state=waiting", _seen(page) | {"reason": "The meeting is off."})
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.CANCELLED, "Cancelled: The meeting is off.")


def test_who_is_shown_on_the_list_is_written_down(group, nurse, administrator, signed_in):
    message = _message(group, "Seen")

    signed_in(administrator).get(f"{LIST}?state=all")
    assert not Look.objects.exists()
    signed_in(nurse).get(f"{LIST}?state=all")
    look = Look.objects.get()
    assert (look.what, look.way, look.people) == ("Messages", "list", [message.recipient_key])
