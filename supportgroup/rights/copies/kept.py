"""How long it is kept that somebody asked for a copy."""

import datetime
from collections.abc import Collection

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.ui import wording

from .models import CopyRequest
from .querysets import RequestQuerySet


def over(group: Group, until: datetime.date) -> RequestQuerySet:
    """Return the requests that were answered by that day."""
    done: RequestQuerySet = CopyRequest.objects.of(group).filter(closed_on__lte=until)
    return done


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these requests as things that are kept."""
    return [
        Item(str(request.pk), f"{request}, answered on {wording.day(request.closed_on)}", request.closed_on)
        for request in over(group, until).order_by("closed_on", "pk")
    ]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many of these there are."""
    return CopyRequest.objects.of(group).filter(pk__in=keys).count()


@action("copy_requests.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete these requests, and return how many rows went."""
    return int(CopyRequest.objects.of(group).filter(pk__in=keys, closed_on__isnull=False).delete()[0])


REQUESTS = Kept(
    key="copies.requests",
    what="requests for a copy",
    counted=("request", "requests"),
    holds="Who asked for a copy of what we hold, when, how we checked who they are, and when it was handed over or "
    "refused. The copy itself is never kept.",
    since="the day it was handed over or refused",
    months=36,
    least=36,
    because="Records Management Code of Practice (NHS England): 3 years after a subject access request is closed.",
    how="The row of the request is deleted.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
