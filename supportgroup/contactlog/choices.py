"""The words the contact log stores."""

from django.db import models


class Kind(models.TextChoices):
    """How we were in touch."""

    CALL = "call", "Phone call"
    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    VISIT = "visit", "Visit"
    MEETING = "meeting", "Meeting"


class Ended(models.TextChoices):
    """How a follow-up came to its end."""

    OPEN = "", "Open"
    DONE = "done", "Done"
    ENTERED = "entered", "Entered in hospital record"
    NOT_NEEDED = "not_needed", "No longer needed"


class Relation(models.TextChoices):
    """Who a helper is to the person."""

    PARTNER = "partner", "Husband, wife or partner"
    DAUGHTER = "daughter", "Daughter"
    SON = "son", "Son"
    PARENT = "parent", "Parent"
    FAMILY = "family", "Other family"
    FRIEND = "friend", "Friend or neighbour"
    CARER = "carer", "Paid carer"
    ADVOCATE = "advocate", "Advocate"


class Task(models.TextChoices):
    """What a helper may do, because the person said so."""

    TALK = "talk", "Talk with us for them"
    COPIES = "copies", "Get copies of their letters"
    INTERPRET = "interpret", "Interpret for them"


class Given(models.TextChoices):
    """How the person gave permission."""

    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"
    MEETING = "meeting", "Face to face"
