"""Named questions about stored files."""

import datetime
from typing import Any, Self

from django.db import models


class StoredFileQuerySet(models.QuerySet[Any]):
    """Stored files of every room."""

    def old(self, *, on: datetime.date) -> Self:
        """Return those whose last day is over."""
        return self.filter(keep_until__lt=on)
