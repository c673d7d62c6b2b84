"""The rows of print runs, and of those that the print service posts in our place."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supportgroup.access.choices import every_power
from supportgroup.groups.models import Group

from .querysets import PrintRunQuerySet


@pghistory.track()
class PrintRun(models.Model):
    """Letters of one kind and occasion, printed together and then posted by hand, or put back to wait again.

    posted_letters: how many went, counted once, whatever becomes of a message later.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)
    seen_by = models.CharField(max_length=30, choices=every_power)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    posted_letters = models.PositiveIntegerField(null=True)
    put_back_at = models.DateTimeField(null=True)
    put_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="who_posted_has_a_moment", condition=Q(posted_by=None) | Q(posted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="who_put_back_has_a_moment", condition=Q(put_back_by=None) | Q(put_back_at__isnull=False)
            ),
            models.CheckConstraint(name="posted_or_put_back", condition=Q(posted_at=None) | Q(put_back_at=None)),
        ]
        indexes = [models.Index(fields=["group", "-id"], name="print_runs_of_a_group")]

    def __str__(self) -> str:
        return f"Print run {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("print_run", args=[self.group.slug, self.pk])

    @property
    def is_to_post(self) -> bool:
        return self.posted_at is None and self.put_back_at is None

    @property
    def is_handed_over(self) -> bool:
        """Tell whether the print service posts it in our place."""
        return hasattr(self, "handed_over")


@pghistory.track()
class HandedOver(models.Model):
    """A print run whose letters the print service posts in our place. waits_because: why it has not taken them yet."""

    run = models.OneToOneField(PrintRun, on_delete=models.CASCADE, related_name="handed_over")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    waits_because = models.CharField(max_length=300, blank=True)

    objects = models.Manager["HandedOver"]()

    def __str__(self) -> str:
        return f"Print run {self.run_id}, handed over"
