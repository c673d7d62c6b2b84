"""Named questions about roles."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from supportgroup.access.querysets import InGroupQuerySet


class RoleHoldingQuerySet(InGroupQuerySet[models.Model]):
    """Who holds which role."""

    def in_force(self, *, on: datetime.date) -> Self:
        """Return the holdings that have begun and not ended on that day (the last day counts)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)
