"""Our own writing of an email is Django's, byte for byte."""

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import example, given, settings, strategies

from supportgroup.outbox import mime

BOUNDARY = "part-" + "f" * 32


def email(**changes):
    values = {"text": "Dear Ada\n\nFrom here on\n.a dot\n", "html": "<p>Dear Ada</p>\n", "to": "Ada <ada@example.org>",
              "subject": "Your views", "sender": "Patient survey <survey@hospital.example>",
              "mail_id": "<" + "a" * 36 + "@hospital.example>"} | changes  # fmt: skip
    built = EmailMultiAlternatives(
        values["subject"], values["text"], values["sender"], [values["to"]], reply_to=["group@hospital.example"],
        headers={
            "Message-ID": values["mail_id"], "Date": "Mon, 07 Sep 2026 12:00:00 +0100",
            "Auto-Submitted": "auto-generated",
        },
    )  # fmt: skip
    built.attach_alternative(values["html"], "text/html")
    return built


def by_django(built):
    message = built.message()
    message.set_boundary(BOUNDARY)
    return message.as_bytes(linesep="\r\n")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": "Liebe Frau Ä\r\nzwei\rdrei", "html": "ä"},
        {"text": "x" * 1200},
        {"html": "é" * 600},
        {"text": ""},
        {"html": ""},
        {"to": "Ådä Ö <ada@example.org>"},
        {"to": '"' + "Ada Lovell " * 12 + '" <ada@example.org>'},
        {"subject": "é" * 60},
        {"subject": "many words " * 20},
        {"sender": "Ünï <survey@hospital.example>"},
        {"mail_id": "<" + "a" * 36 + "@" + "b" * 60 + ".example>"},
    ],
)
def test_an_email_is_written_as_django_writes_it(changes):
    assert mime.bytes_of(email(**changes), boundary=BOUNDARY) == by_django(email(**changes))


WORDS = strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=200, deadline=None)
@given(text=WORDS, html=WORDS)
@example(text="a\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029b", html="\r\n\n\r")
def test_so_are_any_words(text, html):
    assert mime.bytes_of(email(text=text, html=html), boundary=BOUNDARY) == by_django(email(text=text, html=html))


def test_no_header_of_one_person_stays_in_memory():
    mime._kept_header.cache_clear()
    mime.bytes_of(email(), boundary=BOUNDARY)
    mime.bytes_of(email(to="Grace <grace@example.org>"), boundary=BOUNDARY)

    kept = mime._kept_header.cache_info()
    assert (kept.currsize, kept.hits) == (5, 5)
