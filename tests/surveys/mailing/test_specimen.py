"""What staff are shown of a letter opens nothing in the person's name."""

import pytest
from django.urls import reverse

from supportgroup.audit.models import Look
from supportgroup.outbox import previews
from supportgroup.outbox.models import Message
from surveys.mailing import codes, printing
from surveys.mailing.models import Invitee
from tests.surveys.mailing.conftest import SENT_ON, on

pytestmark = pytest.mark.django_db


def _message(sent, channel):
    return Message.objects.filter(channel=channel).order_by("pk").first()


def _keys(message):
    invitee = Invitee.objects.get(person=message.recipient_key)
    return codes.typed_code(invitee), codes.link_token(invitee)


def test_the_letter_shown_has_nobodys_code_and_the_printed_one_has(sent):
    message = _message(sent, "letter")
    code, token = _keys(message)

    with on(SENT_ON):
        assert previews.letter_of(message).startswith(b"%PDF")
        shown, printed = (printing.run_data([message], keyless=keyless)["letters"][0] for keyless in (True, False))

    assert (shown["code"], shown["link"]) == ("XXXX-XXXX", "http://127.0.0.1:8000/answer/")
    assert (printed["code"], printed["link"].endswith(f"{token}/")) == (code, True)
    assert shown["address_lines"] == printed["address_lines"]


def test_the_email_shown_leads_nowhere_and_is_locked_into_its_frame(sent, nurse, signed_in):
    message = _message(sent, "email")
    code, token = _keys(message)

    with on(SENT_ON):
        page = signed_in(nurse).get(reverse("preview_message", args=[sent.group.slug, message.pk]))
        frame = signed_in(nurse).get(reverse("preview_email", args=[sent.group.slug, message.pk]))

    for answer in (page, frame):
        assert token not in answer.content.decode()
        assert code not in answer.content.decode()
    assert "href" not in frame.content.decode()
    policy = frame["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert policy.endswith("frame-ancestors 'self'; sandbox")
    assert "unsafe-inline" not in policy
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert b"<style" in frame.content
    look = Look.objects.get(what="A message as they get it")
    assert look.people == [message.recipient_key]
