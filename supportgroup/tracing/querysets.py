"""Named questions about lists and the people in them."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import Finding, ListState


class TraceListQuerySet(InGroupQuerySet[Any]):
    """Lists for the deceased check."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the group's lists; one whose people were chosen by treatment only to nurses and to who made it."""
        powers = powers_of(user.roles_in(in_group.slug))
        if Power.TRACE_PEOPLE not in powers:
            return self.none()
        ours = self.of(in_group)
        return ours if Power.SEE_CLINICAL in powers else ours.filter(Q(clinical=False) | Q(made_by=user))

    def unfinished(self) -> Self:
        """Return those that wait for a result, or whose result waits to be looked at."""
        return self.filter(state__in=[ListState.WAITING, ListState.LOADED])


class TracedQuerySet(InGroupQuerySet[Any]):
    """People in lists."""

    group_path = "list__group"

    def covering(self, *, since: datetime.datetime) -> Self:
        """Return those who count as checked by a list that was taken to the service since then."""
        taken = Q(list__downloaded_at__gte=since) | Q(list__downloaded_at=None, list__made_at__gte=since)
        done = self.filter(taken, list__state=ListState.CHECKED)
        return done.filter(finding__in=[Finding.LIVES, Finding.LOOKED_AT])

    def to_look_at(self) -> Self:
        """Return those of whom a person must say whether they live."""
        return self.filter(finding=Finding.UNSURE)

    def with_proposals(self) -> Self:
        """Return those of whom something else came back than we have."""
        return self.exclude(proposals={})

    def finding_counts(self) -> dict[str, int]:
        """Return {finding: people}."""
        return dict(self.order_by().values_list("finding").annotate(people=models.Count("pk")))
