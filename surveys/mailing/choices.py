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


class CallReason(models.TextChoices):
    """Why somebody phoned, or what came of a call of ours; stored with a day, never with what was said."""

    OPT_OUT = "opt_out", "They phoned: do not want to take part"
    TOO_ILL = "too_ill", "They phoned: too ill to take part"
    REPLIED = "replied", "They phoned: have sent their answers"
    FILL_IN = "fill_in", "They phoned: want to answer by phone, call them back"
    LARGE_PRINT = "large_print", "They phoned: want large print"
    EASY_READ = "easy_read", "They phoned: want easy read"
    AUDIO = "audio", "They phoned: want it as audio"
    LANGUAGE = "language", "They phoned: want another language"
    LOST = "lost", "They phoned: lost the letter or the code"
    QUESTION = "question", "They phoned: asked about the survey"
    UPSET = "upset", "They phoned: were upset, or complained"
    MOVED = "moved", "They phoned: the person does not live there"
    NOT_ELIGIBLE = "ineligible", "They phoned: this survey is not for them"
    DIED = "died", "They phoned: the person has died"
    NO_ANSWER = "no_answer", "We phoned: nobody answered"
    WILL_REPLY = "will_reply", "We phoned: they will send it"
    FILLED_IN = "filled_in", "We phoned: filled in a form with them"
    SAID_NO = "said_no", "We phoned: do not want to take part"


class MailingKind(models.TextChoices):
    INVITATION = "invitation", "Invitation"
    REMINDER = "reminder", "Reminder"
    FINAL = "final", "Final reminder"


class MailingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Not needed"
