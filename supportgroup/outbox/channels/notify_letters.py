"""Letters through GOV.UK Notify: a finished PDF goes in, and is checked, printed and posted there.

What Notify takes is not yet a letter: it looks for viruses, then whether the file fits its rules, and only then prints.
Each of these ends in a status that is asked for by our reference.
"""

import io
from dataclasses import dataclass

from .answers import Answer
from .notify import Service
from .text import Fate

MOST_PAGES = 10
"""Sides of a letter that Notify prints: 5 sheets."""

_FATES = {
    "received": Fate(arrived=True),
    "virus-scan-failed": Fate(failed_because="GOV.UK Notify found a virus in the file. Tell your IT service desk."),
    "validation-failed": Fate(
        failed_because="GOV.UK Notify did not take the letter: its page there says what does not fit. Print it here."
    ),
    "technical-failure": Fate(failed_because="GOV.UK Notify had a fault and did not print it. Send it again."),
    "permanent-failure": Fate(failed_because="The printer of GOV.UK Notify cannot print it. Print it here."),
    "cancelled": Fate(failed_because="Somebody cancelled it on GOV.UK Notify before it was printed."),
}
"""By status; accepted, created, sending and pending-virus-check say that it is on its way."""


@dataclass(frozen=True)
class LetterFile:
    """One letter as a PDF of A4 pages, known by our own reference. was_tried: an earlier try may have been taken."""

    pdf: bytes
    reference: str
    was_tried: bool = False


class NotifyLetters(Service):
    """The precompiled letters of GOV.UK Notify."""

    name, template_type = "print service", "letter"

    def send(self, letter: LetterFile) -> Answer:
        """Hand a letter over and return what became of that. Never raises for what the service or a wire does."""
        return self.hand(
            lambda: self.client.send_precompiled_letter_notification(
                reference=letter.reference, pdf_file=io.BytesIO(letter.pdf)
            ),
            reference=letter.reference,
            was_tried=letter.was_tried,
        )

    def fate_of(self, reference: str) -> Fate:
        """Return what became of a letter, asked for by our reference; nothing while it is on its way."""
        return _FATES.get(self.status_of(reference), Fate())
