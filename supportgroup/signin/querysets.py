"""Named questions about invitations."""

from typing import Any, Self

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet


class InvitationQuerySet(InGroupQuerySet[Any]):
    """Colleagues who were invited."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the invitations to the group, or none without the power to run it."""
        may_see = Power.RUN_GROUP in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def of_user(self, user: Any) -> Self:
        """Return the invitations of this user, to every group."""
        return self.filter(user=user)

    def not_come(self) -> Self:
        """Return the invitations that are neither followed nor withdrawn, also those that are too old to be."""
        return self.filter(accepted_at=None, withdrawn_at=None)
