"""The words a questionnaire stores."""

from django.db import models

from supportgroup.people import languages


class SurveyState(models.TextChoices):
    """A survey's life. Opening and closing are the worker's: it makes and destroys the key."""

    DRAFT = "draft", "Draft"
    OPENING = "opening", "Getting ready"
    OPEN = "open", "Open"
    CLOSING = "closing", "Closing"
    CLOSED = "closed", "Closed"


class Duty(models.TextChoices):
    """The two duties of a survey that one person never holds both of."""

    MAILING = "mailing", "Mailing: sees who has replied, records slips"
    ENTRY = "entry", "Entry: keys in paper forms"


STANDARD, EASY_READ = "standard", "easy-read"
"""The code of the edition that everything is written in, and of the one in easier words."""


def edition_name(code: str) -> str:
    """Return what staff call an edition: "Easy read", "Urdu"."""
    return {STANDARD: "Standard", EASY_READ: "Easy read"}.get(code) or languages.name_of(code)


def edition_choices() -> list[tuple[str, str]]:
    """Return code and name of every edition there can be: easy read, and the languages by name."""
    spoken = [(languages.code_of(name), name) for name in languages.NAMES if name != languages.ENGLISH]
    return [(EASY_READ, "Easy read"), *((code, name) for code, name in spoken if code)]
