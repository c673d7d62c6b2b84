"""Named questions about long work."""

from typing import Any, Self

from django.db import models

from .choices import WorkState


class LongWorkQuerySet(models.QuerySet[Any]):
    """Pieces of work."""

    def unended(self) -> Self:
        """Return what waits or was begun, oldest first. What a dead worker had begun is among it."""
        return self.filter(state__in=[WorkState.WAITING, WorkState.RUNNING]).order_by("pk")

    def about(self, kind: str, subject: int) -> Self:
        """Return the work of this kind about this row, newest first."""
        return self.filter(kind=kind, subject=subject).order_by("-pk")

    def ended(self) -> Self:
        """Return what nothing more will happen to."""
        return self.filter(state__in=[WorkState.DONE, WorkState.REFUSED])
