"""Named questions about groups."""

from typing import Any, Self

from django.db import models


class GroupQuerySet(models.QuerySet[Any]):
    """Support groups."""

    def visible_to(self, user: Any) -> Self:
        """Return the groups in which this user holds a role today."""
        return self.filter(slug__in=user.group_slugs())
