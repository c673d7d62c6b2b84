"""The words the outbox stores."""

from django.db import models


class State(models.TextChoices):
    """Where a message is on its way out."""

    TO_APPROVE = "to_approve", "To be approved"
    QUEUED = "queued", "Waiting"
    TAKEN = "taken", "About to go"
    SENDING = "sending", "Going now"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    HELD = "held", "Held"
    UNSURE = "unsure", "Not sure"
    CANCELLED = "cancelled", "Cancelled"


STILL_TO_GO = (State.TO_APPROVE, State.QUEUED, State.TAKEN, State.SENDING)
"""The states of a message that has not left yet and will, unless somebody stops it."""


class Lane(models.TextChoices):
    """How soon it must go. Workers take lanes in the order of these words from z to a."""

    URGENT = "urgent", "At once"
    TODAY = "today", "Today"
    BULK = "bulk", "In turn"


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    TEXT = "text", "Text message"


class RecipientKind(models.TextChoices):
    """Whose key the row keeps."""

    PERSON = "person", "Person"
    USER = "user", "User"
    COMPLAINANT = "complaint", "Somebody who complained"


class Step(models.TextChoices):
    """What a member of staff decided about one message."""

    TRIED_AGAIN = "tried_again", "Queued it again"
    HELD = "held", "Held it"
    ARRIVED = "arrived", "Said that it arrived"
    SENT_AGAIN = "sent_again", "Sent it again"
    LEFT = "left", "Left it as it is"
    RELEASED = "released", "Released it"
    CANCELLED = "cancelled", "Cancelled it"


class Verdict(models.TextChoices):
    """What a second person said about a batch."""

    WAITING = "waiting", "Waits for a second person"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"


class Receipt(models.TextChoices):
    """What a service says of a message that it took."""

    ARRIVED = "arrived", "It arrived"
    PRINTED = "printed", "It was printed and posted"
