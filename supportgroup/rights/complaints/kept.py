"""How long complaints are kept."""

import datetime
from collections.abc import Collection

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.models import Message
from supportgroup.ui import wording

from . import reactions
from .models import Complaint
from .querysets import ComplaintQuerySet


def over(group: Group, until: datetime.date) -> ComplaintQuerySet:
    """Return the complaints that were closed by that day."""
    closed: ComplaintQuerySet = Complaint.objects.of(group).closed_by(until)
    return closed


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these complaints as things that are kept."""
    return [
        Item(str(one.pk), f"Complaint {one.reference}, closed on {wording.day(one.closed_on)}", one.closed_on)
        for one in over(group, until).select_related("group")
    ]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many of these there are."""
    return Complaint.objects.of(group).filter(pk__in=keys).count()


@action("complaints.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete these complaints, their steps and what was sent about them; return how many rows went."""
    Message.objects.of(group).filter(
        recipient_kind=RecipientKind.COMPLAINANT, recipient_key__in=[int(key) for key in keys]
    ).delete()
    return int(Complaint.objects.of(group).filter(pk__in=keys, closed_on__isnull=False).delete()[0])


COMPLAINTS = Kept(
    key=reactions.COMPLAINTS,
    what="complaints about information",
    counted=("complaint", "complaints"),
    holds="Who complained about how their information was used, what they said, what was done and what came of it.",
    since="the day it was closed",
    months=120,
    least=120,
    because="Records Management Code of Practice (NHS England): complaint files, 10 years after they are closed.",
    how="The rows of the complaint, its steps and its messages are deleted.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
