"""One row per long piece of work. It holds counts and a sentence, never a person's data."""

from django.db import models

from .choices import WorkState
from .querysets import LongWorkQuerySet


class LongWork(models.Model):
    """Work that takes longer than a page should: what it is, how far it is, how it ended.

    subject is the id of the row in the starting room that the work is about.
    """

    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = LongWorkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="longwork_unended", condition=models.Q(state__in=["waiting", "running"]))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.get_state_display()}"

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.state in {WorkState.DONE, WorkState.REFUSED}
