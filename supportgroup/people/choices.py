"""The words the register stores."""

from django.db import models


class Standing(models.TextChoices):
    """Whether the person is with the service."""

    CURRENT = "current", "Current patient"
    MOVED = "moved", "Moved to another hospital"
    DIED = "died", "Died"


class Route(models.TextChoices):
    """How the person prefers to be reached."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    TEXT = "text", "Text message"
    PHONE = "phone", "Phone call"


class Sex(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    NOT_SAID = "not_said", "Not said"


class Distance(models.TextChoices):
    """Distance from the hospital, by band: no postcode data is needed."""

    UNDER_5 = "under_5", "Under 5 miles"
    FROM_5 = "5_to_9", "5 to 9 miles"
    FROM_10 = "10_to_19", "10 to 19 miles"
    FROM_20 = "20_to_39", "20 to 39 miles"
    FROM_40 = "40_or_more", "40 miles or more"
    NOT_KNOWN = "not_known", "Not known"


class Need(models.TextChoices):
    """What somebody needs, coded: accessible information (DAPB1605), and apart from it an interpreter of a language."""

    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    AUDIO = "audio", "Audio"
    BRAILLE = "braille", "Braille"
    EMAIL_NOT_LETTER = "email_not_letter", "Email, not letter"
    BSL = "bsl", "British Sign Language"
    LIP_SPEAKER = "lip_speaker", "Lip-speaker"
    COMMUNICATION = "communication", "Other communication support"
    ADVOCATE = "advocate", "Advocate"
    INTERPRETER = "interpreter", "Interpreter"


class PrintSize(models.IntegerChoices):
    """How large the print is for somebody who needs large print, in points."""

    P16 = 16, "16 point"
    P18 = 18, "18 point"
    P20 = 20, "20 point"
    P24 = 24, "24 point"
    P28 = 28, "28 point"


class ConditionGroup(models.TextChoices):
    PRIMARY = "primary", "Primary immunodeficiency"
    SECONDARY = "secondary", "Secondary immunodeficiency"
    NOT_KNOWN = "not_known", "Not known"


class TreatmentRoute(models.TextChoices):
    """How immunoglobulin is given."""

    NONE = "none", "None now"
    VEIN = "vein", "Into a vein"
    PUMP = "pump", "Under the skin, with a pump"
    PUSH = "push", "Under the skin, pushed by hand"
    ENZYME = "enzyme", "Under the skin, with an enzyme first"


class TreatmentPlace(models.TextChoices):
    NONE = "none", "None now"
    HOME = "home", "Home"
    HOSPITAL = "hospital", "Hospital"


class ImportState(models.TextChoices):
    """How far a spreadsheet is on its way into the register."""

    READING = "reading", "Being read"
    SHEET = "sheet", "Choose the sheet"
    CHOSEN = "chosen", "Match its columns"
    CHECKING = "checking", "Being checked"
    MATCHED = "matched", "Check it and confirm"
    CONFIRMED = "confirmed", "Being written"
    DONE = "done", "Written"
