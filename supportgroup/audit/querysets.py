"""Named questions about looks."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

MOST = 2**31


class LookQuerySet(models.QuerySet[Any]):
    """Who looked at whom."""

    def in_group(self, slug: str) -> Self:
        """Return the looks in the group with this slug, newest first."""
        return self.filter(group_slug=slug).newest_first()

    def at_person(self, key: int) -> Self:
        """Return the looks at this person, newest first.

        They are found by their own index, before anything else is asked of them: who was looked at seldom would else
        be looked for through every look of the group. The bound is no bound; Postgres does not look past it.
        """
        about = self.model.objects.filter(people__contains=[key]).order_by().values("pk")[:MOST]
        return self.filter(pk__in=about).newest_first()

    def by_user(self, key: int) -> Self:
        """Return the looks of this user."""
        return self.filter(actor_kind="user", actor_key=key)

    def older_than(self, moment: datetime.datetime, key: int) -> Self:
        """Return the looks that come after this place in the order of newest first."""
        return self.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=key))

    def newest_first(self) -> Self:
        """Return the looks in order of their moment; then of their key, for those of one moment."""
        return self.order_by("-at", "-pk")
