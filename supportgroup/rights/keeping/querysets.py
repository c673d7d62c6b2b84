"""Named questions about holds and what was destroyed."""

import datetime
from typing import Any, Self

from django.db.models import Q

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet


class KeptQuerySet(InGroupQuerySet[Any]):
    """Rows for those who keep the records of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the rows of the group, or none without the power to keep its records."""
        may_see = Power.KEEP_RECORDS in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()


class HoldQuerySet(KeptQuerySet):
    """What must be kept for now."""

    def in_force(self, *, on: datetime.date) -> Self:
        """Return the holds that nobody has lifted and whose last day, where they have one, is not over on that day."""
        return self.filter(Q(until=None) | Q(until__gte=on), lifted_at=None)


class DestructionQuerySet(KeptQuerySet):
    """What was destroyed."""
