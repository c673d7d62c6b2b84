"""The question every list starts with: which rows may this user see in this group?"""

from typing import Any, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class InGroupQuerySet(models.QuerySet[Row]):
    """Rows that belong to a group by the lookup `group_path`."""

    group_path = "group"

    def of(self, group: Any) -> Self:
        """Return the rows of this group, for code that acts without a user."""
        return self.filter(**{self.group_path: group})

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the rows of the group, or none for a user without a role in it."""
        return self.of(in_group) if user.roles_in(in_group.slug) else self.none()
