"""The words that screening stores."""

from django.db import models


class TextState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RELEASED = "released", "Released"
    WITHHELD = "withheld", "Withheld"


class Harm(models.TextChoices):
    """What a text makes somebody fear."""

    SELF = "self", "The writer may harm themselves"
    OTHER = "other", "Somebody may harm another person"
    ABUSE = "abuse", "Somebody is being abused or neglected"
    CARE = "care", "Care was, or is, dangerous"
