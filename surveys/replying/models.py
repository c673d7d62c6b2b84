"""Drafts on their way to being answers, and how many came online."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from surveys.questionnaire.models import Survey

from .querysets import DraftQuerySet, EarlyCloseQuerySet, LostKeyQuerySet


class Proposal(models.Model):
    """What one person proposes with a reason, and another confirms, or somebody takes back."""

    reason = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@pghistory.track()
class EarlyClose(Proposal):
    """Somebody wants to close a survey before its last day."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="early_closes")

    objects = EarlyCloseQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["survey"], condition=Q(confirmed_at=None, withdrawn_at=None), name="one_early_close_at_a_time"
            ),
            models.CheckConstraint(
                name="two_people_close_early", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="confirmed_or_withdrawn", condition=Q(confirmed_at=None) | Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Early close of survey {self.survey_id}"


@pghistory.track()
class LostKey(Proposal):
    """Somebody says that the key of a survey which cannot close is lost for good, so that it closes without answers."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="lost_keys")

    objects = LostKeyQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["survey"], condition=Q(withdrawn_at=None), name="one_lost_key_at_a_time"),
            models.CheckConstraint(
                name="two_people_lose_a_key", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="lost_key_confirmed_or_withdrawn", condition=Q(confirmed_at=None) | Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Lost key of survey {self.survey_id}"


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
    """How many replies of a survey came online. Nobody is named."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, primary_key=True, related_name="+")
    online = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Tally of survey {self.survey_id}"
