"""Named questions about messages."""

from typing import Any, Self

from django.db import models

from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import State


class MessageQuerySet(InGroupQuerySet[models.Model]):
    """Messages of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the messages whose kind this user may see: who was reminded tells who had not replied."""
        return self.of(in_group).filter(seen_by__in=powers_of(user.roles_in(in_group.slug)))

    def in_state(self, *states: State) -> Self:
        """Return the messages in any of these states."""
        return self.filter(state__in=states)
