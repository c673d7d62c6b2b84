"""The words a mailing stores."""

from django.db import models


class Outcome(models.IntegerChoices):
    """What became of one invitation: the standard codes of the NHS Patient Survey Programme."""

    RETURNED = 1, "Returned, completed"
    UNDELIVERED = 2, "Returned undelivered or moved"
    DIED = 3, "Died"
    OPTED_OUT = 4, "Opted out, too ill or returned blank"
    NOT_ELIGIBLE = 5, "Not eligible"
    NOT_RETURNED = 6, "Not returned, reason unknown"
    NEVER_MAILED = 7, "Died or withdrew before the first mailing"


class Wish(models.TextChoices):
    """What somebody asked of us, or needs, before they can answer. Blank once it is done."""

    CALL = "call", "Phone call"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    AUDIO = "audio", "Audio"
    LANGUAGE = "language", "Another language"


class Came(models.TextChoices):
    """How a yellow slip came."""

    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"


class Times(models.TextChoices):
    """When somebody could come to a group discussion."""

    WEEKDAY = "weekday", "A weekday, in the daytime"
    EVENING = "evening", "A weekday evening"
    SATURDAY = "saturday", "A Saturday"
    SUNDAY = "sunday", "A Sunday"


class MailingKind(models.TextChoices):
    INVITATION = "invitation", "Invitation"
    REMINDER = "reminder", "Reminder"
    FINAL = "final", "Final reminder"


class MailingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Not needed"
