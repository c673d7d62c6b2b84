"""The words this room stores."""

from django.db import models


class ListState(models.TextChoices):
    """How far a list is."""

    WAITING = "waiting", "Waits for its result"
    LOADED = "loaded", "Result to be looked at"
    CHECKED = "checked", "Checked"
    REPLACED = "replaced", "Replaced by a newer list"
    GIVEN_UP = "given_up", "Given up"


class Finding(models.TextChoices):
    """What is known of one person in a list."""

    NONE = "none", "No answer yet"
    LIVES = "lives", "No death is known"
    DIED = "died", "Died"
    UNSURE = "unsure", "To be looked at"
    LOOKED_AT = "looked_at", "Looked at: no death is known"


class Why(models.TextChoices):
    """Why a result is not taken at its word."""

    NOT_FOUND = "not_found", "No answer for this person: not found, several alike, or their details are closed"
    OTHER_NUMBER = "other_number", "The NHS number that came back is another"
    OTHER_BIRTH = "other_birth", "The date of birth that came back is another"
    OTHER_NAME = (
        "other_name",
        "The name that came back is another, and we lack the NHS number or date of birth to tell by",
    )
    UNCONFIRMED = "unconfirmed", "A death is reported, but not confirmed yet"
    WITHDRAWN = "withdrawn", "A death was reported and taken back"
    NO_DATE = "no_date", "A death is reported, but its date is missing or no date"
