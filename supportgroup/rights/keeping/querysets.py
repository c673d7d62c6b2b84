"""Named questions about holds and what was destroyed."""

from typing import Any, Self

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

    def in_force(self) -> Self:
        """Return the holds that nobody has lifted."""
        return self.filter(lifted_at=None)


class DestructionQuerySet(KeptQuerySet):
    """What was destroyed."""
