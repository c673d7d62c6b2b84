"""How long it is kept who looked at whom: the log lies below every room that could say so itself."""

import datetime
from collections.abc import Collection

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.audit.forgetting import destroy_looks
from supportgroup.audit.models import Look
from supportgroup.audit.querysets import LookQuerySet
from supportgroup.groups.keeping import Item, Kept, by_month, moments_of, months_ended
from supportgroup.groups.models import Group


def over(group: Group, until: datetime.date) -> LookQuerySet:
    """Return the looks of months that ended by that day."""
    before: LookQuerySet = Look.objects.in_group(group.slug).filter(at__lt=months_ended(until))
    return before


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return the months whose looks ended by that day."""
    oldest = over(group, until).values_list("at", flat=True).last()
    return by_month("Looks of", oldest=oldest, until=until)


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many looks these months have."""
    moments = (moments_of(key) for key in keys)
    of_group = Look.objects.in_group(group.slug)
    return sum(of_group.filter(at__gte=begins, at__lt=ends).count() for begins, ends in moments)


@action("looks.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete the looks of these months, by the one function that may, and return how many."""
    moments = [moments_of(key) for key in keys]
    return sum(destroy_looks(group_slug=group.slug, since=begins, before=ends, by=by) for begins, ends in moments)


LOOKS = Kept(
    key="audit.looks",
    what="the log of looks",
    counted=("month of looks", "months of looks"),
    holds="Who opened, printed or downloaded what about whom, and when. People are numbers in it, never names.",
    since="the end of the month",
    months=72,
    least=72,
    never_below=12,
    never_because="the database itself destroys none that is newer",
    because="A person can ask who looked at them, and can go to court for 6 years (Limitation Act 1980).",
    how="The rows are deleted by the one function of the database that may, and it writes down that it ran.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
