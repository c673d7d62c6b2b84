"""The words the outbox stores."""

from django.db import models


class State(models.TextChoices):
    """Where a message is on its way out."""

    QUEUED = "queued", "Waiting"
    TAKEN = "taken", "About to go"
    SENDING = "sending", "Going now"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    HELD = "held", "Held"
    UNSURE = "unsure", "Not sure"


class Lane(models.TextChoices):
    """How soon it must go."""

    URGENT = "urgent", "At once"
    TODAY = "today", "Today"
    BULK = "bulk", "In turn"


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"


class RecipientKind(models.TextChoices):
    """Whose key the row keeps."""

    PERSON = "person", "Person"
    USER = "user", "User"
