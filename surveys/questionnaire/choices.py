"""The words a questionnaire stores."""

from django.db import models


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
