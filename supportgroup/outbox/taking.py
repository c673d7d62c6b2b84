"""Taking emails in hand, few at a time, so that no two workers hold the same one; and taking them back."""

import uuid
from collections import defaultdict

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from supportgroup import clock

from . import kinds, presence, recipients, rules
from .choices import Channel, Lane, State
from .models import Message
from .querysets import MessageQuerySet

WORKER_STOPPED = "The worker stopped while it handed this message over. It may have arrived, or it may not."


def of_lane(messages: MessageQuerySet, *, urgent: bool | None) -> MessageQuerySet:
    """Return those of the urgent lane, those of the others, or with None all."""
    if urgent is None:
        return messages
    return messages.filter(lane=Lane.URGENT) if urgent else messages.exclude(lane=Lane.URGENT)


def take(
    worker: uuid.UUID, *, urgent: bool | None, most: int, channel: Channel = Channel.EMAIL, places: int = 1
) -> list[Message]:
    """Take at most so many messages that are due, with all that is wanted to write them; urgent None takes any lane.

    places: how many processes may take from them at the same time.
    """
    everything, now = Message.objects.all(), clock.now()
    due = everything.texts_due(now=now) if channel == Channel.TEXT else everything.emails_due(now=now)
    due = of_lane(due, urgent=urgent)
    if places > 1:
        most = rules.share_of(due[: most * places].count(), most=most, places=places)
    with transaction.atomic():
        keys = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
        Message.objects.filter(pk__in=keys).update(state=State.TAKEN, taken_by=worker, state_since=clock.now())
    if not keys:
        return []
    taken = Message.objects.filter(pk__in=keys).select_related("group").order_by(F("lane").desc(), "id")
    messages = list(taken)
    prepare(messages)
    return messages


def prepare(messages: list[Message]) -> None:
    """Fetch in few queries what writing these messages wants."""
    recipients.fetch(messages)
    by_kind = defaultdict(list)
    for message in messages:
        by_kind[message.kind].append(message)
    for name, of_one_kind in by_kind.items():
        if kind := kinds.kind_called(name):
            _prepare(kind, of_one_kind)


def _prepare(kind: kinds.Kind, messages: list[Message]) -> None:
    """Prepare them together; where one of them prevents that, each by itself, and that one fails when it is written."""
    try:
        kind.prepare(messages)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  whatever is wrong with one message, the others must go
        for message in messages if len(messages) > 1 else ():
            _prepare(kind, [message])


def give_back(worker: uuid.UUID, *, reason: str = "") -> None:
    """Queue again what this worker has taken and not begun to send."""
    changes = {"reason": reason} if reason else {}
    Message.objects.filter(state=State.TAKEN, taken_by=worker).update(
        state=State.QUEUED, taken_by=None, state_since=clock.now(), **changes
    )


def take_back_from_the_dead() -> None:
    """Queue again what dead workers had taken. What one was handing over may have arrived: that waits for a person."""
    workers = Message.objects.in_hand().order_by().values_list("taken_by", flat=True).distinct()
    with presence.of_the_dead(workers) as dead:
        for worker in dead:
            give_back(worker)
            Message.objects.filter(state=State.SENDING, taken_by=worker).update(
                state=State.UNSURE,
                taken_by=None,
                reason=WORKER_STOPPED,
                needs_someone=True,
                state_since=clock.now(),
            )
