"""A letter of this part of the service, written once in plain paragraphs: as an email and as paper from one text.

The text is a template under `rights/…/letters/`, paragraphs apart by an empty line; a line that begins with "- " is a
point of a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from supportgroup import clock
from supportgroup.documents.pdf import compile_pdf
from supportgroup.groups.models import Group
from supportgroup.outbox import taking
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.letter import Email
from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import why_not_write
from supportgroup.ui.wording import full_day, lower_first, on_one_line

PAPER = "rights/letters/letters.typ"
ORDINARY_PRINT = 12


def how_it_goes(message: Message, saying: str) -> str:
    """Return what staff read of a message that was queued a moment ago, as it would fare now: it may be held.

    saying: what it says, in words: "that we have it".
    """
    taking.prepare([message])
    why = why_not_write(message)
    if why is not None and not why.by_letter:
        return f"The message that says {saying} cannot go: {lower_first(why.words)} See Messages."
    if message.channel == Channel.LETTER or why is not None:
        return f"The letter that says {saying} waits to be printed and posted: see Messages."
    return f"The email that says {saying} waits to be sent: see Messages."


@dataclass(frozen=True)
class Written:
    """One letter in words. to: the lines for the envelope's window. size: of the print, in points."""

    group: Group
    subject: str
    greeting: str
    paragraphs: Sequence[str]
    to: Sequence[str] = ()
    size: int = ORDINARY_PRINT


def paragraphs_of(template: str, words: dict[str, Any]) -> list[str]:
    """Return the paragraphs of a template with these words in it."""
    text = render_to_string(template, words)
    return [
        " ".join(part.split()) if "\n- " not in f"\n{part}" else part.strip()
        for part in text.split("\n\n")
        if part.strip()
    ]


def as_email(letter: Written) -> Email:
    """Return the letter as an email: one text, plain and as HTML. Its subject names no condition."""
    words = {
        "letter": letter,
        "group": letter.group,
        "paragraphs": [_lines(paragraph) for paragraph in letter.paragraphs],
    }
    return Email(
        subject=letter.subject,
        text=render_to_string("rights/letters/letter.txt", words),
        html=render_to_string("rights/letters/letter.html", words),
    )


def as_paper(letters: Sequence[Written]) -> bytes:
    """Return letters of one group as one PDF, in the order given."""
    group = letters[0].group
    data = {
        "sender": {
            "hospital": group.hospital_name,
            "department": group.department,
            "signed": [line for line in (group.signed_by, group.signed_role) if line],
            "foot": [
                f"Phone {group.helpline}, {group.helpline_hours}. Email {group.reply_mailbox}.",
                f"{group.department}, {group.hospital_name}, {on_one_line(group.return_address)}.",
                f"How we look after your information: {group.privacy_url}",
            ],
        },
        "letters": [
            {
                "address_lines": list(letter.to),
                "date": full_day(clock.today()),
                "record_number": None,
                "heading": letter.subject,
                "greeting": letter.greeting,
                "paragraphs": [_lines(paragraph) for paragraph in letter.paragraphs],
                "text_size": letter.size,
            }
            for letter in letters
        ],
    }
    return compile_pdf(PAPER, data, title=letters[0].subject)


def _lines(paragraph: str) -> dict[str, Any]:
    lines = [line.strip() for line in paragraph.splitlines()]
    points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    return {"text": " ".join(line for line in lines if not line.startswith("- ")), "points": points}
