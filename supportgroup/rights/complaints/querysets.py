"""Named questions about complaints."""

import datetime
from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import State


class ComplaintQuerySet(InGroupQuerySet[Any]):
    """Complaints about how information was used."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the complaints of the group for who handles them."""
        may_see = Power.HANDLE_COMPLAINTS in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def unclosed(self) -> Self:
        """Return those that are not closed, the oldest first."""
        return self.exclude(state=State.CLOSED).order_by("received_on", "pk")

    def unacknowledged(self) -> Self:
        """Return those that are not acknowledged, the oldest first."""
        return self.filter(state=State.NEW).order_by("received_on", "pk")

    def state_counts(self) -> dict[str, int]:
        """Return {state: how many}; one query."""
        return dict(self.order_by().values_list("state").annotate(count=models.Count("pk")))

    def closed_by(self, day: datetime.date) -> Self:
        """Return those that were closed on that day or before, the oldest first."""
        return self.filter(closed_on__lte=day).order_by("closed_on", "pk")
