"""Holds, changed periods, and what was destroyed."""

import datetime

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supportgroup.groups.models import Group

from .choices import Why
from .querysets import DestructionQuerySet, HoldQuerySet


@pghistory.track()
class Hold(models.Model):
    """Something must be kept for now, although its time is over. kept and item: which, by their keys.

    until: its last day, where the clock would destroy the thing; empty where nobody but a person does.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kept = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    why = models.CharField(max_length=12, choices=Why)
    until = models.DateField(null=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kept", "item"], condition=Q(lifted_at=None), name="one_hold_on_a_thing"
            ),
            models.CheckConstraint(
                name="who_lifts_a_hold_has_a_moment", condition=Q(lifted_by=None) | Q(lifted_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.get_why_display()

    def is_in_force(self, *, on: datetime.date) -> bool:
        return self.lifted_at is None and (self.until is None or self.until >= on)


class PeriodChange(models.Model):
    """Somebody set another period: from when, how long, and why where it is shorter than the law or the code says."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kept = models.CharField(max_length=60)
    months = models.PositiveSmallIntegerField()
    applies_from = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        triggers = [pgtrigger.Protect(name="periods_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kept}: {self.months} months from {self.applies_from}"


class Destruction(models.Model):
    """Things were destroyed: which, how many rows, by which period, when, by whom. Nobody is named but who pressed.

    items: what each was called without naming anybody. months, because, how: as they stood then. declared: who had
    set that period, from when. destroyed_by is empty where the clock did it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kept = models.CharField(max_length=60)
    what = models.CharField(max_length=100)
    items = models.JSONField()
    rows = models.PositiveBigIntegerField()
    months = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300)
    how = models.CharField(max_length=300)
    declared = models.CharField(max_length=300, blank=True)
    destroyed_at = models.DateTimeField()
    destroyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        triggers = [
            pgtrigger.Protect(name="destructions_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"Destruction {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("destruction", args=[self.group.slug, self.pk])
