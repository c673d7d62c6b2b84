import pytest
from hypothesis import HealthCheck, given, settings, strategies

from supportgroup import clock
from supportgroup.outbox import compose
from supportgroup.outbox.choices import RecipientKind
from tests.factories import PersonFactory, UserFactory
from tests.outbox.factories import MessageFactory

pytestmark = pytest.mark.django_db


def _message(group, **person):
    return MessageFactory(group=group, person=PersonFactory(group=group, **({"email": "ada@example.org"} | person)))


def _headers(envelope):
    return dict(envelope.email.message().items())


def test_the_envelope_carries_neutral_names_and_the_messages_own_id(group, settings, at_noon):
    settings.DEFAULT_FROM_EMAIL = "Ignored <patient.survey@hospital.example>"
    message = _message(group, first_name="Ada", last_name="Lovell")

    envelope = compose.envelope_of(message)

    headers = _headers(envelope)
    headers.pop("Content-Type")
    assert headers == {
        "Subject": "Your views on our service",
        "From": "Patient survey <patient.survey@hospital.example>",
        "To": "Ada Lovell <ada@example.org>",
        "Reply-To": group.reply_mailbox,
        "Message-ID": f"<{message.mail_id}@hospital.example>",
        "Date": "Mon, 07 Sep 2026 12:00:00 +0100",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
    }
    assert (envelope.sender, envelope.recipient) == ("patient.survey@hospital.example", "ada@example.org")


def test_an_email_is_the_same_words_as_text_and_as_html(group):
    text, html = (
        compose.envelope_of(_message(group, first_name="Ada", last_name="O'Hara")).email.message().get_payload()
    )

    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Dear Ada O'Hara" in text.get_payload()
    assert "Dear Ada O&#x27;Hara" in html.get_payload()


def test_a_user_is_written_to_at_the_address_they_sign_in_with(group):
    user = UserFactory(name="Grace Adeyemi", email="grace@hospital.example")
    message = MessageFactory(group=group, recipient_kind=RecipientKind.USER, recipient_key=user.pk)

    envelope = compose.envelope_of(message)

    assert envelope.recipient == "grace@hospital.example"
    assert _headers(envelope)["To"] == "Grace Adeyemi <grace@hospital.example>"


@pytest.mark.parametrize(
    "address",
    ["", "no at", "a@b", "ada@example.org\nBcc: all@example.org", "ada@example.org, eve@example.org", "ä@b.org"],
)
def test_what_is_no_address_is_refused_in_words_without_it(group, address):
    message = _message(group, email=address)

    with pytest.raises(compose.NotWritable) as refused:
        compose.envelope_of(message)

    assert str(refused.value) == ("The email address is not written as an address can be. Correct it, then try again.")


NASTY = strategies.text(
    strategies.characters(exclude_categories=["Cs"]) | strategies.sampled_from('\r\n\0:<>@,;"\\ ()\u2028\x85'),
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=NASTY, last=NASTY, neutral=NASTY)
def test_no_name_can_add_a_header_or_a_recipient(group, first, last, neutral):
    message = MessageFactory.build(group=group, person=None, recipient_key=1, queued_at=clock.now())
    message.addressee = PersonFactory.build(group=group, first_name=first, last_name=last, email="ada@example.org")
    message.group.neutral_name = neutral

    envelope = compose.envelope_of(message)

    head = envelope.content.split(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    names = [line.split(b":")[0] for line in head.split(b"\r\n")]
    assert sorted(names) == sorted(
        [b"Content-Type", b"MIME-Version", b"Subject", b"From", b"To", b"Reply-To"]
        + [b"Message-ID", b"Date", b"Auto-Submitted"]
    )
    assert envelope.recipient == "ada@example.org"
