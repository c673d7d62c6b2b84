"""Drafts on their way to being answers, and how many came by which way."""

import uuid

from django.db import models

from surveys.questionnaire.models import Survey

from .querysets import DraftQuerySet


class Draft(models.Model):
    """An unfinished reply, encrypted with a key that only the patient's phone holds.

    The id is made from that key, so the row says nothing of whose it is. keep_until is a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    keep_until = models.DateField()

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return "A draft"


class Tally(models.Model):
    """How many replies of a survey came online and how many were keyed from paper. Nobody is named."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, primary_key=True, related_name="+")
    online = models.PositiveIntegerField(default=0)
    forms = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Tally of survey {self.survey_id}"
