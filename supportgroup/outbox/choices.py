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
    """How soon it must go. Workers take lanes in the order of these words from z to a."""

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


class Step(models.TextChoices):
    """What a member of staff decided about one message."""

    TRIED_AGAIN = "tried_again", "Queued it again"
    HELD = "held", "Held it"
    ARRIVED = "arrived", "Said that it arrived"
    SENT_AGAIN = "sent_again", "Sent it again, not sure whether the first arrived"
    LEFT = "left", "Left it as it is"
