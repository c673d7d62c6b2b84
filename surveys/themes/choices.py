"""The words that themes store."""

from django.db import models


class QuotationState(models.TextChoices):
    PROPOSED = "proposed", "Waits for PALS"
    SHOWN = "shown", "In the report"
    TAKEN_BACK = "taken back", "Taken back"
