"""Named questions about looks."""

from typing import Any, Self

from django.db import models


class LookQuerySet(models.QuerySet[Any]):
    """Who looked at whom."""

    def in_group(self, slug: str) -> Self:
        """Return the looks in the group with this slug, newest first."""
        return self.filter(group_slug=slug).order_by("-pk")

    def at_person(self, key: int) -> Self:
        """Return the looks at this person, newest first."""
        return self.filter(people__contains=[key]).order_by("-pk")
