"""Holding what waits, because it is no longer wanted."""

from django.db import transaction

from supportgroup import clock

from .choices import State
from .models import Message
from .querysets import MessageQuerySet


def hold_waiting(messages: MessageQuerySet, *, because: str) -> int:
    """Hold those of these messages that have not begun to leave, and return how many there were.

    Among them are emails that a worker has taken and letters that are printed and not posted. What had failed or was
    held, and waited for somebody, needs nobody any more. Dated by the day.
    """
    with transaction.atomic():
        chosen = messages.in_state(State.TO_APPROVE, State.QUEUED, State.TAKEN, State.FAILED, State.HELD).order_by("pk")
        keys = list(chosen.select_for_update().values_list("pk", flat=True))
        locked = Message.objects.filter(pk__in=keys)
        locked.in_state(State.FAILED, State.HELD).filter(needs_someone=True).update(needs_someone=False)
        return locked.in_state(State.TO_APPROVE, State.QUEUED, State.TAKEN).update(
            state=State.HELD, reason=because, taken_by=None, state_since=clock.at(clock.today(), 0)
        )
