"""What stays of an erasure: that it was done."""

import pgtrigger
from django.conf import settings
from django.db import models

from supportgroup.groups.models import Group

from .choices import Reason
from .querysets import ErasureQuerySet


class Erasure(models.Model):
    """Somebody was erased: when, by whom, why, and how many rows went. Nothing here says who they were.

    record: the key their row had. gone: {what: how many}, as the page said before.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    record = models.BigIntegerField()
    reason = models.CharField(max_length=10, choices=Reason)
    note = models.CharField(max_length=300, blank=True)
    gone = models.JSONField(default=dict)
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        triggers = [pgtrigger.Protect(name="erasures_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Erasure {self.pk}"
