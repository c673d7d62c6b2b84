"""What was counted when a survey closed, and the breakdowns as they were released. Written once, never changed."""

import pgtrigger
from django.db import models

from surveys.questionnaire.models import Survey


class Release(models.Model):
    """The counts of one survey and its breakdowns.

    counts: as `counting` makes them; they pass disclosure before anybody sees them. breakdowns: as `releasing` writes
    them, after disclosure: what was hidden is not in them. least_base: the rule that was in force. A later version of
    the service may hide otherwise: two releases of one table could be subtracted, so this one stands.
    """

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="release")
    released_on = models.DateField()
    least_base = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    breakdowns = models.JSONField(default=list)

    class Meta:
        triggers = [pgtrigger.Protect(name="frozen_when_released", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Results of {self.survey}"
