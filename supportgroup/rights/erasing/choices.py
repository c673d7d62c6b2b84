"""Why somebody is erased."""

from django.db import models


class Reason(models.TextChoices):
    ASKED = "asked", "They asked us to"
    LEFT = "left", "They left the service, and we no longer need their record"
    MISTAKE = "mistake", "They should never have been on this register"
    DUE = "due", "The time for which we keep their record is over"
