"""How long messages are kept, and how those of a month are destroyed."""

import datetime
from collections.abc import Collection

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept, by_month, moments_of, months_ended
from supportgroup.groups.models import Group

from .models import Message
from .querysets import MessageQuerySet


def over(group: Group, until: datetime.date) -> MessageQuerySet:
    """Return the messages of months that ended by that day; there is an index of them."""
    before: MessageQuerySet = Message.objects.of(group).filter(queued_at__lt=months_ended(until))
    return before


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return the months of messages that ended by that day."""
    oldest = over(group, until).order_by("queued_at").values_list("queued_at", flat=True).first()
    return by_month("Messages of", oldest=oldest, until=until)


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many messages these months have."""
    return sum(_of(group, key).count() for key in keys)


@action("messages.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete the messages of these months with what was decided about them, and return how many."""
    return sum(int(_of(group, key).delete()[1].get("outbox.Message", 0)) for key in keys)


def _of(group: Group, key: str) -> MessageQuerySet:
    begins, ends = moments_of(key)
    return Message.objects.of(group).filter(queued_at__gte=begins, queued_at__lt=ends)


MESSAGES = Kept(
    key="outbox.messages",
    what="messages",
    counted=("month of messages", "months of messages"),
    holds="To whom we wrote, about what, when, and whether it left. Not the words.",
    since="the end of the month in which they were queued",
    months=24,
    never_below=6,
    never_because="until then an answer, a bounce or a receipt can come, and it needs the message it belongs to",
    because="We may be asked whether and when we wrote to somebody; after 2 years hardly anybody asks "
    "(UK GDPR Article 5(1)(e), storage limitation).",
    how="The rows are deleted, with what staff decided about each message.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
