"""Named questions about erasures."""

from typing import Any, Self

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet


class ErasureQuerySet(InGroupQuerySet[Any]):
    """That people were erased; nobody is named."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the erasures of the group for who keeps its records."""
        may_see = Power.KEEP_RECORDS in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()
