"""Kinds of message that only the tests know, registered once in each process that sends."""

from django.db.models import Q
from django.template import Context, Template

from supportgroup.outbox import kinds
from supportgroup.outbox.letter import Email

_TEXT = Template("Dear {{ name }},\n\nTell us how it went: {{ link }}\nYour code is KTXR-4M7Q.\n\nThank you.\n")
_HTML = Template('<p>Dear {{ name }},</p><p><a href="{{ link }}">Tell us how it went</a></p><p>Thank you.</p>')
LINK = "https://survey.hospital.example/answer/k/{key}-secret-token/"


def compose(message):
    person = message.addressee
    if person.first_name == "Broken":
        raise ZeroDivisionError(f"{person.email} has no template")
    words = {"name": str(person), "link": LINK.format(key=person.pk)}
    return Email(
        "Your views on our service", _TEXT.render(Context(words, autoescape=False)), _HTML.render(Context(words))
    )


def why_not_send(message):
    return "They have replied." if getattr(message.addressee, "last_name", "") == "Replied" else None


def print_run(messages, *, cover=b""):
    if any(message.addressee.first_name == "Broken" for message in messages):
        raise ZeroDivisionError("a letter cannot be set")
    on_top = b"count sheet, " if cover.startswith(b"%PDF-") else b""
    return b"%PDF-1.7 " + on_top + " ".join(str(message.addressee) for message in messages).encode()


def print_run_meanwhile(messages, *, cover=b""):
    """Set letters while something happens elsewhere: whatever a test has put here, as a thread of its own would."""
    for happens in MEANWHILE:
        happens(messages)
    return print_run(messages, cover=cover)


MEANWHILE = []


def occasion_words(occasions):
    return {occasion: f"Test survey, {occasion}" for occasion in occasions}


def hidden_from(user, group):
    return Q(occasion__startswith="secret") if user.name == "Owen Price" else None


def register() -> None:
    """Make the kinds of the tests known, once."""
    if kinds.kind_called("tests.note") is None:
        kinds.register(
            kinds.Kind(
                "tests.note",
                "Survey invitation",
                compose,
                why_not_send,
                print_run,
                occasion_words=occasion_words,
                text=lambda message: "Tell us how it went",
            )
        )
        kinds.register(kinds.Kind("tests.reminder", "First reminder", compose, why_not_send, print_run))
        kinds.register(
            kinds.Kind("tests.told", "Told to few", compose, why_not_send, print_run, hidden_from=hidden_from)
        )
        kinds.register(kinds.Kind("tests.slow", "Slow to set", compose, why_not_send, print_run_meanwhile))
        kinds.register(kinds.Kind("tests.code", "Sign-in code", compose, why_not_send))
